import type { PasteHints } from '../../core/paste-hints.ts';

/** How pasted text is sorted out into the credentials of Google Ads. */
export const paste: PasteHints = {
  brands: ['gads', 'googleads', 'adwords', 'ads'],
  fields: {
    customerId: { names: ['customer', 'customers', 'client customer id', 'account id', 'ads account id', 'cid'], pattern: '^[0-9]{3}-[0-9]{3}-[0-9]{4}$' },
    loginCustomerId: { names: ['login customer', 'manager id', 'manager customer id', 'manager account id', 'mcc', 'mcc id', 'mcc customer id'], pattern: '^$' },
    clientId: { names: ['oauth client id', 'oauth2 client id'] },
    clientSecret: { names: ['oauth client secret', 'oauth2 client secret'] },
    refreshToken: { names: ['oauth refresh token', 'oauth2 refresh token'] },
    developerToken: { names: ['dev token'], pattern: '^$' },
  },
  wrong: [{ field: 'customerId', pattern: '^AW-[0-9]{6,12}' }],
};
