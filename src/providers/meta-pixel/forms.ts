import type { ProviderForms } from '../../core/provider.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';
import { test } from './test.ts';

const eventsManager = 'https://business.facebook.com/events_manager';

/** What Meta Pixel asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, never, typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      paste: () => import('./paste.ts').then((module) => module.paste),
      steps: [
        { title: 'Open Events Manager', body: 'Choose your business, then Data sources, then your pixel or dataset.', url: eventsManager },
        { title: 'Copy the ID', body: 'The number under the pixel’s name.' },
        { title: 'Create a token', body: 'In Settings, under Conversions API, choose to set up manually, then Generate access token. You need to be admin of the business. Copy it at once: Meta shows it only once.', url: eventsManager },
        { title: 'Copy the test code, if you like', body: 'In the tab Test events. With it we can prove that events arrive.' },
      ],
    },
  },
  configuration,
  test,
  capabilities: [{ id: 'ads_management', name: 'a token with ads_management', how: 'Generate one for a system user that may manage the ad account and the pixel.', url: 'https://business.facebook.com/settings/system-users' }],
  disconnect: {
    impact: [
      'Events from your server no longer reach Meta. Campaigns that learn from them find fewer buyers.',
      'Audiences are no longer kept in step; their members age out.',
    ],
    keeps: [
      'Events, audiences and reports stay at Meta.',
      'The browser pixel keeps sending.',
    ],
    credentials: { accessToken: 'The token stays valid. If no other tool uses it, delete it in Events Manager or with its system user.' },
  },
};
