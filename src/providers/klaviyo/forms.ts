import type { ProviderForms } from '../../core/provider.ts';
import { ownApp } from '../choices.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';

const url = 'https://www.klaviyo.com/settings/account/api-keys';
const scope = (name: string) => ({ id: name, name, how: 'Create a private key with it.', url });

/** What Klaviyo asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, ReturnType<typeof ownApp>['fields'], typeof configuration> = {
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
    oauth2: {
      app: () => import('./app.ts').then((module) => ownApp(module.app)),
      scopes: [
        { id: 'accounts:read', reason: 'To see which account it is.' },
        { id: 'lists:read', reason: 'To offer your lists.' },
        { id: 'lists:write', reason: 'To add customers to a list, and to set its opt-in.' },
        { id: 'profiles:read', reason: 'To recognise customers that are there already.' },
        { id: 'profiles:write', reason: 'To keep customers up to date.' },
        { id: 'subscriptions:read', reason: 'To see who agreed to marketing.' },
        { id: 'subscriptions:write', reason: 'To pass on who agrees and who unsubscribes.' },
        { id: 'events:write', reason: 'To record store events, which start your flows.' },
        { id: 'metrics:read', reason: 'To offer your metrics.' },
        { id: 'metrics:write', reason: 'To give metrics their roles.', optional: true },
        { id: 'segments:read', reason: 'To offer your segments.', optional: true },
        { id: 'segments:write', reason: 'To make segments from your rules.', optional: true },
        { id: 'templates:read', reason: 'To offer your email templates.', optional: true },
      ],
    },
  },
  configuration,
  capabilities: ['lists:read', 'lists:write', 'metrics:read', 'metrics:write', 'segments:read', 'segments:write', 'templates:read'].map(scope),
  test: { title: 'Send a test event', what: 'An event “Connection test” for the account’s own sender address.' },
  disconnect: {
    impact: [
      'Customers and store events stop, so that nobody new enters flows.',
      'People who unsubscribe meanwhile are not marked in your store.',
    ],
    keeps: ['Flows stay live; scheduled campaigns are sent.', 'Profiles, consent, events, lists, segments and templates stay.'],
    credentials: { privateApiKey: 'The private key stays valid. Delete it in Klaviyo if no other tool uses it.' },
  },
};
