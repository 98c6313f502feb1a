import type { Context } from 'hono';
import { Hono } from 'hono/tiny';
import type { SandboxAccount } from './accounts.ts';
import { type Imitation, json } from './imitation.ts';
import { randomText } from './random-text.ts';
import { tiktokAudiences, tiktokPixels, tiktokPosts } from './tiktok-data.ts';
import type { World } from './world.ts';

const type = 'application/json';
const root = '/business-api.tiktok.com/open_api/v1.3';

type Env = { Variables: { account: SandboxAccount } };

/** TikTok's business API at business-api.tiktok.com, for the pixel and for ads. Every answer has a status of 200 and says in `code` how it went. */
export function tiktok(provider: 'tiktok-pixel' | 'tiktok-ads') {
  return (world: World): Imitation => {
    const accounts = world.accounts.filter((account) => account.provider === provider);
    const routes = new Hono<Env>();

    routes.use(`${root}/*`, async (c, next) => {
      if (!new URL(c.req.url).pathname.endsWith('/')) return notFound();
      const token = c.req.header('access-token');
      if (!token) return envelope(40104, 'Access token is empty. Please set the header Access-Token.');
      const account = accounts.find((one) => one.credentials['accessToken'] === token);
      if (!account || account.outcome === 'wrong') return answers.revoked();
      if (account.outcome === 'rate_limited') return answers.rate_limited();
      if (account.outcome === 'down') return answers.down();
      if (account.outcome === 'forbidden') return envelope(40001, 'No permission to operate. You must be an admin or operator of this advertiser account.');
      c.set('account', account);
      return next();
    });

    routes.post(`${root}/event/track/`, async (c) => {
      const body = await bodyOf(c);
      if (body['event_source_id'] !== c.get('account').credentials['pixelCode']) return noPixel(body['event_source_id']);
      const events = body['data'];
      const whole = body['event_source'] === 'web' && Array.isArray(events) && events.length > 0 && events.length <= 1000 && events.every((event: Record<string, unknown>) => typeof event['event'] === 'string' && typeof event['event_time'] === 'number');
      return whole ? envelope(0, 'OK') : envelope(40002, 'data: Missing data for required field.');
    });
    routes.post(`${root}/pixel/track/`, async (c) => {
      const body = await bodyOf(c);
      if (body['pixel_code'] !== c.get('account').credentials['pixelCode']) return noPixel(body['pixel_code']);
      return body['timestamp'] ? envelope(0, 'OK') : envelope(40002, 'timestamp: Not a valid datetime.');
    });
    const matching = new Map<string, unknown>();
    const pixelsOf = (account: SandboxAccount) => tiktokPixels(account).map((one) => ({ ...one, advanced_matching_fields: matching.get(one.pixel_id) ?? { email: true, phone_number: true } }));
    routes.get(`${root}/pixel/list/`, (c) => owned(c, () => paged(c, 'pixels', pixelsOf(c.get('account')).filter((one) => [undefined, one.pixel_code].includes(c.req.query('code'))), 20)));
    routes.post(`${root}/pixel/update/`, async (c) => {
      const body = await bodyOf(c);
      const pixel = pixelsOf(c.get('account')).find((one) => one.pixel_id === body['pixel_id']);
      if (!pixel || !isOwn(c.get('account'), body['advertiser_id'])) return noPixel(body['pixel_id']);
      if (typeof body['pixel_name'] !== 'string') return envelope(40002, 'pixel_name: Missing data for required field.');
      matching.set(pixel.pixel_id, body['advanced_matching_fields']);
      return envelope(0, 'OK');
    });
    routes.get(`${root}/dmp/custom_audience/list/`, (c) => (lacks(c.get('account')) && provider === 'tiktok-pixel' ? answers.lacking() : owned(c, () => paged(c, 'list', tiktokAudiences(c.get('account')), 100))));
    if (provider === 'tiktok-ads') adRoutes(routes);
    routes.all('/business-api.tiktok.com/*', () => notFound());

    const answers: Imitation['answers'] = {
      lacking: () => envelope(40001, 'No permission to operate. You must be an admin or operator of this advertiser account.'),
      down: () => envelope(50000, 'System error. Please try again later.'),
      rate_limited: () => envelope(40100, 'Too many requests. Please retry in some time.'),
      revoked: () => envelope(40105, 'Access token is incorrect or has been revoked.'),
    };
    // Sending an event changes nothing that a person set.
    return { provider, routes: routes as unknown as Hono, answers, isWrite: (_, path) => /\/(?:create|update|authorize)\/$/.test(path) };
  };
}

/** A second shop was given fewer permissions, so that what a token lacks can be seen. */
const lacks = ({ name }: SandboxAccount) => name === 'Second Shop';

function adRoutes(routes: Hono<Env>): void {
  const codes = new Map<string, string[]>();
  const postsOf = (account: SandboxAccount) => tiktokPosts(account.name, codes.get(account.name) ?? []);
  const noPosts = () => envelope(40001, 'No permission to operate: your app lacks the scope TikTok Posts.');
  routes.get(`${root}/tt_video/list/`, (c) => (lacks(c.get('account')) ? noPosts() : owned(c, () => paged(c, 'list', postsOf(c.get('account')), 50))));
  routes.post(`${root}/tt_video/authorize/`, async (c) => {
    const account = c.get('account');
    const { advertiser_id: id, auth_code: code } = await bodyOf(c);
    if (lacks(account) || !isOwn(account, id)) return noPosts();
    if (typeof code !== 'string' || !/^#[!-~]{20,400}$/.test(code)) return envelope(40002, 'auth_code: The code is invalid or has expired.');
    const own = codes.get(account.name) ?? [];
    if (own.includes(code)) return envelope(40050, 'The video was authorized before.');
    codes.set(account.name, [...own, code]);
    return envelope(0, 'OK', { identity_id: randomText(`tiktok creator ${code}`, 32), identity_type: 'AUTH_CODE' });
  });
  routes.get(`${root}/campaign/get/`, (c) => owned(c, () => paged(c, 'list', lacks(c.get('account')) ? [] : Array.from({ length: 7 }, (_, index) => ({ campaign_id: randomText(`tiktok campaign ${index}`, 19, 'digits').replace(/^0/, '1'), campaign_name: `Campaign ${index + 1}` })), 1000)));
  routes.get(`${root}/bc/get/`, (c) => paged(c, 'list', [{ bc_info: { bc_id: randomText(`tiktok center ${c.get('account').name}`, 19, 'digits').replace(/^0/, '7'), name: `${c.get('account').name} Business Center`, status: 'ENABLE' }, user_role: 'ADMIN' }], 50));
  routes.get(`${root}/oauth2/advertiser/get/`, (c) => {
    const { credentials } = c.get('account');
    if (c.req.query('app_id') !== credentials['appId'] || c.req.query('secret') !== credentials['appSecret']) return envelope(40101, 'App id or secret is incorrect.');
    return envelope(0, 'OK', { list: advertisers(c.get('account')).map(({ advertiser_id, name }) => ({ advertiser_id, advertiser_name: name })) });
  });
  routes.get(`${root}/advertiser/info/`, (c) => {
    const wanted = listIn(c.req.query('advertiser_ids'));
    const fields = ['advertiser_id', ...(listIn(c.req.query('fields')) ?? [])];
    const own = advertisers(c.get('account'));
    if (!wanted || wanted.length === 0) return envelope(40002, 'advertiser_ids: Missing data for required field.');
    if (wanted.some((id) => !own.some((one) => one.advertiser_id === id))) return envelope(40301, 'Advertiser does not exist or you have no permission.');
    return envelope(0, 'OK', { list: own.filter((one) => wanted.includes(one.advertiser_id)).map((one) => Object.fromEntries(Object.entries(one).filter(([key]) => fields.includes(key)))) });
  });
  routes.get(`${root}/identity/get/`, (c) => owned(c, () => {
    const kind = c.req.query('identity_type');
    if (kind === 'BC_AUTH_TT' && !c.req.query('identity_authorized_bc_id')) return envelope(40002, 'identity_authorized_bc_id: Missing data for required field.');
    const { name } = c.get('account');
    return envelope(0, 'OK', { identity_list: ['shop', 'studio'].map((handle) => ({ identity_id: randomText(`tiktok identity ${name} ${handle} ${kind}`, 32), identity_type: kind, display_name: `${name} ${handle}` })) });
  }));
}

function advertisers({ name, credentials }: SandboxAccount) {
  const outlet = randomText(`tiktok outlet ${name}`, 19, 'digits').replace(/^0/, '7');
  return [
    { advertiser_id: credentials['advertiserId'] ?? '', name, currency: 'EUR', timezone: 'Europe/Berlin', status: 'STATUS_ENABLE', country: 'DE' },
    { advertiser_id: outlet, name: `${name} outlet`, currency: 'EUR', timezone: 'Europe/Berlin', status: 'STATUS_DISABLE', country: 'DE' },
  ];
}

function envelope(code: number, message: string, data: unknown = {}): Response {
  return json({ code, message, request_id: '202611221200000102030405060708090A', data }, 200, type);
}

const noPixel = (code: unknown) => envelope(40001, `No permission to operate pixel code ${String(code)}. You must be an admin or operator of this advertiser account.`);
const notFound = () => new Response('404 page not found', { status: 404, headers: { 'content-type': 'text/plain' } });

function owned(c: Context<Env>, answer: () => Response): Response {
  const id = c.req.query('advertiser_id');
  if (!id) return envelope(40002, 'advertiser_id: Missing data for required field.');
  return isOwn(c.get('account'), id) ? answer() : envelope(40106, 'Access token is not valid for this advertiser.');
}

/** A token of an app may serve several ad accounts, that of a pixel serves one. */
function isOwn(account: SandboxAccount, id: unknown): boolean {
  return account.credentials['appId'] ? advertisers(account).some((one) => one.advertiser_id === id) : id === account.credentials['advertiserId'];
}

function paged(c: Context<Env>, key: string, rows: readonly unknown[], limit: number): Response {
  const [page, size] = [Number(c.req.query('page') ?? 1), Number(c.req.query('page_size') ?? 10)];
  if (!Number.isInteger(page) || page < 1 || !Number.isInteger(size) || size < 1 || size > limit) return envelope(40002, `page_size: Must be between 1 and ${limit}.`);
  return envelope(0, 'OK', { [key]: rows.slice((page - 1) * size, page * size), page_info: { page, page_size: size, total_number: rows.length, total_page: Math.max(1, Math.ceil(rows.length / size)) } });
}

async function bodyOf(c: Context<Env>): Promise<Record<string, unknown>> {
  const body = (await c.req.json().catch(() => null)) as unknown;
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

/** A list written as JSON inside an address, as TikTok takes them. */
function listIn(text: string | undefined): string[] | null {
  try {
    const list: unknown = JSON.parse(text ?? '');
    return Array.isArray(list) ? list.map(String) : null;
  } catch {
    return null;
  }
}
