import { named } from './choices.ts';

/** Meta's standard events, by the names its API takes. https://developers.facebook.com/docs/meta-pixel/reference */
export const metaStandardEvents = named('PageView ViewContent Search AddToCart AddToWishlist InitiateCheckout AddPaymentInfo Purchase Lead CompleteRegistration Contact CustomizeProduct Donate FindLocation Schedule StartTrial SubmitApplication Subscribe');
