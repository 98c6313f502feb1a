import type { ProviderForms } from '../../core/provider.ts';
import { configuration } from './configuration.ts';
import { credentials } from './credentials.ts';

const keysPage = 'https://www.klaviyo.com/settings/account/api-keys';

/** What Klaviyo asks for, and what can be set. */
export const forms: ProviderForms<typeof credentials, never, typeof configuration> = {
  auth: {
    credentials: {
      fields: credentials,
      steps: [
        { title: 'Open API keys', body: 'In Klaviyo, select your account name, then Settings, then API keys. You need to be owner, admin or manager.', url: keysPage },
        { title: 'Copy the public API key', body: 'It has 6 characters and is also called site ID.' },
        {
          title: 'Create a private API key',
          body: 'Name it after your store. Choose full access, or custom access with accounts:read, lists, profiles, subscriptions and events (read and write), metrics:read, segments:read, templates:read. Copy it at once: Klaviyo shows it only once.',
          url: keysPage,
        },
      ],
    },
  },
  configuration,
  disconnect: {
    impact: [
      'Customers and store events no longer reach Klaviyo. Flows they start stay live but get no new entrants; scheduled campaigns are still sent.',
      'People who unsubscribe meanwhile are not marked in your store. Check consent before you write to them.',
    ],
    keeps: [
      'Profiles, consent, events, lists, segments and templates stay in Klaviyo.',
      'The private key stays valid. If no other tool uses it, delete it in Klaviyo under Settings, API keys.',
    ],
  },
};
