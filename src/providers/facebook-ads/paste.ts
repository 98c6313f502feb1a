import type { PasteHints } from '../../core/paste-hints.ts';

/** How pasted text is sorted out into the credentials of Facebook Ads. */
export const paste: PasteHints = {
  brands: ['meta', 'facebook', 'fb', 'instagram'],
  fields: {
    adAccountId: { names: ['ad account', 'account', 'account id', 'ads account id', 'adaccount', 'act', 'facebook com act', 'manager account'], pattern: '^(?:act_[0-9]{5,20}|[0-9]{13,18})$' },
    accessToken: { names: ['token', 'system user token', 'marketing api token', 'user access token', 'long lived token', 'ads token'], pattern: '^EAA[A-Za-z0-9]{20}' },
    appId: { names: ['app', 'client id', 'application id', 'apps'] },
    appSecret: { names: ['client secret', 'application secret'] },
  },
  wrong: [{ field: 'accessToken', pattern: '^[0-9]{13,18}[|]' }],
};
