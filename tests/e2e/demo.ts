import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SandboxAccount {
  provider: string;
  name: string;
  credentials: Record<string, string>;
  outcome: 'valid' | 'wrong' | 'forbidden' | 'rate_limited' | 'down';
}

export interface Demo {
  url: string;
  sandbox: string;
  data: string;
  pid: number;
  account(provider: string, outcome?: SandboxAccount['outcome']): Promise<SandboxAccount>;
  fault(provider: string, fault: string, more?: { times?: number; delayMs?: number }): Promise<void>;
  calls(provider: string): Promise<number>;
  /** Signs in as a demo user; answers the cookie. */
  login(user: string): Promise<string>;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
  /** Everything it printed. */
  output(): string;
}

/** A data directory of its own, removed by the caller's `remove`. */
export function dataDirectory(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'integrations-demo-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs `demo/main.ts` the way `npm run demo` does, from the built package, and waits for its ready line. */
export async function startDemo(data: string, args: readonly string[] = []): Promise<Demo> {
  const port = await freePortPair();
  const child = spawn(process.execPath, ['demo/main.ts', '--port', String(port), '--data', data, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(`ready http://localhost:${port}`)) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`The demo ended with ${code} before it was ready:\n${output}`)));
  });
  const url = `http://localhost:${port}`;
  const sandbox = `http://127.0.0.1:${port + 1}`;
  return {
    url, sandbox, data, pid: child.pid ?? 0,
    output: () => output,
    async account(provider, outcome = 'valid') {
      const accounts = (await (await fetch(`${sandbox}/_sandbox/accounts`)).json()) as SandboxAccount[];
      const found = accounts.find((one) => one.provider === provider && one.outcome === outcome);
      if (!found) throw new Error(`The sandbox has no ${outcome} account of ${provider}.`);
      return found;
    },
    async fault(provider, fault, more = {}) {
      const answer = await fetch(`${sandbox}/_sandbox/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ provider, fault, ...more }) });
      if (!answer.ok) throw new Error(`The sandbox refused the fault: ${await answer.text()}`);
    },
    async calls(provider) {
      const { calls } = (await (await fetch(`${sandbox}/_sandbox/ledger`)).json()) as { calls: { provider: string }[] };
      return calls.filter((one) => one.provider === provider).length;
    },
    async login(user) {
      const answer = await fetch(`${url}/demo/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ user }) });
      const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
      if (!cookie) throw new Error(`No cookie for ${user}: ${answer.status}`);
      return cookie;
    },
    stop: () => stop(child),
  };
}

function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.kill('SIGTERM');
  });
}

async function freePortPair(): Promise<number> {
  for (;;) {
    const port = await listenOnce(0);
    if (port && (await listenOnce(port + 1))) return port;
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
