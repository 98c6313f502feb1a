import { expect, it } from 'vitest';
import { createDepartures } from '../../../src/server/departures/create-departures.ts';
import { nextAttempt } from '../../../src/server/departures/retry-delays.ts';
import type { Services } from '../../../src/server/operations/operation.ts';

/** Departures over a storage that only tells what is due; `rung` are the alarms that were set. */
function aSchedule(open: { store: string; id: string; at: Date }[]) {
  const time = { now: new Date('2026-11-22T12:00:00Z') };
  const rung: { wait: number; ring: () => void }[] = [];
  const taken: string[] = [];
  const looks = { count: 0, fails: false };
  const services = {
    now: () => time.now, log: () => {},
    storage: {
      nextDepartures: async () => {
        looks.count += 1;
        if (looks.fails) throw new Error('away');
        return open;
      },
      store: async (store: string) => {
        taken.push(store);
        open.splice(open.findIndex((one) => one.store === store), 1);
        return null;
      },
    },
  } as unknown as Services;
  const departures = createDepartures(services, (wait, ring) => {
    const one = { wait, ring };
    rung.push(one);
    return () => void rung.splice(rung.indexOf(one), 1);
  });
  return { departures, rung, taken, time, looks, open };
}
const at = (seconds: number) => new Date(Date.parse('2026-11-22T12:00:00Z') + seconds * 1000);

it('takes up what is due, and wakes exactly when the next is', async () => {
  const { departures, rung, taken, time } = aSchedule([{ store: 'a', id: '1', at: at(-5) }, { store: 'b', id: '2', at: at(20) }]);
  departures.start();
  await expect.poll(() => rung.map(({ wait }) => wait)).toEqual([20_000]);
  expect(taken).toEqual(['a']);
  time.now = at(20);
  rung[0]?.ring();
  await expect.poll(() => taken).toEqual(['a', 'b']);
});

it('looks again now and then where nothing is open, sooner where something is, and soon after the database failed', async () => {
  const { departures, rung, looks, open } = aSchedule([]);
  departures.start();
  await expect.poll(() => rung.map(({ wait }) => wait)).toEqual([300_000]);
  open.push({ store: 'a', id: '1', at: at(3_600) });
  departures.wake();
  await expect.poll(() => rung.map(({ wait }) => wait)).toEqual([30_000]);
  looks.fails = true;
  departures.wake();
  await expect.poll(() => [looks.count, rung.map(({ wait }) => wait)]).toEqual([3, [30_000]]);
});

it('does nothing before it is started and after it is stopped', async () => {
  const { departures, rung, looks } = aSchedule([{ store: 'a', id: '1', at: at(0) }]);
  departures.wake();
  expect(looks.count).toBe(0);
  departures.start();
  await expect.poll(() => rung.length).toBe(1);
  await departures.stop();
  const { count } = looks;
  departures.wake();
  expect([looks.count, rung]).toEqual([count, []]);
});

it('tries again within 30 s of the first failure, then ever more rarely, for three days', () => {
  let now = at(0);
  const waits: number[] = [];
  for (let attempts = 0; ; attempts += 1) {
    const next = nextAttempt({ attempts, createdAt: at(0) }, now);
    if (!next) break;
    waits.push((next.getTime() - now.getTime()) / 1000);
    now = next;
  }
  expect(waits.slice(0, 8)).toEqual([20, 60, 300, 900, 3_600, 10_800, 21_600, 21_600]);
  expect([waits.length, now <= at(3 * 86_400)]).toEqual([17, true]);
});
