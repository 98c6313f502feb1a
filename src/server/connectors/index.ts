import type { Connector } from '../connector.ts';
import { klaviyoConnector } from './klaviyo.ts';
import { facebookAdsConnector } from './facebook-ads.ts';
import { metaPixelConnector } from './meta-pixel.ts';
import { mailchimpConnector } from './mailchimp.ts';
import { tiktokAdsConnector } from './tiktok-ads.ts';
import { tiktokPixelConnector } from './tiktok-pixel.ts';
import { twilioConnector } from './twilio.ts';

/** The connectors of the built-in providers. */
export const builtinConnectors: readonly Connector[] = [metaPixelConnector, tiktokPixelConnector, facebookAdsConnector, tiktokAdsConnector, klaviyoConnector, mailchimpConnector, twilioConnector];
