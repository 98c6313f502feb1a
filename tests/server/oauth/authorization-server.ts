import { createServer, type IncomingMessage } from 'node:http';
import { Provider } from 'oidc-provider';
import { onTestFinished, vi } from 'vitest';
import { listen } from '../../hosts/listen.ts';
import { callback } from '../../sandbox/oauth-harness.ts';

/** The address it would have; `endpoints` sends what is meant for it to loopback. */
export const issuer = 'https://sign-in.example';
export const app = { clientId: 'shop-settings', clientSecret: 'a-secret-of-the-tests-4f1d9b7e2c' };
const host = new URL(issuer).hostname;

/** `oidc-provider`, a certified authorization server that knows nothing of ours, behind a real port; it ends with the test. @param pkce whether it refuses whoever comes without. */
export async function anAuthorizationServer({ pkce = true } = {}) {
  // It tells on the console that its keys and pages are for development.
  for (const method of ['info', 'warn'] as const) vi.spyOn(console, method).mockImplementation(() => {});
  const provider = new Provider(issuer, {
    clients: [{ client_id: app.clientId, client_secret: app.clientSecret, redirect_uris: [callback('sign-in')], grant_types: ['authorization_code', 'refresh_token'], token_endpoint_auth_method: 'client_secret_basic' }],
    scopes: ['openid', 'offline_access', 'email'], claims: { openid: ['sub'], email: ['email'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: `${id}@example.com` }) }),
    pkce: { required: () => pkce }, rotateRefreshToken: true, features: { revocation: { enabled: true } }, cookies: { keys: ['of-the-tests'] },
  });
  const answer = provider.callback();
  const { url, stop } = await listen(createServer((request: IncomingMessage & { originalUrl?: string }, response) => {
    // Mounted below its host's name, as `endpoints` asks for it.
    request.originalUrl = request.url ?? '/';
    request.url = request.originalUrl.replace(`/${host}`, '') || '/';
    void answer(request, response);
  }));
  onTestFinished(stop);

  /** A person with a browser of their own: signs in, agrees (or not), and is sent back. Answers the parameters of the way back. */
  async function consent(begun: string, { person = 'anna', agrees = true } = {}): Promise<Record<string, string>> {
    const cookies = new Map<string, string>();
    const at = async (address: string, form?: Record<string, string>): Promise<Record<string, string>> => {
      const response = await fetch(address, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }, ...(form && { method: 'POST', body: new URLSearchParams(form) }) });
      for (const cookie of response.headers.getSetCookie()) cookies.set(cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1).split(';')[0] ?? '');
      const location = response.headers.get('location');
      if (location?.startsWith(callback('sign-in'))) return Object.fromEntries(new URL(location).searchParams);
      if (location) return at(new URL(location, address).href);
      const page = await response.text();
      if (!agrees && page.includes('/abort')) return at(`${address}/abort`);
      const prompt = /name="prompt" value="(login|consent)"/.exec(page)?.[1];
      if (!prompt) throw new Error(`No page to answer: ${response.status} ${page.slice(0, 500)}`);
      return at(address, { prompt, ...(prompt === 'login' && { login: person, password: 'any' }) });
    };
    return at(begun);
  }

  const call = async (path: string, form: Record<string, string>) => {
    const response = await fetch(`${url}/${host}${path}`, { method: 'POST', headers: { authorization: `Basic ${btoa(`${app.clientId}:${app.clientSecret}`)}` }, body: new URLSearchParams(form) });
    return { status: response.status, body: (await response.json().catch(() => ({}))) as Record<string, unknown> };
  };
  return {
    base: url, consent,
    /** What a thief does who has a refresh token. */
    refresh: (token: string) => call('/token', { grant_type: 'refresh_token', refresh_token: token }),
    revoke: (token: string) => call('/token/revocation', { token }),
    /** Is this access token good? */
    knows: async (token: string) => (await fetch(`${url}/${host}/me`, { headers: { authorization: `Bearer ${token}` } })).ok,
  };
}
