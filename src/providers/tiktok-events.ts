import { named } from './choices.ts';

/** TikTok's standard web events, by the names its API takes. https://ads.tiktok.com/help/article/supported-standard-events */
export const tiktokStandardEvents = named('ViewContent AddToCart AddToWishlist InitiateCheckout AddPaymentInfo Purchase Search CompleteRegistration Lead Contact Subscribe StartTrial Schedule SubmitApplication ApplicationApproval CustomizeProduct FindLocation Download');
