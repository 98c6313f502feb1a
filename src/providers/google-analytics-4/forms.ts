import type { ProviderForms } from '../../core/provider.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';

const analytics = 'https://analytics.google.com/analytics/web/';
const how = 'Allow access to the property, or reconnect with “Settings kept by Google”.';
const scope = (capability: string, reason: string) => ({ id: `https://www.googleapis.com/auth/${capability}`, reason, capability });

/** What Google Analytics 4 asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, never, typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      paste: () => import('./paste.ts').then((module) => module.paste),
      steps: [
        { title: 'Open your web stream', body: 'In Google Analytics, choose Admin, then Data streams, then the web stream of your store.', url: analytics },
        { title: 'Copy the Measurement ID', body: 'It starts with G-. The stream’s number is another one.' },
        { title: 'Create an API secret', body: 'In the same stream, open Measurement Protocol API secrets and choose Create. You need to be editor of the property.', url: analytics },
      ],
    },
    oauth2: {
      adds: 'Allow access to your Analytics property',
      scopes: [
        scope('analytics.edit', 'To set goals, audiences and retention.'),
        scope('analytics.readonly', 'To offer what is in the property.'),
        { id: 'openid', reason: 'To know whose access it is.', optional: true },
      ],
    },
  },
  capabilities: [
    { id: 'analytics.edit', name: 'permission to edit the property', how },
    { id: 'analytics.readonly', name: 'permission to read the property', how },
  ],
  configuration,
  test: { title: 'Send a test event', what: 'Google’s validation server checks an event as your store sends it. It is counted nowhere.' },
  disconnect: {
    impact: [
      'Events from your server no longer reach Google Analytics. Goals and audiences fed by them stop growing.',
      'Conversions that Google Ads imports from them stop.',
    ],
    keeps: [
      'Collected data stays until its period ends; goals, audiences and links stay.',
      'The browser tag keeps sending.',
    ],
    credentials: {
      apiSecret: 'The API secret stays valid. If no other tool uses it, delete it in the stream’s settings.',
      refreshToken: 'The refresh token stays valid until removed at Google.',
    },
  },
};
