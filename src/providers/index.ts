import type { ProviderDefinition } from '../core/provider.ts';
import { facebookAds } from './facebook-ads/provider.ts';
import { googleAds } from './google-ads/provider.ts';
import { googleAnalytics4 } from './google-analytics-4/provider.ts';
import { klaviyo } from './klaviyo/provider.ts';
import { mailchimp } from './mailchimp/provider.ts';
import { metaPixel } from './meta-pixel/provider.ts';
import { tiktokAds } from './tiktok-ads/provider.ts';
import { tiktokPixel } from './tiktok-pixel/provider.ts';
import { twilio } from './twilio/provider.ts';

export { facebookAds, googleAds, googleAnalytics4, klaviyo, mailchimp, metaPixel, tiktokAds, tiktokPixel, twilio };

/** Every provider this package knows. Import single ones to leave the others out of a bundle. */
export const builtinProviders: readonly ProviderDefinition[] = [googleAnalytics4, metaPixel, tiktokPixel, googleAds, facebookAds, tiktokAds, klaviyo, mailchimp, twilio];

/** Headings of the page by category id, in their order. */
export const builtinCategories: Readonly<Record<string, string>> = { analytics: 'Analytics', advertising: 'Advertising', email: 'Email', sms: 'SMS' };
