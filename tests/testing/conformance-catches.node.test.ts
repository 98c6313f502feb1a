import { describe, expect, test } from 'vitest';
import { type IntegrationsAdapter, IntegrationsError } from '../../src/core/index.ts';
import { adapterConformance, type ConformanceOptions } from '../../src/testing/index.ts';
import { figure } from '../setup/figures.ts';
import { brokenAdapters } from './broken/broken-adapters.ts';
import { fixture, parcelAdapter, parcelSetup, validKey } from './parcel.ts';

async function failing(options: ConformanceOptions): Promise<string[]> {
  const named = await Promise.all(adapterConformance(options).map(({ name, run }) => run().then(() => [], () => [name])));
  return named.flat();
}

describe('the conformance kit catches, by exactly the case meant for it, an adapter that', () => {
  for (const { does, caughtBy, make } of brokenAdapters) {
    test(does, async () => {
      expect(await failing({ setup: make, fixture })).toEqual([caughtBy]);
    });
  }
});

test('every case of the kit is there for a reason: some broken adapter fails it and nothing else', () => {
  const cases = adapterConformance({ setup: () => parcelSetup(), fixture }).map(({ name }) => name);
  const proven = new Set(brokenAdapters.map(({ caughtBy }) => caughtBy));
  expect(cases.filter((name) => !proven.has(name))).toEqual([]);
  figure({ what: 'broken adapters under the conformance kit, each failing exactly its case', count: `${brokenAdapters.length} adapters, ${cases.length} cases`, worst: '0 cases without an adapter that fails it' });
});

describe('an adapter in trouble is caught when it', () => {
  const trouble = () => new IntegrationsError('unavailable');
  const down = (method: keyof IntegrationsAdapter, how: () => unknown) => () => {
    const fail = { list: trouble(), connect: trouble(), configure: trouble(), disconnect: trouble(), status: trouble(), verify: trouble(), sendTest: trouble(), options: trouble(), impact: trouble(), update: trouble(), add: trouble() };
    return { ...parcelAdapter({ fail }), [method]: () => Promise.reject(how()) };
  };
  const inTrouble = (adapter: () => IntegrationsAdapter) => failing({ setup: () => parcelSetup(), fixture, failing: { unavailable: adapter } });

  test.for([
    ['names another code in one method', down('impact', () => new IntegrationsError('internal'))],
    ['throws an error that is not of this package', down('update', () => new Error('503'))],
    ['answers one method as if nothing were', () => ({ ...down('list', trouble)(), status: parcelAdapter().status })],
    ['says nothing in words', down('verify', () => new IntegrationsError('unavailable', { detail: ' ' }))],
    ['says another status', down('add', () => new IntegrationsError('unavailable', { status: 500 }))],
    ['asks to wait for a time that is none', down('options', () => new IntegrationsError('unavailable', { retryAfter: -1 }))],
    ['tells a key', down('connect', () => new IntegrationsError('unavailable', {}, new Error(validKey)))],
  ] as const)('%s', async ([, adapter]) => {
    expect(await inTrouble(adapter)).toEqual(['failures: every method says unavailable']);
  });

  test('and not when it says so everywhere', async () => {
    expect(await inTrouble(down('list', trouble))).toEqual([]);
  });
});

describe('the conformance kit', () => {
  const without = (method: 'verify' | 'impact') => () => { const setup = parcelSetup(); return { ...setup, adapter: { ...setup.adapter, [method]: undefined } }; };

  test('fails every case of a method that is missing without a word', async () => {
    const failed = await failing({ setup: without('impact'), fixture });
    expect(failed).toEqual(adapterConformance({ setup: without('impact'), fixture }).filter(({ capability }) => capability === 'impact').map(({ name }) => name));
  });

  test('leaves out the cases of a method named as omitted', async () => {
    const options: ConformanceOptions = { setup: without('verify'), fixture, omits: ['verify'] };
    expect(await failing(options)).toEqual([]);
    expect(adapterConformance(options).filter(({ capability }) => capability === 'verify').map(({ name }) => name)).toEqual(['verify: is absent, as stated']);
  });

  test('notices a method that is there although named as omitted', async () => {
    expect(await failing({ setup: () => parcelSetup(), fixture, omits: ['verify'] })).toEqual(['verify: is absent, as stated']);
  });

  test('asks for another store unless isolation is named as omitted, for somebody else where there is subscribe, and for somebody at the provider where there is authorization', async () => {
    const setup = () => ({ adapter: parcelSetup().adapter });
    const failed = await failing({ setup, fixture });
    expect(new Set(failed.map((name) => name.split(':')[0]))).toEqual(new Set(['subscribe', 'authorization', 'isolation']));
    const quiet = () => ({ adapter: { ...parcelSetup().adapter, subscribe: undefined, authorization: undefined } as unknown as IntegrationsAdapter });
    expect(await failing({ setup: quiet, fixture, omits: ['isolation', 'subscribe', 'authorization'] })).toEqual([]);
  });

  test('tears every backend down, also after a failure', async () => {
    let open = 0;
    const setup = () => {
      open += 1;
      const setup = parcelSetup();
      return { ...setup, adapter: { ...setup.adapter, list: () => Promise.reject(new Error('down')) }, teardown: () => { open -= 1; } };
    };
    expect((await failing({ setup, fixture })).length).toBeGreaterThan(10);
    expect(open).toBe(0);
  });
});
