import type { Context } from 'hono';
import { Hono } from 'hono/tiny';
import type { SandboxAccount } from './accounts.ts';
import type { Imitation } from './imitation.ts';
import { serveTikTokOAuth, tiktokConsentPaths, tiktokLack } from './oauth/tiktok.ts';
import { signedIn } from './oauth/signed-in.ts';
import { randomText } from './random-text.ts';
import { tiktokAdvertisers, tiktokAudiences, tiktokPixels, tiktokPosts } from './tiktok-data.ts';
import { envelope, tokenGone, tokenMissing } from './tiktok-envelope.ts';
import type { World } from './world.ts';

const root = '/business-api.tiktok.com/open_api/v1.3';

/** Who calls, by which app, and whether a pasted token was given less than the rest. */
type Env = { Variables: { account: SandboxAccount; app: { id: string | undefined; secret: string | undefined }; limited: boolean } };

/** TikTok's sign-in for advertisers, and its business API at business-api.tiktok.com, for the pixel and for ads. Every answer has a status of 200 and says in `code` how it went. */
export function tiktok(provider: 'tiktok-pixel' | 'tiktok-ads') {
  return (world: World): Imitation => {
    const accounts = world.accounts.filter((account) => account.provider === provider);
    const routes = new Hono<Env>();

    serveTikTokOAuth(routes as unknown as Hono, world, provider);
    routes.use(`${root}/*`, async (c, next) => {
      const { pathname } = new URL(c.req.url);
      if (!pathname.endsWith('/')) return notFound();
      const token = c.req.header('access-token');
      if (!token) return tokenMissing();
      const person = signedIn(world.grants, 'tiktok', accounts, token);
      const account = person?.account ?? accounts.find((one) => one.credentials['accessToken'] === token);
      if (!account || account.outcome === 'wrong') return answers.revoked();
      if (account.outcome === 'rate_limited') return answers.rate_limited();
      if (account.outcome === 'down') return answers.down();
      if (account.outcome === 'forbidden') return envelope(40001, 'No permission to operate. You must be an admin or operator of this advertiser account.');
      const lack = person && tiktokLack(pathname.slice(pathname.indexOf('/v1.3/') + 5), person.grant.scopes);
      if (lack) return envelope(40001, `No permission to operate: your app lacks the scope ${lack}.`);
      const client = world.clients.find((one) => one.clientId === person?.grant.clientId);
      c.set('account', account);
      c.set('app', client ? { id: client.clientId, secret: client.clientSecret } : { id: account.credentials['appId'], secret: account.credentials['appSecret'] });
      // A second shop was given fewer permissions, so that what a pasted token lacks can be seen.
      c.set('limited', !person && account.name === 'Second Shop');
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
      if (!pixel || !isOwn(c, body['advertiser_id'])) return noPixel(body['pixel_id']);
      if (typeof body['pixel_name'] !== 'string') return envelope(40002, 'pixel_name: Missing data for required field.');
      matching.set(pixel.pixel_id, body['advanced_matching_fields']);
      return envelope(0, 'OK');
    });
    routes.get(`${root}/dmp/custom_audience/list/`, (c) => (c.get('limited') && provider === 'tiktok-pixel' ? answers.lacking() : owned(c, () => paged(c, 'list', tiktokAudiences(c.get('account')), 100))));
    if (provider === 'tiktok-ads') adRoutes(routes);
    routes.all('/business-api.tiktok.com/*', () => notFound());

    const answers: Imitation['answers'] = {
      lacking: () => envelope(40001, 'No permission to operate. You must be an admin or operator of this advertiser account.'),
      down: () => envelope(50000, 'System error. Please try again later.'),
      rate_limited: () => envelope(40100, 'Too many requests. Please retry in some time.'),
      revoked: tokenGone,
    };
    // Sending an event changes nothing that a person set.
    return { provider, routes: routes as unknown as Hono, answers, isWrite: (_, path) => /\/(?:create|update|authorize)\/$/.test(path), isConsent: (host, path) => tiktokConsentPaths.some((one) => one === `/${host}${path}`) };
  };
}

function adRoutes(routes: Hono<Env>): void {
  const codes = new Map<string, string[]>();
  const postsOf = (account: SandboxAccount) => tiktokPosts(account.name, codes.get(account.name) ?? []);
  const noPosts = () => envelope(40001, 'No permission to operate: your app lacks the scope TikTok Posts.');
  routes.get(`${root}/tt_video/list/`, (c) => (c.get('limited') ? noPosts() : owned(c, () => paged(c, 'list', postsOf(c.get('account')), 50))));
  routes.post(`${root}/tt_video/authorize/`, async (c) => {
    const account = c.get('account');
    const { advertiser_id: id, auth_code: code } = await bodyOf(c);
    if (c.get('limited') || !isOwn(c, id)) return noPosts();
    if (typeof code !== 'string' || !/^#[!-~]{20,400}$/.test(code)) return envelope(40002, 'auth_code: The code is invalid or has expired.');
    const own = codes.get(account.name) ?? [];
    if (own.includes(code)) return envelope(40050, 'The video was authorized before.');
    codes.set(account.name, [...own, code]);
    return envelope(0, 'OK', { identity_id: randomText(`tiktok creator ${code}`, 32), identity_type: 'AUTH_CODE' });
  });
  routes.get(`${root}/campaign/get/`, (c) => owned(c, () => paged(c, 'list', c.get('account').name === 'Second Shop' ? [] : Array.from({ length: 7 }, (_, index) => ({ campaign_id: randomText(`tiktok campaign ${index}`, 19, 'digits').replace(/^0/, '1'), campaign_name: `Campaign ${index + 1}` })), 1000)));
  routes.get(`${root}/bc/get/`, (c) => paged(c, 'list', [{ bc_info: { bc_id: randomText(`tiktok center ${c.get('account').name}`, 19, 'digits').replace(/^0/, '7'), name: `${c.get('account').name} Business Center`, status: 'ENABLE' }, user_role: 'ADMIN' }], 50));
  routes.get(`${root}/oauth2/advertiser/get/`, (c) => {
    const { id, secret } = c.get('app');
    if (c.req.query('app_id') !== id || c.req.query('secret') !== secret) return envelope(40101, 'App id or secret is incorrect.');
    return envelope(0, 'OK', { list: tiktokAdvertisers(c.get('account')).map(({ advertiser_id, name }) => ({ advertiser_id, advertiser_name: name })) });
  });
  routes.get(`${root}/advertiser/info/`, (c) => {
    const wanted = listIn(c.req.query('advertiser_ids'));
    const fields = ['advertiser_id', ...(listIn(c.req.query('fields')) ?? [])];
    const own = tiktokAdvertisers(c.get('account'));
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

const noPixel = (code: unknown) => envelope(40001, `No permission to operate pixel code ${String(code)}. You must be an admin or operator of this advertiser account.`);
const notFound = () => new Response('404 page not found', { status: 404, headers: { 'content-type': 'text/plain' } });

function owned(c: Context<Env>, answer: () => Response): Response {
  const id = c.req.query('advertiser_id');
  if (!id) return envelope(40002, 'advertiser_id: Missing data for required field.');
  return isOwn(c, id) ? answer() : envelope(40106, 'Access token is not valid for this advertiser.');
}

/** A token of an app may serve several ad accounts, that of a pixel serves one. */
function isOwn(c: Context<Env>, id: unknown): boolean {
  const account = c.get('account');
  return c.get('app').id === undefined ? id === account.credentials['advertiserId'] : tiktokAdvertisers(account).some((one) => one.advertiser_id === id);
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
