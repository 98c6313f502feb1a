/** TikTok's standard web events, by the names its API takes. https://ads.tiktok.com/help/article/supported-standard-events */
export const tiktokStandardEvents = {
  ViewContent: 'View content', AddToCart: 'Add to cart', AddToWishlist: 'Add to wishlist', InitiateCheckout: 'Begin checkout', AddPaymentInfo: 'Add payment info', Purchase: 'Purchase', Search: 'Search',
  CompleteRegistration: 'Complete registration', Lead: 'Lead', Contact: 'Contact', Subscribe: 'Subscribe', StartTrial: 'Start trial', Schedule: 'Schedule', SubmitApplication: 'Submit application',
  ApplicationApproval: 'Application approved', CustomizeProduct: 'Customize product', FindLocation: 'Find location', Download: 'Download',
} as const;
