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
        { title: 'Open the Twilio Console', body: 'Account Info on its home page shows the Account SID and, behind Show, the Auth Token. Use the live ones: test credentials cannot be checked.', url: 'https://console.twilio.com/' },
        { title: 'Choose a number', body: 'Under Phone Numbers, Manage, Active numbers: one that can send SMS. A personal mobile cannot be used.', url: 'https://console.twilio.com/us1/develop/phone-numbers/manage/incoming' },
      ],
    },
  },
  configuration,
  test,
  disconnect: {
    impact: [
      'Message automations and campaigns stop, and replies reach nobody.',
      'Verification codes are no longer sent: where they are mandatory, customers may be unable to sign in or check out.',
      'Messages already scheduled or queued at Twilio are still sent.',
    ],
    keeps: [
      'Your number stays rented, and billed each month, until you release it in Twilio.',
      'Message logs and opt-outs stay at Twilio. People who replied STOP must never be written to again.',
      'The Auth Token stays valid. Change it in Twilio only if no other tool uses it.',
    ],
  },
};
