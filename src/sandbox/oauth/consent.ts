import type { Context, Hono } from 'hono';
import type { World } from '../world.ts';
import { consentPage, refusalPage } from './consent-page.ts';
import type { OAuthClient } from './clients.ts';
import type { CodeTerms, Consent } from './grants.ts';
import { randomSecret } from './random-secret.ts';

/** A valid request for consent. */
export interface ConsentRequest {
  client: OAuthClient;
  redirectUri: string;
  /** Absent where none came. */
  state: string | null;
  scopes: readonly { id: string; label: string }[];
  terms?: Partial<Pick<CodeTerms, 'challenge' | 'offline'>>;
  /** Changes what was ticked before it is granted: what a provider adds or holds back. */
  settle?(account: string, scopes: readonly string[]): readonly string[];
}

/** How one provider asks for consent. */
export interface ConsentServer {
  provider: string;
  title: string;
  /** The names of who can sign in. */
  people: readonly string[];
  /** Lifetime of a code in seconds, and how it looks. */
  code: { seconds: number; make?: () => string };
  /** Reads the address; a Response where nothing can be asked. */
  read(query: URLSearchParams): ConsentRequest | Response;
  /** Would a person who holds something back hold this back? */
  isWide(scope: string): boolean;
  /** The parameters of the answer, `state` aside. */
  allowed?(code: string, scopes: readonly string[]): Readonly<Record<string, string>>;
  denied?: Readonly<Record<string, string>>;
}

/** Serves the page at `path` and takes its answer. */
export function serveConsent(routes: Hono, path: string, { grants, meets }: World, server: ConsentServer): void {
  const { provider, title, people, code, allowed = (value) => ({ code: value }), denied = { error: 'access_denied' } } = server;

  routes.get(path, (c) => {
    const asked = server.read(new URL(c.req.url).searchParams);
    if (asked instanceof Response) return asked;
    return consentPage({ title, app: asked.client.name, accounts: people, scopes: asked.scopes }, meets(provider, 'coop') ? { 'cross-origin-opener-policy': 'same-origin' } : {});
  });

  routes.post(path, async (c) => {
    const asked = server.read(new URL(c.req.url).searchParams);
    if (asked instanceof Response) return asked;
    const form = await formOf(c);
    const account = people.find((one) => one === form.get('account'));
    const decision = form.get('decision');
    if (decision !== 'allow' && decision !== 'deny') return refusalPage(title, 'invalid_request', 'Choose Allow or Deny.');
    if (decision === 'deny' || meets(provider, 'deny')) return back(asked, denied);
    if (account === undefined) return refusalPage(title, 'invalid_request', 'Choose an account.');
    const wanted = asked.scopes.map(({ id }) => id);
    const ticked = wanted.filter((id) => form.getAll('scope').includes(id));
    const scopes = asked.settle?.(account, narrowed(ticked)) ?? narrowed(ticked);
    if (wanted.length > 0 && scopes.length === 0) return back(asked, denied);
    const consent: Consent = { provider, family: asked.client.family, clientId: asked.client.clientId, app: asked.client.app, account, scopes, declined: wanted.filter((id) => !scopes.includes(id)) };
    const value = (code.make ?? randomSecret.bind(null, 40))();
    grants.addCode(value, consent, { redirectUri: asked.redirectUri, challenge: null, offline: 'always', ...asked.terms }, code.seconds);
    return back(asked, allowed(value, scopes));
  });

  /** What is granted: all that was ticked, but for `partial_scopes`, which holds back what is wide, or else the last. */
  function narrowed(ticked: readonly string[]): readonly string[] {
    if (ticked.length < 2 || !meets(provider, 'partial_scopes')) return ticked;
    const narrow = ticked.filter((one) => !server.isWide(one));
    return narrow.length === 0 || narrow.length === ticked.length ? ticked.slice(0, -1) : narrow;
  }
}

/** Sends a person back to the app. */
export function back({ redirectUri, state }: Pick<ConsentRequest, 'redirectUri' | 'state'>, answer: Readonly<Record<string, string>>): Response {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...answer, ...(state === null ? {} : { state }) })) url.searchParams.set(name, value);
  return new Response(null, { status: 302, headers: { location: url.href, 'cache-control': 'no-store' } });
}

/** The client an address names, with its redirect URI, or why nobody is sent anywhere. `names` are the parameters' own. */
export function clientIn(clients: readonly OAuthClient[], provider: string, title: string, query: URLSearchParams, names: { client: string } = { client: 'client_id' }): { client: OAuthClient; redirectUri: string; state: string | null } | Response {
  const client = clients.find((one) => one.provider === provider && one.clientId === query.get(names.client));
  if (!client) return refusalPage(title, 'invalid_client', 'The app that asks is not known here.', 401);
  const redirectUri = query.get('redirect_uri');
  if (redirectUri === null || !client.redirectUris.includes(redirectUri)) return refusalPage(title, 'redirect_uri_mismatch', 'The address to return to is not registered for this app.');
  return { client, redirectUri, state: query.get('state') };
}

/** The fields of a form body; none where it is something else. */
export async function formOf(c: Context): Promise<URLSearchParams> {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '');
  return new URLSearchParams(isForm ? await c.req.text() : '');
}
