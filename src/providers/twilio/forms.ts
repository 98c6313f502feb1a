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
        { title: 'Choose a number', body: 'Under Phone Numbers, Manage, Active numbers: one that can send SMS, not a personal mobile.' },
      ],
    },
  },
  configuration,
  test,
  disconnect: {
    impact: [
      'Message automations and campaigns stop, and replies reach nobody.',
      'No codes are sent: customers who need one cannot sign in or check out.',
      'Messages already scheduled or queued are still sent.',
    ],
    keeps: [
      'Your number stays rented until you release it in Twilio.',
      'Message logs and opt-outs stay at Twilio. Never write to people who replied STOP.',
      'The Auth Token or API key stays valid.',
    ],
  },
};
