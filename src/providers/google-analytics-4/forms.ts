import type { ProviderForms } from '../../core/provider.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';

const analytics = 'https://analytics.google.com/analytics/web/';

/** What Google Analytics 4 asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, never, typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      steps: [
        { title: 'Open your web stream', body: 'In Google Analytics, choose Admin, then Data streams, then the web stream of your store.', url: analytics },
        { title: 'Copy the Measurement ID', body: 'It starts with G-. The stream’s number is another one.' },
        { title: 'Create an API secret', body: 'In the same stream, open Measurement Protocol API secrets, choose Create and name it after your store. You need to be editor of the property.', url: analytics },
      ],
    },
  },
  configuration,
  disconnect: {
    impact: [
      'Events from your server no longer reach Google Analytics. Goals and audiences fed by them stop growing.',
      'Conversions that Google Ads imports from them stop.',
    ],
    keeps: [
      'Collected data stays until its period ends; goals, audiences and links stay, and the browser tag keeps sending.',
      'The API secret stays valid. If no other tool uses it, delete it in the stream’s settings.',
    ],
  },
};
