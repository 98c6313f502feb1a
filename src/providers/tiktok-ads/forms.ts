import type { ProviderForms } from '../../core/provider.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';

const url = 'https://business-api.tiktok.com/portal/apps';
const how = 'Add it to the scopes of your app, then create a new token.';

/** What TikTok Ads asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, never, typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      paste: () => import('./paste.ts').then((module) => module.paste),
      steps: [
        { title: 'Copy the advertiser ID', body: 'From the account menu of Ads Manager.', url: 'https://ads.tiktok.com/i18n/dashboard' },
        { title: 'Open your app', body: 'Under My apps. ID and secret stand in Basic information.', url },
        { title: 'Create a long-term token', body: 'Open its advertiser authorization URL as admin of the account, confirm, exchange the code.', url },
      ],
    },
  },
  configuration,
  capabilities: [
    { id: 'ads', name: 'the scope Ads Management', how, url },
    { id: 'pixel', name: 'the scope Pixel Management', how, url },
    { id: 'creative', name: 'the scope TikTok Posts', how, url },
  ],
  disconnect: {
    impact: [
      'Campaigns keep running, and spending, without your store.',
      'Reports end here, and Spark codes are no longer redeemed.',
    ],
    keeps: [
      'Campaigns, audiences and pixels stay; Spark posts until the creator’s consent ends.',
      'The token stays valid until the app’s access is cancelled in TikTok Ads Manager.',
    ],
  },
};
