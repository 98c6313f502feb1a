import type { Connector } from '../connector.ts';
import { klaviyoConnector } from './klaviyo.ts';
import { facebookAdsConnector } from './facebook-ads.ts';
import { googleAdsConnector } from './google-ads.ts';
import { googleAnalytics4Connector } from './google-analytics-4.ts';
import { metaPixelConnector } from './meta-pixel.ts';
import { mailchimpConnector } from './mailchimp.ts';
import { tiktokAdsConnector } from './tiktok-ads.ts';
import { tiktokPixelConnector } from './tiktok-pixel.ts';
import { twilioConnector } from './twilio.ts';

/** The connectors of the built-in providers. */
export const builtinConnectors: readonly Connector[] = [googleAnalytics4Connector, metaPixelConnector, tiktokPixelConnector, googleAdsConnector, facebookAdsConnector, tiktokAdsConnector, klaviyoConnector, mailchimpConnector, twilioConnector];
