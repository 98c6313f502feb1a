import type { ProviderForms } from '../../core/provider.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';

const url = 'https://www.klaviyo.com/settings/account/api-keys';
const scope = (name: string) => ({ id: name, name, how: 'Create a private key with it.', url });

/** What Klaviyo asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, never, typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      paste: () => import('./paste.ts').then((module) => module.paste),
      steps: [
        { title: 'Open API keys', body: 'Under your account name, Settings, as owner, admin or manager. The public key stands at the top.', url },
        {
          title: 'Create a private API key',
          body: 'Choose full access, or custom: read accounts and templates, full for lists, profiles, subscriptions, events, metrics, segments. Copy it at once.',
        },
      ],
    },
  },
  configuration,
  capabilities: ['lists:read', 'lists:write', 'metrics:read', 'metrics:write', 'segments:read', 'segments:write', 'templates:read'].map(scope),
  test: { title: 'Send a test event', what: 'An event “Connection test” for the account’s own sender address.' },
  disconnect: {
    impact: [
      'Customers and store events stop. Flows stay live without new entrants; scheduled campaigns are sent.',
      'People who unsubscribe meanwhile are not marked in your store.',
    ],
    keeps: ['Profiles, consent, events, lists, segments and templates stay.', 'The private key stays valid. Delete it in Klaviyo if no other tool uses it.'],
  },
};
