import type { SandboxAccount } from './accounts.ts';
import { randomText } from './random-text.ts';

const numberOf = (seed: string) => randomText(seed, 19, 'digits').replace(/^0/, '7');

const events = [
  ['View content', 'ON_WEB_DETAIL'], ['Add to cart', 'ON_WEB_CART'], ['Begin checkout', 'INITIATE_ORDER'], ['Purchase', 'SHOPPING'], ['Page view', null], ['Place an order', 'ON_WEB_ORDER'],
] as const;

/** The pixels of an account; the first is the one its keys name, where they name one. */
export function tiktokPixels({ name, credentials }: SandboxAccount) {
  return ['Store', 'Outlet', 'Landing pages'].map((title, index) => ({
    pixel_id: numberOf(`tiktok pixel number ${name} ${title}`),
    pixel_code: (index === 0 && credentials['pixelCode']) || `C${randomText(`tiktok code ${name} ${title}`, 19, 'letters').toUpperCase()}`,
    pixel_name: `${name} ${title.toLowerCase()}`, activity_status: 'ACTIVE', pixel_setup_mode: 'DEVELOPER_STANDARD',
    events: events.map(([event_type, optimization_event]) => ({ event_type, optimization_event, statistic_type: 'EVERY_TIME', currency: 'EUR', deprecated: optimization_event === 'ON_WEB_ORDER' })),
  }));
}

const names = ['Newsletter readers', 'Buyers, 180 days', 'Cart left behind', 'VIP customers', 'Video viewers', 'Website visitors', 'Lapsed buyers', 'Café club'];

/** Enough audiences for two pages of a hundred. */
export function tiktokAudiences({ name }: SandboxAccount) {
  return Array.from({ length: 104 }, (_, index) => ({
    audience_id: numberOf(`tiktok audience ${name} ${index}`), name: names[index] ?? `Segment ${index - names.length + 1}`, audience_type: 'Customer File', cover_num: 1000 + index, is_valid: index !== 6, is_expiring: false,
    expired_time: '2027-11-22 12:00:00', create_time: '2025-11-22 12:00:00', shared: false, calculate_type: 'SHA256',
  }));
}

/** The posts that creators let an account use: one from the start, and one for every code that was redeemed. */
export function tiktokPosts(account: string, codes: readonly string[]) {
  return [`${account} first`, ...codes].map((seed, index) => ({
    item_info: { item_id: numberOf(`tiktok post ${seed}`), item_type: 'VIDEO', auth_code: index === 0 ? `#${randomText(`tiktok code ${seed}`, 40, 'letters')}` : seed, text: index === 0 ? 'Unboxing the new collection' : `A post of creator ${index}`, status: 'PUBLIC' },
    user_info: { tiktok_name: index === 0 ? 'ana.unboxes' : `creator.${index}`, identity_id: randomText(`tiktok creator ${seed}`, 32), identity_type: 'AUTH_CODE' },
    auth_info: { ad_auth_status: 'AUTHORIZED', auth_start_time: '2026-11-01 00:00:00', auth_end_time: '2027-01-01 00:00:00' },
  }));
}

/** The ad accounts of a sign-in: the one its keys name, and an outlet that is switched off. The second shop has one account. */
export function tiktokAdvertisers({ name, credentials }: SandboxAccount) {
  const outlet = numberOf(`tiktok outlet ${name}`);
  return [
    { advertiser_id: credentials['advertiserId'] ?? '', name, currency: 'EUR', timezone: 'Europe/Berlin', status: 'STATUS_ENABLE', country: 'DE' },
    { advertiser_id: outlet, name: `${name} outlet`, currency: 'EUR', timezone: 'Europe/Berlin', status: 'STATUS_DISABLE', country: 'DE' },
  ].slice(0, name === 'Second Shop' ? 1 : undefined);
}
