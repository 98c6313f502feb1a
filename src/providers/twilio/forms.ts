import type { ProviderForms } from '../../core/provider.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';
import { test } from './test.ts';

/** What Twilio asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, never, typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      paste: () => import('./paste.ts').then((module) => module.paste),
      steps: [
        { title: 'Open the Twilio Console', body: 'Account Info shows the Account SID and, behind Show, the Auth Token. Test credentials do not work.', url: 'https://console.twilio.com/' },
        { title: 'Choose a number', body: 'Under Phone Numbers, Manage, Active numbers: one that sends SMS, not a personal mobile.' },
      ],
    },
  },
  configuration,
  test,
  disconnect: {
    impact: [
      'Automations and campaigns stop, and replies reach nobody.',
      'No codes are sent, so some cannot sign in or check out.',
    ],
    keeps: [
      'Messages already scheduled or queued are still sent.',
      'Your number stays rented until released.',
      'Logs and opt-outs stay. Never write to who replied STOP.',
    ],
    credentials: { authToken: 'The Auth Token stays valid.', apiKeySecret: 'The API key stays valid.' },
  },
};
