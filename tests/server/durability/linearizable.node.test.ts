import { sql } from 'kysely';
import { describe, expect, inject, it, vi } from 'vitest';
import type { Integration } from '../../../src/core/integration.ts';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { figure } from '../../setup/figures.ts';
import { openShop, type Shop } from '../shop.ts';
import { aPostgresDatabase } from '../storage/database-fixtures.ts';
import { type Answer, apply, type Call, type Event, initial, linearize, record, type Register, type State } from './linearizable.ts';
import { createRandom, proof, seed } from './random.ts';

vi.setConfig({ testTimeout: 1_200_000, hookTimeout: 120_000 });

const histories = proof ? 1_000 : 25;

function stateOf({ status, revision, configuration, credentials }: Integration): State {
  if (status !== 'connected' && status !== 'disconnected') throw new Error(`It is ${status}.`);
  const key = credentials['apiKey'];
  return { status, revision: Number(revision), configuration, hint: key?.secret ? key.hint : null };
}

/** One integration of a new store, through every guard of the server. */
async function aRegister(shop: Shop): Promise<Register> {
  const store = await shop.store();
  const carryOut = (call: Exclude<Call, { verb: 'read' }>) => {
    if (call.verb === 'connect') return store.connect({ apiKey: `mk-anna-0123456789abcd${call.hint}`, region: 'eu' });
    return call.verb === 'configure' ? store.configure(call.configuration, String(call.revision)) : store.send('DELETE', '/mailer/disconnect');
  };
  return async (call): Promise<Answer> => {
    if (call.verb === 'read') return { outcome: 'done', state: stateOf(await store.mailer()) };
    const response = await carryOut(call);
    const body = (await response.json()) as Integration & { code?: string; current: Integration };
    if (response.status === 200) return { outcome: 'done', state: stateOf(body) };
    if (body.code === 'conflict' || body.code === 'not_connected') return { outcome: body.code, state: stateOf(body.current) };
    throw new Error(`${call.verb} was answered ${response.status} ${JSON.stringify(body)}`);
  };
}

const databases = [
  ['PGlite', () => openPGlite()],
  ['PostgreSQL', async () => openPostgres({ connectionString: await aPostgresDatabase(inject('postgresUrl')) })],
] as const;

describe.each(databases)('histories of connect, configure, disconnect and list on %s (SR-57)', (name, open) => {
  it('are as if one had come after the other', async () => {
    const began = performance.now();
    const shop = await openShop({ database: await open(), limits: { costlyPerMinute: 1_000_000 } });
    const random = createRandom(seed);
    let [left, calls, conflicts, overlaps] = [histories, 0, 0, 0];
    try {
      await Promise.all(
        Array.from({ length: 3 }, async () => {
          while (left > 0) {
            left -= 1;
            const history = await record(await aRegister(shop), random);
            calls += history.length;
            conflicts += history.filter(({ answer }) => answer.outcome === 'conflict').length;
            overlaps += history.filter((one) => history.some((other) => other !== one && other.began < one.ended && one.began < other.ended)).length;
            expect(linearize(history), JSON.stringify(history, null, 1)).not.toBeNull();
          }
        }),
      );
      const { rows } = await sql<{ n: number }>`select count(*) as n from integration_audit`.execute(shop.database.kysely);
      figure({
        what: `concurrent histories on ${name}, each as if one call had come after the other`,
        count: `${histories} with ${calls} calls (${overlaps} overlapping, ${conflicts} conflicts, ${rows[0]?.n} audit entries), ${Math.round((performance.now() - began) / 1000)} s`,
        worst: '0 rejected',
        seed,
      });
      expect(conflicts).toBeGreaterThan(0);
      expect(overlaps).toBeGreaterThan(calls / 2);
    } finally {
      await shop.close();
    }
  });
});

describe('the check of histories', () => {
  const turn = () =>
    new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  /** A store of our own that takes its time, whole or broken in one way. */
  const aStore = (broken?: 'late write' | 'stale read' | 'lost write' | 'half write' | 'forgotten check'): Register => {
    let state = initial;
    const past: State[] = [];
    return async (call) => {
      await turn();
      if (broken === 'stale read' && call.verb === 'read') return { outcome: 'done', state: past.at(-4) ?? initial };
      const answer = apply(state, broken === 'forgotten check' && call.verb === 'configure' ? { ...call, revision: state.revision } : call);
      if (broken === 'late write') await turn();
      if (answer.state !== state) past.push(answer.state);
      if (broken === 'lost write' && past.length % 5 === 0) return answer;
      state = broken === 'half write' && call.verb === 'configure' && answer.outcome === 'done' ? { ...answer.state, configuration: state.configuration } : answer.state;
      await turn();
      return answer;
    };
  };
  const rejected = async (broken?: Parameters<typeof aStore>[0]) => {
    const random = createRandom(seed);
    let count = 0;
    for (let n = 0; n < 40; n += 1) if (!linearize(await record(aStore(broken), random))) count += 1;
    return count;
  };

  it('accepts every history of a store that does one thing after the other', async () => {
    expect(await rejected()).toBe(0);
  });

  it.each(['late write', 'stale read', 'lost write', 'half write', 'forgotten check'] as const)('rejects a store with a %s', async (broken) => {
    expect(await rejected(broken)).toBeGreaterThan(0);
  });

  it('lets what overlaps go in either order, and nothing else', () => {
    const connected = apply(initial, { verb: 'connect', hint: '1' });
    const configure = { verb: 'configure', configuration: { a: 1 }, revision: 1 } as const;
    const configured = apply(connected.state, configure);
    const history = (began: number): Event[] => [
      { call: { verb: 'connect', hint: '1' }, answer: connected, began: 1, ended: 2 },
      { call: configure, answer: configured, began: 3, ended: 5 },
      { call: { verb: 'read' }, answer: connected, began, ended: 7 },
    ];
    expect(linearize(history(4))?.map(({ call }) => call.verb)).toEqual(['connect', 'read', 'configure']);
    expect(linearize(history(6))).toBeNull();
  });
});
