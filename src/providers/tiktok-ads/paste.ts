import type { PasteHints } from '../../core/paste-hints.ts';

/** How pasted text is sorted out into the credentials of TikTok Ads. */
export const paste: PasteHints = {
  brands: ['tiktok', 'tt'],
  fields: {
    advertiserId: { names: ['advertiser', 'ad account id', 'ad account', 'account id', 'aadvid', 'advertiser ids', 'ads account id'] },
    accessToken: { names: ['token', 'long term token', 'long term access token', 'marketing api token', 'ads token'] },
    appId: { names: ['application id', 'client id'] },
    appSecret: { names: ['secret', 'client secret', 'application secret'] },
  },
  wrong: [{ field: 'advertiserId', pattern: '^[A-Z][A-Z0-9]{19}$' }],
};
