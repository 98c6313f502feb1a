/** What a sender keeps itself: a Messaging Service and a number name the same things differently. */
export const serviceParameters = { inbound: ['InboundRequestUrl', 'InboundMethod'], fallbackUrl: 'FallbackUrl', statusCallbackUrl: 'StatusCallback' } as const;
/** Of a number; a short code has all but the last. */
export const numberParameters = { inbound: ['SmsUrl', 'SmsMethod'], fallbackUrl: 'SmsFallbackUrl', statusCallbackUrl: 'StatusCallback' } as const;
