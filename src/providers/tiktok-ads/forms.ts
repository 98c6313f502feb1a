import type { ProviderForms } from '../../core/provider.ts';
import { ownApp } from '../choices.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';

const url = 'https://business-api.tiktok.com/portal/apps';
const how = 'Add it to your app, then create a token.';

/** What TikTok Ads asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, ReturnType<typeof ownApp>['fields'], typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      paste: () => import('./paste.ts').then((module) => module.paste),
      steps: [
        { title: 'Copy the advertiser ID', body: 'In the account menu.', url: 'https://ads.tiktok.com/i18n/dashboard' },
        { title: 'Open your app', body: 'Basic information has ID and secret.', url },
        { title: 'Create a token', body: 'As admin, open its authorization URL.', url },
      ],
    },
    oauth2: {
      app: () => import('./app.ts').then((module) => ownApp(module.app)),
      scopes: [
        { id: '1', reason: 'To see accounts.' },
        { id: '2', reason: 'To change campaigns.', capability: 'ads', optional: true },
        { id: '8', reason: 'To see pixels.', capability: 'pixel', optional: true },
        { id: '6', reason: 'To use posts.', capability: 'creative', optional: true },
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
      'Campaign edits and reports end.',
      'Spark codes end.',
    ],
    keeps: [
      'Campaigns keep running, and spending.',
      'Audiences, pixels, Spark posts stay.',
    ],
    credentials: { accessToken: 'The token stays valid.' },
  },
};
