import type { Context } from 'hono';
import { Hono } from 'hono/tiny';
import { type SandboxAccount, sandboxAccounts } from './accounts.ts';
import { createClock, readAdvance } from './clock.ts';
import { createFaults, type Fault, readFault } from './faults.ts';
import { googleAds } from './google-ads.ts';
import { googleAnalytics4 } from './google-analytics-4.ts';
import { graph } from './graph.ts';
import type { Imitation } from './imitation.ts';
import { klaviyo } from './klaviyo.ts';
import { createLedger } from './ledger.ts';
import { mailchimp } from './mailchimp.ts';
import { type OAuthClient, sandboxClients } from './oauth/clients.ts';
import { createGrants, type SavedGrants } from './oauth/grants.ts';
import { tiktok } from './tiktok.ts';
import { twilio } from './twilio.ts';
import type { World } from './world.ts';

export interface SandboxOptions {
  /** The clock, before `/_sandbox/clock` moves it. */
  now?: () => Date;
  /** Waits for the fault `slow`; rejects when the signal aborts. Tests pass one that does not wait. */
  delay?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The redirect URIs registered for the client of a provider. Default: those of the demo on its default port. */
  redirectUris?: (provider: string) => readonly string[];
  /** Keeps what was granted, so that tokens outlive the process, as they do at a provider. Default: nothing is kept. */
  grants?: { load(): SavedGrants | undefined; save(grants: SavedGrants): void };
}

/** An imitation of the providers' HTTP APIs and OAuth servers. Each has its own faults, clock, grants and ledger. */
export interface Sandbox {
  /**
   * Answers `/<provider>/HOST/PATH` as `https://HOST/PATH` would, and `/_sandbox/accounts`, `/_sandbox/clients`, `/_sandbox/apps`, `/_sandbox/faults`, `/_sandbox/clock`
   * and `/_sandbox/ledger`. Never throws.
   */
  fetch(request: Request): Promise<Response>;
  /** The accounts that `/_sandbox/accounts` lists. */
  accounts: readonly SandboxAccount[];
  /** The registered OAuth clients that `/_sandbox/clients` lists. */
  clients: readonly OAuthClient[];
  /** Apps that a merchant registered, one for each provider that signs people in, as `/_sandbox/apps` lists them. */
  ownApps: readonly OAuthClient[];
}

const slowness = 20_000;
const bodyLimit = 10_000;
const places = 'accounts, clients, apps, faults, clock, ledger'.split(', ').map((name) => `/_sandbox/${name}`).join(', ');

/** Imitates the providers, for development and tests: real paths, headers, bodies and refusals; no account in it exists. */
export function createSandbox({ now = () => new Date(), delay = wait, redirectUris = (provider) => [`http://localhost:4400/oauth/callback/${provider}`], grants: kept }: SandboxOptions = {}): Sandbox {
  const clock = createClock(now);
  const faults = createFaults();
  const ledger = createLedger(clock.now);
  const { hosts: clients, merchants: ownApps } = sandboxClients(redirectUris);
  const grants = createGrants({ now: clock.now, record: ledger.token, saved: kept?.load(), save: kept?.save });
  const world: World = { accounts: sandboxAccounts, clients: [...clients, ...ownApps], grants, now: clock.now, meets: faults.meets };
  const imitations: readonly Imitation[] = [googleAnalytics4, graph('meta-pixel'), tiktok('tiktok-pixel'), googleAds, graph('facebook-ads'), tiktok('tiktok-ads'), klaviyo, mailchimp, twilio].map((imitate) => imitate(world));
  const providers = imitations.map((imitation) => imitation.provider);
  const app = new Hono();

  app.get('/_sandbox/accounts', (c) => c.json(sandboxAccounts));
  app.get('/_sandbox/clients', (c) => c.json(clients.map(listed)));
  app.get('/_sandbox/apps', (c) => c.json(ownApps.map(listed)));
  app.get('/_sandbox/ledger', (c) => c.json(ledger.read()));
  app.post('/_sandbox/faults', async (c) => {
    const fault = readFault(await bodyOf(c), providers);
    if (typeof fault === 'string') return c.json({ error: fault }, 400);
    faults.set(fault);
    return c.json(fault);
  });
  app.post('/_sandbox/clock', async (c) => {
    const seconds = readAdvance(await bodyOf(c));
    if (typeof seconds === 'string') return c.json({ error: seconds }, 400);
    clock.advance(seconds);
    return c.json({ now: clock.now().toISOString() });
  });

  for (const imitation of imitations) {
    app.use(`/${imitation.provider}/*`, async (c, next) => {
      const [, , host = '', ...rest] = new URL(c.req.url).pathname.split('/');
      const path = `/${rest.join('/')}`;
      try {
        const instead = imitation.isConsent?.(host, path) ? null : await insteadOf(imitation, c.req.raw, host, path);
        if (instead) c.res = instead;
        else await next();
      } catch {
        c.res = new Response(null, { status: 499 });
      }
      ledger.call({ provider: imitation.provider, method: c.req.method, host, path, status: c.res.status });
    });
    app.route(`/${imitation.provider}`, imitation.routes);
  }
  app.notFound((c) => c.json({ error: `The sandbox has nothing here. It answers /<provider>/HOST/PATH for ${providers.join(', ')}, and ${places}.` }, 404));
  app.onError((_error, c) => c.json({ error: 'The sandbox failed.' }, 500));

  /** What a fault answers in place of the provider. @throws when the caller gave up first. */
  async function insteadOf(imitation: Imitation, request: Request, host: string, path: string): Promise<Response | null> {
    const fault = faults.take(imitation.provider);
    if (fault?.fault === 'slow') await delay(fault.delayMs ?? slowness, request.signal);
    if (fault) return faultyAnswer(fault, imitation, host, path);
    const writes = imitation.isWrite ? imitation.isWrite(request.method, path, host) : request.method !== 'GET';
    return writes && faults.meets(imitation.provider, 'partial_scopes') ? imitation.answers.lacking(host, path) : null;
  }

  return { fetch: async (request) => app.fetch(request), accounts: sandboxAccounts, clients, ownApps };
}

/** A JSON body of moderate size, or null. */
async function bodyOf(c: Context): Promise<unknown> {
  const text = await c.req.text();
  return text.length > bodyLimit ? null : parsed(text);
}

function faultyAnswer({ fault }: Fault, { answers }: Imitation, host: string, path: string): Response | null {
  switch (fault) {
    case 'down': return answers.down(host, path);
    case 'rate_limited': return answers.rate_limited(host, path);
    case 'revoked': return answers.revoked(host, path);
    case 'malformed': return new Response('{"data":[{"id":', { status: 200, headers: { 'content-type': 'application/json' } });
    case 'redirect': return new Response(null, { status: 302, headers: { location: 'https://elsewhere.example/collect' } });
    default: return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', aborted, { once: true });
    function done() {
      signal.removeEventListener('abort', aborted);
      resolve();
    }
    function aborted() {
      clearTimeout(timer);
      reject(new Error('The caller gave up.', { cause: signal.reason }));
    }
    if (signal.aborted) aborted();
  });
}

function listed({ provider, clientId, clientSecret, redirectUris }: OAuthClient) {
  return { provider, clientId, clientSecret, redirectUris };
}
