import type { ProviderIcon } from '../core/provider.ts';

/** TikTok's note, for its pixel and its ads; simplified for a tile of 24 pixels, as every icon here. */
export const tiktokIcon: ProviderIcon = { path: 'M12.5 0h4q0 2 1.4 4a7 7 0 0 0 4.5 2v4a11 11 0 0 1-5.8-2v9a8 8 0 0 1-7.3 7 7.5 7.5 0 0 1-5-13.3q2.6-2.1 6-1.6v4.4q-4-1-4.7 3.7 1 2.8 3.4 3 2-.2 3-1.8l.5-1z' };
