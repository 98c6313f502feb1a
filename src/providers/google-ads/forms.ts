import type { ProviderForms } from '../../core/provider.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';

/** What Google Ads asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, never, typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      steps: [
        { title: 'Copy the customer ID', body: 'Sign in to Google Ads: the ten digits stand at the top. Note the manager account’s ID too, if you use one.', url: 'https://ads.google.com/' },
        { title: 'Prepare a project in Google Cloud', body: 'Enable the Google Ads API, put the consent screen into production, and ask for at least Explorer access.', url: 'https://console.cloud.google.com/apis/library/googleads.googleapis.com' },
        { title: 'Create an OAuth client', body: 'Under Credentials, of the type Web application. Copy its ID and secret.', url: 'https://console.cloud.google.com/apis/credentials' },
        { title: 'Create a refresh token', body: 'Sign in with this client and the scope adwords. Since August 2026 Google asks for a passkey, which may need seven days before it counts.', url: 'https://developers.google.com/oauthplayground/' },
      ],
    },
  },
  configuration,
  disconnect: {
    impact: [
      'Your store no longer reads, creates or changes campaigns. Campaigns that run keep running, and spending.',
      'Conversions and customer lists are no longer sent, so automated bidding loses what it learns from.',
    ],
    keeps: [
      'Campaigns, conversion actions, customer lists and reports stay in Google Ads.',
      'The refresh token stays valid. Remove the app’s access in your Google account to end it.',
    ],
  },
};
