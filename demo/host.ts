import { randomBytes } from 'node:crypto';
import type { IntegrationsServer } from 'integrations-settings/server';
import type { Assets } from './page-bundle.ts';
import { type Sessions, users } from './users.ts';

/** The host app: its page, its sign-in, and the API of the integrations server on the same origin. */
export function createHost({ assets, sessions, server, origin }: { assets: Assets; sessions: Sessions; server: IntegrationsServer; origin: string }): { fetch(request: Request): Promise<Response> } {
  async function login(request: Request): Promise<Response> {
    if (![null, origin].includes(request.headers.get('origin'))) return json(403, { error: 'Sign in from the shop itself.' });
    const body = (await request.json().catch(() => null)) as { user?: unknown } | null;
    const user = users.find((one) => one.id === body?.user);
    if (!user) return json(400, { error: `Name one of the demo users: ${users.map((one) => one.id).join(', ')}.` });
    return json(200, user, { 'set-cookie': sessions.start(user) });
  }

  function page(request: Request): Response {
    const nonce = randomBytes(18).toString('base64');
    const html = new TextDecoder().decode(assets.get('/')?.body).replaceAll('{{nonce}}', nonce);
    const headers = new Headers({
      'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff',
      'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    });
    const first = users[0];
    if (!sessions.read(request) && first) headers.append('set-cookie', sessions.start(first));
    return new Response(html, { headers });
  }

  /** Where a provider sends people back to. It loads one script and one stylesheet of this origin, and nothing else. */
  const callback = () =>
    new Response(assets.get('/oauth/callback')?.body, {
      headers: {
        'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      },
    });

  return {
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/api/')) return server.fetch(request);
      if (pathname === '/demo/login' && request.method === 'POST') return login(request);
      if (request.method !== 'GET') return json(405, { error: 'Only GET is answered here.' });
      if (pathname === '/') return page(request);
      if (/^\/oauth\/callback\/[a-z0-9-]+$/.test(pathname)) return callback();
      if (pathname === '/demo/me') {
        const user = sessions.read(request)?.user;
        return user ? json(200, { user, users }) : json(401, { error: 'Sign in first.' });
      }
      const asset = assets.get(pathname);
      return asset ? new Response(asset.body, { headers: { 'content-type': asset.type, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' } }) : json(404, { error: 'Nothing is here.' });
    },
  };
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers } });
}
