import { expect, test } from 'vitest';
import { isIntegrationsError } from '../../../src/core/errors.ts';
import { createBreaker, type HostVerdict, outagesToRest, restMs } from '../../../src/server/egress/breaker.ts';

function world() {
  const clock = { at: 1_000_000 };
  const rested: string[] = [];
  const breaker = createBreaker(() => clock.at, (host) => rested.push(host));
  let sent = 0;
  /** Answers whether the call was sent, or how long to wait. */
  const call = async (verdict: HostVerdict, host = 'a.example', store = `store ${sent % 2}`): Promise<'sent' | number> => {
    const before = sent;
    try {
      await breaker.guard(host, store, async () => {
        sent += 1;
        if (verdict === 'down') throw new Error('no answer');
      }, () => verdict);
    } catch (error) {
      if (isIntegrationsError(error, 'provider_unavailable')) return error.problem.retryAfter ?? Number.NaN;
    }
    return sent > before ? 'sent' : Number.NaN;
  };
  const fail = async (times: number, host?: string, store?: string) => {
    for (let count = 0; count < times; count += 1) expect(await call('down', host, store)).toBe('sent');
  };
  return { clock, breaker, call, fail, rested };
}

test('a host that met outages in a row is not asked for a while, and says how long (SR-73)', async () => {
  const { call, fail, clock, rested } = world();
  await fail(outagesToRest);
  expect(await call('up')).toBe(restMs / 1000);
  clock.at += restMs - 1500;
  expect(await call('up')).toBe(2);
  expect(rested).toEqual(['a.example']);
});

test('one success begins the count anew; what says nothing leaves it (SR-73)', async () => {
  const { call, fail } = world();
  await fail(outagesToRest - 1);
  expect([await call('up'), await call('unknown')]).toEqual(['sent', 'sent']);
  await fail(outagesToRest - 1);
  await call('unknown');
  await fail(1);
  expect(await call('up')).toBeTypeOf('number');
});

test('after the rest one call goes first: found down it rests again, found up all go (SR-73)', async () => {
  const { breaker, call, fail, clock, rested } = world();
  await fail(outagesToRest);
  clock.at += restMs;
  await fail(1);
  expect(await call('up')).toBe(restMs / 1000);
  clock.at += restMs;
  let answer = () => {};
  const probe = breaker.guard('a.example', 'x', () => new Promise<void>((resolve) => (answer = resolve)), () => 'up');
  expect(await call('up')).toBe(1);
  answer();
  await probe;
  expect([await call('up'), await call('up')]).toEqual(['sent', 'sent']);
  expect(rested).toHaveLength(1);
});

test('a probe that ends without saying anything leaves the next one to try (SR-73)', async () => {
  const { call, fail, clock } = world();
  await fail(outagesToRest);
  clock.at += restMs;
  expect([await call('unknown'), await call('up'), await call('up')]).toEqual(['sent', 'sent', 'sent']);
});

test('hosts rest each for itself', async () => {
  const { call, fail } = world();
  await fail(outagesToRest);
  expect(await call('up', 'b.example')).toBe('sent');
});

test('what one store alone meets rests for that store alone (SR-55)', async () => {
  const { call, fail } = world();
  await fail(outagesToRest, 'a.example', 'noisy');
  expect(await call('up', 'a.example', 'noisy')).toBeTypeOf('number');
  expect(await call('unknown', 'a.example', 'calm')).toBe('sent');
  await call('down', 'a.example', 'calm');
  expect(await call('up', 'a.example', 'another')).toBeTypeOf('number');
});

test('remembers no more hosts than it may', async () => {
  const { call, fail } = world();
  await fail(outagesToRest);
  for (let count = 0; count < 500; count += 1) await fail(1, `${count}.example`);
  expect(await call('up')).toBe('sent');
});
