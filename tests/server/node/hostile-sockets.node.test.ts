import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proof, seed } from '../durability/random.ts';
import { figure } from '../../setup/figures.ts';
import { createChance } from '../http/chance.ts';
import { hostileRequests } from '../http/hostile-requests.ts';
import { type Exchange, hostileBytes } from './hostile-bytes.ts';
import type { Deeds, Ready } from './hostile-server.ts';

const count = Number(process.env['HOSTILE_REQUESTS'] ?? (proof ? 50_000 : 1500));
/** Connections at a time: few, so that none waits long for the others. */
const width = 4;

describe(`${count} hostile connections over TCP (SR-53), seed ${seed}`, () => {
  let child: ChildProcess;
  let ready: Ready;
  let died: string | null = null;
  beforeAll(async () => {
    child = fork(new URL('./hostile-server.ts', import.meta.url), { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let errors = '';
    child.stderr?.on('data', (data: Buffer) => { errors += data.toString(); });
    child.on('exit', (code, signal) => { died = `the server ended with ${code ?? signal}: ${errors.slice(-2000)}`; });
    [ready] = (await once(child, 'message')) as [Ready];
  });
  afterAll(() => void child.kill('SIGKILL'));

  /** Everything that came back until the connection ended. */
  function exchange({ pieces, leaves }: Exchange): Promise<string> {
    return new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect({ port: ready.port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
      const tooLate = setTimeout(() => {
        socket.destroy();
        reject(new Error(`left open: ${answer.slice(0, 200)}`));
      }, 20_000);
      const insist = () => {
        if (socket.writable) socket.write('1\r\na\r\n', () => setTimeout(insist, 20));
      };
      socket.on('data', (data) => {
        answer += data.toString('latin1');
        if (leaves === 'answered') socket.destroy();
      });
      // Being cut off is an answer too.
      socket.on('error', () => {});
      socket.on('end', () => { if (leaves !== 'insist') socket.end(); });
      socket.on('close', () => { clearTimeout(tooLate); resolve(answer); });
      socket.on('connect', () => void send());
      async function send() {
        for (const piece of pieces) {
          if (!socket.writable) return;
          socket.write(piece);
          await new Promise(setImmediate);
        }
        if (leaves === 'end') socket.end();
        else if (leaves === 'reset') socket.resetAndDestroy();
        else if (leaves === 'insist') insist();
      }
    });
  }

  async function deeds(): Promise<Deeds> {
    child.send('deeds');
    const [told] = (await once(child, 'message')) as [Deeds];
    return told;
  }

  it('end in answers of 2xx or 4xx or in silence, never a 5xx; the server lives, keeps no connection, and works 100 ms at most on each', async () => {
    const chance = createChance(seed);
    const make = hostileBytes(chance, hostileRequests(chance, ready.store), count);
    const seen = new Map<string, number>();
    let slowest = 0;
    let requests = 0;
    let made = 0;
    const check = async () => {
      const told = await deeds();
      expect(told.faults).toEqual([]);
      ({ slowest, requests } = told);
      return told.connections;
    };
    async function caller() {
      while (made < count) {
        const at = (made += 1);
        const sent = make();
        const what = `${at}, ${sent.kind}: ${JSON.stringify(Buffer.concat(sent.pieces).toString('latin1').slice(0, 300))}`;
        if (died) expect.fail(`${died} before ${what}`);
        const answer = await exchange(sent).catch((error: unknown) => expect.fail(`${what} ${String(error)} ${died ?? ''}`));
        const statuses = [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status = '']) => status);
        for (const status of statuses) if (!/^[1234]/.test(status)) expect.fail(`${what} → ${answer.slice(0, 500)}`);
        if (answer.includes('93ac70e1')) expect.fail(`${what} tells a secret`);
        for (const status of statuses.length > 0 ? statuses : ['none']) seen.set(status, (seen.get(status) ?? 0) + 1);
        if (at % 5000 === 0) await check();
      }
    }
    await Promise.all(Array.from({ length: width }, caller));
    await expect.poll(check, { timeout: 10_000 }).toBe(0);
    figure({ what: 'hostile connections over TCP, none a 5xx, none left open', count: `${count}, of which ${requests} requests reached the server, answers ${JSON.stringify(Object.fromEntries([...seen].sort()))}`, worst: `${slowest.toFixed(0)} ms of 100`, seed });
    // Most get through to the server, or little is proven.
    expect(requests).toBeGreaterThan(count / 2);
    for (const status of ['200', '400', '404', '405', '413', '415', '431', 'none']) expect(seen.get(status) ?? 0, status).toBeGreaterThan(0);
    expect(slowest).toBeLessThan(100);
    expect((await fetch(`http://127.0.0.1:${ready.port}/api/integrations/health`)).status).toBe(200);
    expect(died).toBeNull();
  }, 120_000 + count * 30);
});
