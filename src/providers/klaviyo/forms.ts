import type { ProviderForms } from '../../core/provider.ts';
import { ownApp } from '../choices.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';

const url = 'https://www.klaviyo.com/settings/account/api-keys';
const scope = (name: string, how = 'Create a private key with it.') => ({ id: name, name, how, url });

/** What Klaviyo asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, ReturnType<typeof ownApp>['fields'], typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      paste: () => import('./paste.ts').then((module) => module.paste),
      steps: [
        { title: 'Open API keys', body: 'In Settings, as owner, admin or manager. The public key stands at the top.', url },
        {
          title: 'Create a private API key',
          body: 'Full access, or custom: full for events, lists, metrics, profiles, segments, subscriptions, webhooks, read for the rest.',
        },
      ],
    },
    oauth2: {
      app: () => import('./app.ts').then((module) => ownApp(module.app)),
      scopes: [
        { id: 'accounts:read', reason: 'To see the account.' },
        { id: 'lists:read', reason: 'To offer your lists.' },
        { id: 'lists:write', reason: 'To add customers to lists.' },
        { id: 'profiles:read', reason: 'To find customers.' },
        { id: 'profiles:write', reason: 'To update customers.' },
        { id: 'subscriptions:read', reason: 'To see who agreed.' },
        { id: 'subscriptions:write', reason: 'To pass on who agreed.' },
        { id: 'events:write', reason: 'To record store events.' },
        { id: 'metrics:read', reason: 'To offer your metrics.' },
        { id: 'metrics:write', reason: 'To set metric roles.', optional: true },
        { id: 'segments:read', reason: 'To offer your segments.', optional: true },
        { id: 'segments:write', reason: 'To make segments.', optional: true },
        { id: 'templates:read', reason: 'To offer your templates.', optional: true },
        { id: 'flows:read', reason: 'To count your flows.', optional: true },
        { id: 'webhooks:read', reason: 'For two-way sync.', optional: true },
        { id: 'webhooks:write', reason: 'For two-way sync.', optional: true },
      ],
    },
  },
  configuration,
  capabilities: [
    ...['lists:read', 'lists:write', 'metrics:read', 'metrics:write', 'segments:read', 'segments:write', 'templates:read'].map((name) => scope(name)),
    { id: 'webhook-address', name: 'a webhook address', how: 'Ask who runs this server.' },
    scope('webhooks:write', 'Advanced KDP accounts have it.'),
  ],
  test: { title: 'Send a test event', what: '“Connection test” for the account’s sender.' },
  disconnect: {
    impact: [
      'Customers and store events stop; nobody new enters flows.',
      'Unsubscribes meanwhile are not marked in your store.',
    ],
    keeps: ['Flows stay live; scheduled campaigns are sent.', 'Profiles, consent, events, lists, segments and templates stay.'],
    credentials: { privateApiKey: 'The private key stays valid. Delete it in Klaviyo if no other tool uses it.' },
  },
};
