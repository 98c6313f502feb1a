/** Meta's standard events, by the names its API takes. https://developers.facebook.com/docs/meta-pixel/reference */
export const metaStandardEvents = {
  PageView: 'Page view', ViewContent: 'View content', Search: 'Search', AddToCart: 'Add to cart', AddToWishlist: 'Add to wishlist', InitiateCheckout: 'Begin checkout', AddPaymentInfo: 'Add payment info',
  Purchase: 'Purchase', Lead: 'Lead', CompleteRegistration: 'Complete registration', Contact: 'Contact', CustomizeProduct: 'Customize product', Donate: 'Donate', FindLocation: 'Find location', Schedule: 'Schedule',
  StartTrial: 'Start trial', SubmitApplication: 'Submit application', Subscribe: 'Subscribe',
} as const;
