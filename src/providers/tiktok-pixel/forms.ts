import type { ProviderForms } from '../../core/provider.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';
import { test } from './test.ts';

const eventsManager = 'https://ads.tiktok.com/i18n/events_manager';

const url = 'https://business-api.tiktok.com/portal/apps';
const how = 'Use a token of your own app with that scope, and enter the ad account ID.';

/** What TikTok Pixel asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, never, typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      paste: () => import('./paste.ts').then((module) => module.paste),
      steps: [
        { title: 'Open Events Manager', body: 'In TikTok Ads Manager, under Tools, choose Events, then Web events. You need to be admin or operator of the ad account.', url: eventsManager },
        { title: 'Copy the pixel ID', body: 'It stands beside the pixel’s name. A new pixel: Connect data source, Web, Manual setup, TikTok Pixel and Events API.' },
        { title: 'Create a token', body: 'Open the pixel, then Settings, Events API, Generate access token.', url: eventsManager },
        { title: 'Copy the test code, if you like', body: 'In the tab Test events. With it we can prove that events arrive.' },
      ],
    },
  },
  configuration,
  test,
  capabilities: [
    { id: 'pixel', name: 'a token that may manage pixels', how, url },
    { id: 'audience', name: 'a token that may manage audiences', how, url },
  ],
  disconnect: {
    impact: [
      'Events from your server no longer reach TikTok. Ad groups that optimise for them learn anew, or stop.',
      'Audiences fed by these events stop growing.',
    ],
    keeps: [
      'Events, audiences and reports stay at TikTok.',
      'The browser pixel keeps sending.',
    ],
    credentials: { accessToken: 'The token stays valid until a new one is generated in Events Manager.' },
  },
};
