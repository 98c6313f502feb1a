import type { Context, Hono } from 'hono';
import { tiktokAdvertisers } from '../tiktok-data.ts';
import { envelope, tokenGone, tokenMissing } from '../tiktok-envelope.ts';
import type { World } from '../world.ts';
import { clientIn, serveConsent } from './consent.ts';
import { randomSecret } from './random-secret.ts';
import { takeCode } from './take-code.ts';

const title = 'TikTok';
const root = '/business-api.tiktok.com/open_api/v1.3';
/** What the app may ask for; a number stands for all below it (4: 44 …). Not part of the address: they are set on the app. */
const scopes: Readonly<Record<string, string>> = { 1: 'Ad Account Management', 2: 'Ads Management', 3: 'Audience Management', 4: 'Reporting', 5: 'Measurement', 6: 'Creative Management', 8: 'Pixel Management' };

/** The places of TikTok's page where an advertiser agrees; the second is the older one. */
export const tiktokConsentPaths = ['/business-api.tiktok.com/portal/auth', '/ads.tiktok.com/marketing_api/auth'] as const;

/** What a call needs: the path below the version begins with it. Calls that are not named need none. */
const needs: readonly (readonly [start: string, scope: string])[] = [
  ['/advertiser/info/', '1'], ['/bc/', '1'], ['/identity/', '1'], ['/campaign/', '2'], ['/dmp/', '3'], ['/event/track/', '5'], ['/pixel/track/', '5'], ['/tt_video/', '6'], ['/pixel/', '8'],
];

/** The scope that a grant lacks for a call, in words; null where it lacks none. */
export function tiktokLack(path: string, granted: readonly string[]): string | null {
  const needed = needs.find(([start]) => path.startsWith(start))?.[1];
  return needed === undefined || granted.includes(needed) ? null : (scopes[needed] ?? needed);
}

/**
 * TikTok's sign-in for advertisers, which follows no standard: `app_id`, `auth_code`, JSON, errors with a status of 200, and a token without end.
 * https://business-api.tiktok.com/portal/docs?id=1738373164380162
 */
export function serveTikTokOAuth(routes: Hono, world: World, provider: string): void {
  const { clients, grants } = world;
  const accounts = world.accounts.filter((one) => one.provider === provider);

  for (const path of tiktokConsentPaths) {
    serveConsent(routes, path, world, {
      provider, title, people: accounts.filter(({ outcome }) => outcome === 'valid').map(({ name }) => name),
      code: { seconds: 3600, make: () => randomSecret(40, 'hex') }, isWide: (scope) => scope !== '1' && scope !== '4',
      read(query) {
        const asked = clientIn(clients, provider, title, query, { client: 'app_id' });
        return asked instanceof Response ? asked : { ...asked, scopes: Object.entries(scopes).map(([id, label]) => ({ id, label })) };
      },
      allowed: (code) => ({ auth_code: code, code }),
    });
  }

  routes.post(`${root}/oauth2/access_token/`, async (c) => {
    const body = await bodyOf(c);
    if (!body) return envelope(40002, 'Content-Type must be application/json.');
    const refused = refusedApp(body);
    if (refused) return refused;
    if (typeof body['auth_code'] !== 'string') return envelope(40002, 'auth_code: Missing data for required field.');
    const taken = await takeCode(grants, { code: body['auth_code'], clientId: String(body['app_id']) });
    if (taken === 'used') return envelope(40110, 'Auth code has been used.');
    if (taken === 'expired') return envelope(40110, 'Auth code is expired.');
    if (typeof taken === 'string') return envelope(40101, 'Auth code is incorrect.');
    const { grant } = taken;
    const account = accounts.find(({ name }) => name === grant.account);
    return envelope(0, 'OK', { access_token: grants.addToken(randomSecret(40, 'hex'), grant, 'access', null), advertiser_ids: account ? tiktokAdvertisers(account).map((one) => one.advertiser_id) : [], scope: grant.scopes.map(Number) });
  });

  routes.post(`${root}/oauth2/revoke_token/`, async (c) => {
    const header = c.req.header('access-token');
    if (!header) return tokenMissing();
    const body = await bodyOf(c);
    if (!body) return envelope(40002, 'Content-Type must be application/json.');
    const refused = refusedApp(body);
    if (refused) return refused;
    const found = grants.findToken('tiktok', header);
    if (!found || body['access_token'] !== header || found.grant.clientId !== body['app_id']) return tokenGone();
    grants.revoke(({ id }) => id === found.grant.id);
    return envelope(0, 'OK');
  });

  // There is nothing to refresh: the token lasts.
  routes.post(`${root}/oauth2/refresh_token/`, () => envelope(40107, 'Refresh token is incorrect.'));

  function refusedApp(body: Record<string, unknown>): Response | null {
    const app = clients.find((one) => one.provider === provider && one.clientId === body['app_id']);
    if (!app) return envelope(40113, 'The app does not exist or is blocked.');
    return app.clientSecret === body['secret'] ? null : envelope(40101, 'App id or secret is incorrect.');
  }
}

/** A JSON body; null for every other. */
async function bodyOf(c: Context): Promise<Record<string, unknown> | null> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return null;
  const body = (await c.req.json().catch(() => null)) as unknown;
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : null;
}
