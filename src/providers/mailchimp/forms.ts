import type { ProviderForms } from '../../core/provider.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';

const keysPage = 'https://us1.admin.mailchimp.com/account/api/';

/** What Mailchimp asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, never, typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      paste: () => import('./paste.ts').then((module) => module.paste),
      steps: [
        { title: 'Open API keys', body: 'In Mailchimp, select your profile, then Account & billing, Extras, API keys. You need to be manager or above.', url: keysPage },
        { title: 'Create a key', body: 'Select Create A Key and name it after your store. A key can do everything its owner can.', url: keysPage },
        { title: 'Copy it at once', body: 'Mailchimp shows the whole key only now. Its end, such as -us21, tells where your account lives.' },
      ],
    },
  },
  configuration,
  test: { title: 'Send a test event', what: 'An event on the account owner’s own contact in the audience. It starts no flow.' },
  disconnect: {
    impact: [
      'Contacts, tags, orders and carts stop syncing; recommendations and abandoned-cart data go stale. Running automations and scheduled campaigns keep running.',
      'People who unsubscribe in Mailchimp meanwhile are not marked in your store.',
    ],
    keeps: [
      'Contacts, tags, campaigns and reports stay in Mailchimp.',
      'The API key stays valid. If no other tool uses it, revoke it in Mailchimp under Extras, API keys.',
    ],
  },
};
