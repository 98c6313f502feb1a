import type { PasteHints } from '../../core/paste-hints.ts';

/** How pasted text is sorted out into the credentials of Klaviyo. */
export const paste: PasteHints = {
  fields: {
    publicApiKey: { names: ['public key', 'api key', 'site id', 'company id', 'company', 'account id', 'public api token', 'public token', 'account', 'static klaviyo com js', 'onsite js', 'learnq push account', 'klaviyo init'], pattern: '^(?=.{0,5}[0-9])(?=.{0,5}[A-Z])[A-Za-z0-9]{6}$' },
    privateApiKey: { names: ['private key', 'api key', 'secret key', 'api token', 'private api token', 'private token', 'api key private', 'key'] },
  },
  wrong: [{ field: 'privateApiKey', pattern: '^pk_(?:live|test)_' }],
};
