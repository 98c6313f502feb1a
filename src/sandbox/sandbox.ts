import { Hono } from 'hono/tiny';
import { type SandboxAccount, sandboxAccounts } from './accounts.ts';
import { createFaults, type Fault, readFault } from './faults.ts';
import { googleAds } from './google-ads.ts';
import { googleAnalytics4 } from './google-analytics-4.ts';
import { graph } from './graph.ts';
import type { Imitation } from './imitation.ts';
import { klaviyo } from './klaviyo.ts';
import { createLedger } from './ledger.ts';
import { mailchimp } from './mailchimp.ts';
import { tiktok } from './tiktok.ts';
import { twilio } from './twilio.ts';

export interface SandboxOptions {
  /** The clock of the ledger. */
  now?: () => Date;
  /** Waits for the fault `slow`; rejects when the signal aborts. Tests pass one that does not wait. */
  delay?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** An imitation of the providers' HTTP APIs. Each has its own faults and ledger. */
export interface Sandbox {
  /**
   * Answers `/<provider>/HOST/PATH` as `https://HOST/PATH` would, and `/_sandbox/accounts`, `/_sandbox/faults` and `/_sandbox/ledger`.
   * Never throws.
   */
  fetch(request: Request): Promise<Response>;
  /** The accounts that `/_sandbox/accounts` lists. */
  accounts: readonly SandboxAccount[];
}

const slowness = 20_000;
const bodyLimit = 10_000;

/** Imitates the providers, for development and tests: real paths, headers, bodies and refusals; no account in it exists. */
export function createSandbox({ now = () => new Date(), delay = wait }: SandboxOptions = {}): Sandbox {
  const imitations: readonly Imitation[] = [googleAnalytics4, graph('meta-pixel'), tiktok('tiktok-pixel'), googleAds, graph('facebook-ads'), tiktok('tiktok-ads'), klaviyo, mailchimp, twilio].map((imitate) => imitate(sandboxAccounts));
  const providers = imitations.map((imitation) => imitation.provider);
  const faults = createFaults();
  const ledger = createLedger(now);
  const app = new Hono();

  app.get('/_sandbox/accounts', (c) => c.json(sandboxAccounts));
  app.get('/_sandbox/ledger', (c) => c.json(ledger.read()));
  app.post('/_sandbox/faults', async (c) => {
    const text = await c.req.text();
    const fault = readFault(text.length > bodyLimit ? null : parsed(text), providers);
    if (typeof fault === 'string') return c.json({ error: fault }, 400);
    faults.set(fault);
    return c.json(fault);
  });

  for (const imitation of imitations) {
    app.use(`/${imitation.provider}/*`, async (c, next) => {
      const [, , host = '', ...path] = new URL(c.req.url).pathname.split('/');
      try {
        const fault = faults.take(imitation.provider);
        if (fault?.fault === 'slow') await delay(fault.delayMs ?? slowness, c.req.raw.signal);
        const instead = fault ? faultyAnswer(fault, imitation, host) : faults.readsOnly(imitation.provider) && isWrite(imitation, c.req.method, new URL(c.req.url).pathname) ? imitation.answers.lacking(host) : null;
        if (instead) c.res = instead;
        else await next();
      } catch {
        c.res = new Response(null, { status: 499 });
      }
      ledger.call({ provider: imitation.provider, method: c.req.method, host, path: `/${path.join('/')}`, status: c.res.status });
    });
    app.route(`/${imitation.provider}`, imitation.routes);
  }
  app.notFound((c) => c.json({ error: `The sandbox has nothing here. It answers /<provider>/HOST/PATH for ${providers.join(', ')}, and /_sandbox/accounts, /_sandbox/faults and /_sandbox/ledger.` }, 404));
  app.onError((_error, c) => c.json({ error: 'The sandbox failed.' }, 500));

  return { fetch: async (request) => app.fetch(request), accounts: sandboxAccounts };
}

function isWrite(imitation: Imitation, method: string, path: string): boolean {
  return imitation.isWrite ? imitation.isWrite(method, path) : method !== 'GET';
}

function faultyAnswer({ fault }: Fault, { answers }: Imitation, host: string): Response | null {
  switch (fault) {
    case 'down': return answers.down(host);
    case 'rate_limited': return answers.rate_limited(host);
    case 'revoked': return answers.revoked(host);
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
