import type { ProviderForms } from '../../core/provider.ts';
import { ownApp } from '../choices.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';

const root = 'https://www.googleapis.com/auth/';

/** What Google Ads asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, ReturnType<typeof ownApp>['fields'], typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      paste: () => import('./paste.ts').then((module) => module.paste),
      steps: [
        { title: 'Copy the customer ID', body: 'The ten digits at the top.', url: 'https://ads.google.com/' },
        { title: 'Prepare a project', body: 'Enable the Google Ads API, publish the consent screen, ask for Explorer access.', url: 'https://console.cloud.google.com/apis/library/googleads.googleapis.com' },
        { title: 'Create an OAuth client', body: 'A web application. Copy its ID and secret.', url: 'https://console.cloud.google.com/apis/credentials' },
        { title: 'Create a refresh token', body: 'With this client and the scope adwords.', url: 'https://developers.google.com/oauthplayground/' },
      ],
    },
    oauth2: {
      app: () => import('./app.ts').then((module) => ownApp(module.app)),
      scopes: [
        { id: `${root}adwords`, reason: 'To change campaigns.', capability: 'adwords' },
        { id: `${root}datamanager`, reason: 'To send conversions.', capability: 'datamanager', optional: true },
      ],
    },
  },
  capabilities: [
    { id: 'adwords', name: 'access to Google Ads', how: 'Create a token with the scope adwords.' },
    { id: 'datamanager', name: 'access to Data Manager', how: 'Create a token with the scope datamanager.' },
  ],
  configuration,
  disconnect: {
    impact: [
      'Your store no longer changes campaigns.',
      'Conversions and lists are no longer sent, which bidding learns from.',
    ],
    keeps: [
      'Campaigns keep running, and spending.',
      'Conversions, lists and reports stay.',
    ],
    credentials: { refreshToken: 'The token stays valid until removed at Google.' },
  },
};
