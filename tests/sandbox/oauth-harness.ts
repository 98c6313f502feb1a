import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { createSandbox, type FaultName, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { toNodeListener } from '../../src/server/node/index.ts';

export const callback = (provider: string) => `https://shop.example/oauth/callback/${provider}`;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- bodies of five providers
  body: any;
}

export interface Served {
  sandbox: Sandbox;
  base: string;
  call(path: string, init?: RequestInit): Promise<Answer>;
  form(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Answer>;
  client(provider: string): { clientId: string; clientSecret: string };
  /** The app that a merchant registered there. */
  ownApp(provider: string): { clientId: string; clientSecret: string };
  fault(provider: string, fault: FaultName, more?: object): Promise<void>;
  step(seconds: number): Promise<void>;
  /** The events of tokens so far, as `provider event`. */
  tokens(): Promise<string[]>;
  /** Opens the consent page, answers it, and reads where the person is sent. */
  consent(path: string, query: Record<string, string>, choice?: Choice): Promise<URLSearchParams>;
}

export interface Choice {
  account?: string;
  /** Default: all that is offered. */
  scopes?: readonly string[];
  press?: 'allow' | 'deny';
}

/** A sandbox behind a real port, with a clock of its own; it ends with the test. */
export async function serveSandbox(options: SandboxOptions = {}): Promise<Served> {
  const sandbox = createSandbox({ now: () => new Date('2026-11-22T12:00:00Z'), redirectUris: (provider) => [callback(provider)], ...options });
  const server = createServer(toNodeListener(sandbox));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => { server.close(); server.closeAllConnections(); });
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;

  const call = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(base + path, { redirect: 'manual', ...init });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: /^[[{]/.test(text) ? JSON.parse(text) : null };
  };
  const post = (path: string, body: object) => call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const form: Served['form'] = (path, fields, headers = {}) => call(path, { method: 'POST', headers, body: new URLSearchParams(fields) });
  return {
    sandbox, base, call, form,
    client(provider) {
      const found = sandbox.clients.find((one) => one.provider === provider);
      if (!found) throw new Error(`no client of ${provider}`);
      return found;
    },
    ownApp(provider) {
      const found = sandbox.ownApps.find((one) => one.provider === provider);
      if (!found) throw new Error(`no own app of ${provider}`);
      return { clientId: found.clientId, clientSecret: found.clientSecret };
    },
    fault: async (provider, fault, more = {}) => void (await post('/_sandbox/faults', { provider, fault, ...more })),
    step: async (seconds) => void (await post('/_sandbox/clock', { advanceSeconds: seconds })),
    tokens: async () => ((await call('/_sandbox/ledger')).body.tokens as { provider: string; event: string }[]).map(({ provider, event }) => `${provider} ${event}`),
    async consent(path, query, { account = 'Harbour Goods', scopes, press = 'allow' } = {}) {
      const at = `${path}?${new URLSearchParams(query)}`;
      const page = await call(at);
      if (page.status !== 200) throw new Error(`No consent page: ${page.status} ${page.text}`);
      const offered = [...page.text.matchAll(/<input type="(radio|checkbox)" name="[a-z]+" value="([^"]+)"/g)];
      const chosen = offered.flatMap(([, kind, value = '']) => (kind === 'radio' ? (value === account ? [['account', value]] : []) : !scopes || scopes.includes(value) ? [['scope', value]] : []));
      const answer = await call(at, { method: 'POST', body: new URLSearchParams([...chosen, ['decision', press]]) });
      if (answer.status !== 302) throw new Error(`Nobody was sent back: ${answer.status} ${answer.text}`);
      return new URL(answer.headers.get('location') ?? '').searchParams;
    },
  };
}

/** A fresh verifier and its S256 challenge. */
export function pkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}
