import type { ProviderForms } from '../../core/provider.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';

const apps = 'https://business-api.tiktok.com/portal/apps';

/** What TikTok Ads asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, never, typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      steps: [
        { title: 'Copy the advertiser ID', body: 'In TikTok Ads Manager, open the account menu at the top right.', url: 'https://ads.tiktok.com/i18n/dashboard' },
        { title: 'Open your app', body: 'At business-api.tiktok.com, under My apps. The app ID and secret stand in Basic information.', url: apps },
        { title: 'Create a long-term token', body: 'Open the app’s advertiser authorization URL as admin or operator of the ad account, confirm, and exchange the code for a token.', url: apps },
      ],
    },
  },
  configuration,
  disconnect: {
    impact: [
      'Your store no longer reads, creates or changes campaigns. Campaigns that run keep running, and spending.',
      'Audiences and reports end here, and codes from creators are no longer redeemed.',
    ],
    keeps: [
      'Campaigns, audiences, pixels and reports stay at TikTok. Spark posts stay usable until the creator’s consent ends.',
      'The token stays valid. Cancel the app’s access in TikTok Ads Manager to end it for every account it was given.',
    ],
  },
};
