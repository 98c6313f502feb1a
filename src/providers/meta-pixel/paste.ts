import type { PasteHints } from '../../core/paste-hints.ts';

/** How pasted text is sorted out into the credentials of Meta Pixel. */
export const paste: PasteHints = {
  brands: ['meta', 'facebook', 'fb', 'capi', 'instagram', 'fbq'],
  fields: {
    pixelId: { names: ['pixel', 'dataset id', 'dataset', 'fbq init', 'facebook com tr id', 'graph facebook com events', 'events manager dataset', 'selected pixel id'] },
    accessToken: { names: ['token', 'capi token', 'conversions api token', 'conversion api token', 'system user token', 'conversions api access token', 'pixel token'], pattern: '^EAA[A-Za-z0-9]{20}' },
    testEventCode: { names: ['test code', 'test event', 'test id'] },
  },
  wrong: [{ field: 'pixelId', pattern: '^act_[0-9]{5,20}$' }],
};
