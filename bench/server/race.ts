import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { median } from '../samples.ts';

const store = '00000000-0000-4000-8000-00000000000a';
const connections = 16;
const window = 1500;

export interface ServerRow { name: string; ours: number; bare: number; budget: number }

/** Requests per second of list and configure, our server against a bare one, in turn. */
export async function raceServers(rounds: number): Promise<ServerRow[]> {
  const [ours, bare] = await Promise.all([start('ours'), start('bare')]);
  const found: Record<string, number[]> = {};
  const record = (key: string, value: number) => { (found[key] ??= []).push(value); };
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, contestant] of [['ours', ours], ['bare', bare]] as const) {
      const pool = new Pool(contestant.url, { connections });
      const [listed, configured] = [await load(pool, list), await load(pool, configure)];
      // The first round warms up.
      if (round > 0) {
        record(`list ${name}`, listed);
        record(`configure ${name}`, configured);
      }
      await pool.close();
    }
  }
  ours.process.kill();
  bare.process.kill();
  const row = (name: string, budget: number): ServerRow => ({ name: `${name}, ${connections} connections`, ours: median(found[`${name} ours`] ?? []), bare: median(found[`${name} bare`] ?? []), budget });
  return [row('list', 0.5), row('configure', 0.4)];
}

let counter = 0;
type Call = (pool: Pool) => Promise<number>;
const list: Call = async (pool) => {
  const { statusCode, body } = await pool.request({ method: 'GET', path: `/api/stores/${store}/integrations` });
  await body.dump();
  return statusCode;
};
const configure: Call = async (pool) => {
  counter += 1;
  const { statusCode, body } = await pool.request({
    method: 'PUT', path: `/api/stores/${store}/integrations/klaviyo/configure`, headers: { 'content-type': 'application/json', 'if-match': '*', 'idempotency-key': `bench-${counter}` },
    body: JSON.stringify({ configuration: { listSyncEnabled: false, customSource: `source ${counter}` } }),
  });
  await body.dump();
  return statusCode;
};

async function load(pool: Pool, call: Call): Promise<number> {
  const started = performance.now();
  let done = 0;
  await Promise.all(Array.from({ length: connections }, async () => {
    while (performance.now() - started < window) {
      const status = await call(pool);
      if (status !== 200) throw new Error(`A request was answered ${status}; only successes are worth timing.`);
      done += 1;
    }
  }));
  return (done / (performance.now() - started)) * 1000;
}

function start(name: 'ours' | 'bare'): Promise<{ url: string; process: ChildProcess }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./contestant.ts', import.meta.url)), name], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const port = /port (\d+)/.exec(chunk.toString())?.[1];
      if (port) resolve({ url: `http://127.0.0.1:${port}`, process: child });
    });
    child.once('exit', (code) => reject(new Error(`The ${name} server ended with ${code}.`)));
  });
}
