import type { PasteHints } from '../../core/paste-hints.ts';

/** How pasted text is sorted out into the credentials of TikTok Pixel. */
export const paste: PasteHints = {
  brands: ['tiktok', 'tt', 'ttq'],
  fields: {
    pixelCode: { names: ['pixel', 'pixel id', 'ttq load', 'event source id', 'sdkid', 'pixel sdk id'], pattern: '^(?!AKIA|ASIA)[A-Z0-9]{20}$' },
    accessToken: { names: ['token', 'events api token', 'events token', 'events access token', 'events api access token', 'long term access token'] },
    testEventCode: { names: ['test code', 'test event', 'test id'], pattern: '^TEST[0-9]{1,10}$' },
    advertiserId: { names: ['advertiser', 'ad account', 'aadvid', 'ads account id'] },
  },
  wrong: [{ field: 'pixelCode', pattern: '^[0-9]{16,20}$' }],
};
