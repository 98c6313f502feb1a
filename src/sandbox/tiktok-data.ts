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
