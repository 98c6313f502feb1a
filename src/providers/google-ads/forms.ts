import type { ProviderForms } from '../../core/provider.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';

/** What Google Ads asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, never, typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      paste: () => import('./paste.ts').then((module) => module.paste),
      steps: [
        { title: 'Copy the customer ID', body: 'The ten digits at the top of Google Ads; the manager account’s too, if you use one.', url: 'https://ads.google.com/' },
        { title: 'Prepare a project in Google Cloud', body: 'Enable the Google Ads API, put the consent screen into production, ask for Explorer access.', url: 'https://console.cloud.google.com/apis/library/googleads.googleapis.com' },
        { title: 'Create an OAuth client', body: 'Of the type Web application. Copy its ID and secret.', url: 'https://console.cloud.google.com/apis/credentials' },
        { title: 'Create a refresh token', body: 'With this client and the scope adwords. Google asks for a passkey; a new one may take seven days.', url: 'https://developers.google.com/oauthplayground/' },
      ],
    },
  },
  capabilities: [
    { id: 'adwords', name: 'access to Google Ads', how: 'Create a refresh token with the scope adwords.' },
    { id: 'datamanager', name: 'access to the Data Manager API', how: 'Create a refresh token with the scope datamanager too.' },
  ],
  configuration,
  disconnect: {
    impact: [
      'Campaigns are no longer read or changed here. They keep running, and spending.',
      'Conversions and customer lists are no longer sent, which automated bidding learns from.',
    ],
    keeps: [
      'Campaigns, conversion actions, lists and reports stay in Google Ads.',
      'The refresh token stays valid until you remove the app in your Google account.',
    ],
  },
};
