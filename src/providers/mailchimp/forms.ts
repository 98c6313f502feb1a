import type { ProviderForms } from '../../core/provider.ts';
import { ownApp } from '../choices.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';

const keysPage = 'https://us1.admin.mailchimp.com/account/api/';

/** What Mailchimp asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, ReturnType<typeof ownApp>['fields'], typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      paste: () => import('./paste.ts').then((module) => module.paste),
      steps: [
        { title: 'Open API keys', body: 'Select your profile, Account & billing, Extras, API keys, as manager or above.', url: keysPage },
        { title: 'Create a key', body: 'Name it after your store. A key can do whatever its owner can.' },
        { title: 'Copy it at once', body: 'Mailchimp shows it whole only now.' },
      ],
    },
    // Mailchimp has no scopes; this one only says so.
    oauth2: { app: () => import('./app.ts').then((module) => ownApp(module.app)), scopes: [{ id: 'account', reason: 'Everything that you may do in Mailchimp. It cannot be narrowed.' }] },
  },
  configuration,
  test: { title: 'Send a test event', what: 'An event on the account owner’s own contact. It starts no flow.' },
  disconnect: {
    impact: [
      'Contacts, tags, orders and carts stop syncing.',
      'Unsubscribes meanwhile are not marked in your store.',
    ],
    keeps: [
      'Running flows and scheduled campaigns go on.',
      'Contacts, tags, campaigns and reports stay in Mailchimp.',
    ],
    credentials: { apiKey: 'The API key stays valid. Revoke it in Mailchimp if no other tool uses it.' },
    choices: [{ id: 'store', label: 'Remove the store, with its customers, orders and carts' }],
  },
};
