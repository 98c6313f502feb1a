import type { PasteHints } from '../../core/paste-hints.ts';

/** How pasted text is sorted out into the credentials of Mailchimp. */
export const paste: PasteHints = {
  brands: ['mailchimp', 'mc'],
  fields: {
    apiKey: { names: ['key', 'marketing api key', 'api token', 'token'] },
    serverPrefix: { names: ['server', 'prefix', 'dc', 'data center', 'datacenter', 'data center id', 'datacenter id', 'region', 'admin mailchimp com', 'api mailchimp com'], derive: { from: 'apiKey', pattern: '-([a-z]{2,4}[0-9]{1,3})$' } },
  },
  wrong: [
    { field: 'apiKey', pattern: '^md-' },
    { field: 'apiKey', pattern: '^[0-9a-f]{32}$' },
  ],
};
