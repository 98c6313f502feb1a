import { expect, it } from 'vitest';
import { nextAttempt } from '../../../src/server/departures/retry-delays.ts';
import { createDueWork } from '../../../src/server/due-work/create-due-work.ts';

/** A chore that only tells what is due; `rung` are the alarms that were set. */
function aSchedule(open: { store: string; id: string; at: Date }[], every?: number) {
  const time = { now: new Date('2026-11-22T12:00:00Z') };
  const rung: { wait: number; ring: () => void }[] = [];
  const taken: string[] = [];
  const looks = { count: 0, fails: false };
  const work = createDueWork({
    name: 'departure', most: 8, ...(every !== undefined && { every }),
    next: async () => {
      looks.count += 1;
      if (looks.fails) throw new Error('away');
      return open.map(({ at: then, ...one }) => ({ ...one, wait: then.getTime() - time.now.getTime() }));
    },
    carryOut: async ({ store, id }) => {
      taken.push(store);
      open.splice(open.findIndex((one) => one.store === store && one.id === id), 1);
    },
  }, { log: () => {} }, (wait, ring) => {
    const one = { wait, ring };
    rung.push(one);
    return () => void rung.splice(rung.indexOf(one), 1);
  });
  return { work, rung, taken, time, looks, open };
}
const at = (seconds: number) => new Date(Date.parse('2026-11-22T12:00:00Z') + seconds * 1000);

it('takes up what is due, and wakes exactly when the next is', async () => {
  const { work, rung, taken, time } = aSchedule([{ store: 'a', id: '1', at: at(-5) }, { store: 'b', id: '2', at: at(20) }]);
  work.start();
  await expect.poll(() => rung.map(({ wait }) => wait)).toEqual([20_000]);
  expect(taken).toEqual(['a']);
  time.now = at(20);
  rung[0]?.ring();
  await expect.poll(() => taken).toEqual(['a', 'b']);
});

it('looks again now and then where nothing is open, sooner where something is, and soon after the database failed', async () => {
  const { work, rung, looks, open } = aSchedule([]);
  work.start();
  await expect.poll(() => rung.map(({ wait }) => wait)).toEqual([300_000]);
  open.push({ store: 'a', id: '1', at: at(3_600) });
  work.wake();
  await expect.poll(() => rung.map(({ wait }) => wait)).toEqual([30_000]);
  looks.fails = true;
  work.wake();
  await expect.poll(() => [looks.count, rung.map(({ wait }) => wait)]).toEqual([3, [30_000]]);
});

it('looks as rarely as a chore wants for what falls due later, and takes what has the same name in two stores for two', async () => {
  const { work, rung, taken, open } = aSchedule([{ store: 'a', id: 'klaviyo', at: at(0) }, { store: 'b', id: 'klaviyo', at: at(0) }, { store: 'c', id: 'klaviyo', at: at(86_400) }], 300_000);
  work.start();
  await expect.poll(() => rung.map(({ wait }) => wait)).toEqual([300_000]);
  expect([taken, open.length]).toEqual([['a', 'b'], 1]);
});

it('does nothing before it is started and after it is stopped', async () => {
  const { work, rung, looks } = aSchedule([{ store: 'a', id: '1', at: at(0) }]);
  work.wake();
  expect(looks.count).toBe(0);
  work.start();
  await expect.poll(() => rung.length).toBe(1);
  await work.stop();
  const { count } = looks;
  work.wake();
  expect([looks.count, rung]).toEqual([count, []]);
});

it('tries again within 30 s of the first failure, then ever more rarely, for three days', () => {
  let now = at(0);
  const waits: number[] = [];
  for (let attempts = 0; ; attempts += 1) {
    const wait = nextAttempt({ attempts, createdAt: at(0) }, now);
    if (wait === null) break;
    waits.push(wait / 1000);
    now = new Date(now.getTime() + wait);
  }
  expect(waits.slice(0, 8)).toEqual([20, 60, 300, 900, 3_600, 10_800, 21_600, 21_600]);
  expect([waits.length, now <= at(3 * 86_400)]).toEqual([17, true]);
});
