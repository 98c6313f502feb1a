import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { Facts } from './facts.ts';
import type { Order } from './server-child.ts';
import type { Interruption } from './points.ts';

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

export interface ServerProcess {
  /** Null when the connection ended without an answer. */
  send(method: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Answer | null>;
  /** Chooses where to interrupt; answers how many points were passed since the last choice. */
  interrupt(interruption: Interruption | null): Promise<number>;
  inspect(store: string): Promise<Facts>;
  /** Sets its clock ahead by so many milliseconds. */
  advance(milliseconds: number): Promise<void>;
  /** Ends it at once, or waits for an end that is under way. */
  kill(): Promise<void>;
  readonly child: ChildProcess;
}

/** Starts `server-child.ts` on a PGlite directory or a postgres:// address. @param sandbox where a sandbox answers, at which Klaviyo is signed in. @param off milliseconds the clock of its machine is off. */
export async function aServer(place: string, sandbox?: string, off?: number): Promise<ServerProcess> {
  const child = fork(new URL('./server-child.ts', import.meta.url), [place, ...(sandbox === undefined ? [] : [sandbox]), ...(off === undefined ? [] : [String(off)])], { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ended = once(child, 'exit');
  const agent = new Agent({ keepAlive: true });

  async function ask<T>(order: Order): Promise<T> {
    const answer = next<T & { error?: string }>();
    child.send(order);
    const told = await answer;
    if (told.error) throw new Error(told.error);
    return told;
  }
  const next = <T>() =>
    Promise.race([
      once(child, 'message').then(([message]) => message as T),
      ended.then(() => {
        throw new Error(`The server ended: ${errors}`);
      }),
    ]);

  const { port } = await next<{ port: number }>();
  return {
    child,
    send: (method, path, body, headers = {}) =>
      new Promise((resolve) => {
        const text = body === undefined ? '' : JSON.stringify(body);
        const outgoing = request(
          {
            host: '127.0.0.1',
            port,
            method,
            path,
            agent,
            headers: { ...(text ? { 'content-type': 'application/json' } : {}), 'content-length': Buffer.byteLength(text), ...headers },
          },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown> }));
            response.on('error', () => resolve(null));
          },
        );
        outgoing.on('error', () => resolve(null));
        outgoing.end(text);
      }),
    interrupt: async (interruption) => (await ask<{ passed: number }>({ interrupt: interruption })).passed,
    inspect: async (store) => (await ask<{ facts: Facts }>({ inspect: store })).facts,
    advance: async (milliseconds) => {
      await ask({ advance: milliseconds });
    },
    async kill() {
      child.kill('SIGKILL');
      agent.destroy();
      await ended;
    },
  };
}
