import type { SandboxAccount } from './accounts.ts';
import { randomText } from './random-text.ts';

export const origin = 'https://a.klaviyo.com';

export interface KlaviyoObject {
  type: 'list' | 'segment' | 'template' | 'metric';
  id: string;
  attributes: Record<string, unknown>;
  links: { self: string };
}

/** The roles a metric can play. */
export const metricRoles: readonly string[] = ['added_to_cart', 'cancelled_sales', 'ordered_product', 'refunded_sales', 'revenue', 'started_checkout', 'viewed_product'];

const everything = ['accounts', 'lists', 'segments', 'templates', 'metrics', 'events', 'flows', 'webhooks'].flatMap((one) => [`${one}:read`, `${one}:write`]);

/** What the key of an account may do. */
export function scopesOf({ name }: SandboxAccount): readonly string[] {
  return name === 'Limited key' ? ['accounts:read', 'lists:read', 'lists:write'] : everything;
}

/** The account itself. */
export function accountOf({ name, credentials }: SandboxAccount) {
  const id = credentials['publicApiKey'];
  return {
    type: 'account', id,
    attributes: {
      test_account: true, public_api_key: id, timezone: 'US/Eastern', preferred_currency: 'USD', locale: 'en-US', industry: null,
      contact_information: {
        default_sender_name: name, default_sender_email: 'hello@shop.example', website_url: null, organization_name: name,
        street_address: { address1: null, address2: null, city: null, region: null, country: null, zip: null },
      },
    },
    links: { self: `${origin}/api/accounts/${id}/` },
  };
}

const names = {
  list: ['Newsletter', 'VIP customers', 'Back in stock', 'Spring sale', 'Wholesale', 'Café club', 'Checkout opt-in', 'Popup sign-ups', 'Giveaway', 'Loyalty members', 'Store visitors', 'Gift card buyers', 'Review requests', 'Product updates', 'Press', 'Partners', 'Summer sale', 'Autumn sale', 'Winter sale', 'Student discount', 'Early access', 'Refer a friend', 'Pre-orders', 'Size M', 'Workshop guests'],
  segment: ['Repeat Purchasers', 'Engaged (30 days)', 'Engaged (90 days)', 'Unengaged', 'High CLV', 'Potential Purchasers', 'Churn risk', 'Winback', 'New subscribers', 'Window shoppers', 'Discount lovers', 'Domestic customers'],
  template: ['Welcome', 'Abandoned cart', 'Order follow-up', 'Winback offer', 'Newsletter base', 'Product launch', 'Review request', 'Back in stock', 'Price drop', 'Birthday', 'Holiday', 'Plain text', 'Sunset'],
  metric: ['Active on Site', 'Viewed Product', 'Added to Cart', 'Started Checkout', 'Placed Order', 'Ordered Product', 'Fulfilled Order', 'Cancelled Order', 'Refunded Order', 'Placed Order', 'Opened Email', 'Clicked Email', 'Bounced Email', 'Marked Email as Spam', 'Unsubscribed from Email Marketing', 'Subscribed to Email Marketing', 'Received Email', 'Received SMS', 'Clicked SMS', 'Subscribed to List', 'Unsubscribed from List', 'Submitted Form', 'Left Review'],
} as const;

const created = '2025-11-08T00:00:00+00:00';
const attributesOf: Readonly<Record<KlaviyoObject['type'], (index: number) => object>> = {
  list: (index) => ({ created, updated: created, opt_in_process: index % 2 === 0 ? 'double_opt_in' : 'single_opt_in' }),
  segment: (index) => ({ definition: null, created, updated: created, is_active: index !== 3, is_processing: false, is_starred: index === 0 }),
  template: (index) => ({ editor_type: index % 3 === 0 ? 'CODE' : 'SYSTEM_DRAGGABLE', html: '<html><body>Sandbox</body></html>', created, updated: created }),
  // One name can stand for several metrics, told apart by where they come from.
  metric: (index) => ({ created, updated: created, integration: { object: 'integration', name: index < 9 ? 'API' : index === 9 ? 'Shopify' : 'Klaviyo', category: index < 9 ? 'API' : 'Internal' } }),
};

/** What an account has of a kind. The second shop is younger and has less. */
export function objectsOf(kind: KlaviyoObject['type'], account: SandboxAccount): KlaviyoObject[] {
  const had = account.name === 'Second Shop' ? names[kind].slice(0, 8) : names[kind];
  return had.map((name, index) => {
    const id = randomText(`klaviyo ${kind} ${account.name} ${name}${kind === 'metric' ? index : ''}`, 6, 'letters');
    return { type: kind, id, attributes: { name, ...attributesOf[kind](index) }, links: { self: `${origin}/api/${kind}s/${id}/` } };
  });
}

const flows: readonly (readonly [name: string, trigger: 'list' | 'metric', index: number, status: 'live' | 'draft', archived?: boolean])[] = [
  ['Welcome series', 'list', 0, 'live'], ['Welcome to VIP', 'list', 1, 'draft'], ['Old welcome', 'list', 0, 'live', true],
  ['Browse abandonment', 'metric', 1, 'live'], ['Abandoned checkout', 'metric', 3, 'live'], ['Thank-you', 'metric', 4, 'live'], ['Second order', 'metric', 4, 'draft'], ['Thank-you from the other shop', 'metric', 9, 'live'],
];

/** The flows of an account that begin with one of its lists or metrics. */
export function flowsFrom(kind: 'list' | 'metric', id: string, account: SandboxAccount) {
  const started = flows.filter(([, trigger, index]) => trigger === kind && objectsOf(kind, account)[index]?.id === id);
  return started.map(([name, , , status, archived = false]) => {
    const flow = randomText(`klaviyo flow ${account.name} ${name}`, 6, 'letters');
    return { type: 'flow', id: flow, attributes: { name, status, archived, created, updated: created, trigger_type: kind === 'list' ? 'Added to List' : 'Metric' }, links: { self: `${origin}/api/flows/${flow}/` } };
  });
}

/** What webhooks can be told of: every metric of the account. */
export function topicsOf(account: SandboxAccount) {
  return objectsOf('metric', account).map(({ attributes }) => {
    const { name, integration } = attributes as { name: string; integration: { name: string } };
    const id = `event:${integration.name.toLowerCase()}.${name.toLowerCase().replaceAll(' ', '_')}`;
    return { type: 'webhook-topic', id, links: { self: `${origin}/api/webhook-topics/${id}/` } };
  });
}
