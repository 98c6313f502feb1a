import { describe, expect, test } from 'vitest';
import { adapterConformance, type ConformanceOptions } from '../../src/testing/index.ts';
import { brokenAdapters } from './broken-adapters.ts';
import { fixture, parcelAdapter } from './parcel.ts';

async function failing(options: ConformanceOptions): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, run } of adapterConformance(options)) await run().catch(() => failed.push(name));
  return failed;
}

describe('the conformance kit catches an adapter that', () => {
  for (const { does, caughtBy, make } of brokenAdapters) {
    test(does, async () => {
      expect(await failing({ setup: make, fixture })).toEqual(caughtBy);
    });
  }
});

describe('the conformance kit', () => {
  const without = (method: 'verify' | 'impact') => () => ({ adapter: { ...parcelAdapter(), [method]: undefined }, otherStore: parcelAdapter() });

  test('fails every case of a method that is missing without a word', async () => {
    const failed = await failing({ setup: without('impact'), fixture });
    expect(failed).toEqual(['impact: answers sentences, and changes nothing']);
  });

  test('leaves out the cases of a method named as omitted', async () => {
    const options: ConformanceOptions = { setup: without('verify'), fixture, omits: ['verify'] };
    expect(await failing(options)).toEqual([]);
    expect(adapterConformance(options).filter(({ capability }) => capability === 'verify').map(({ name }) => name)).toEqual(['verify: is absent, as stated']);
  });

  test('notices a method that is there although named as omitted', async () => {
    const failed = await failing({ setup: () => ({ adapter: parcelAdapter(), otherStore: parcelAdapter() }), fixture, omits: ['verify'] });
    expect(failed).toEqual(['verify: is absent, as stated']);
  });

  test('asks for another store unless isolation is named as omitted', async () => {
    const setup = () => ({ adapter: parcelAdapter() });
    expect(await failing({ setup, fixture })).toEqual(['isolation: shows another store nothing of a connection', 'isolation: lets another store end nothing']);
    expect(await failing({ setup, fixture, omits: ['isolation'] })).toEqual([]);
  });

  test('tears every backend down, also after a failure', async () => {
    let open = 0;
    const setup = () => {
      open += 1;
      return { adapter: { ...parcelAdapter(), list: () => Promise.reject(new Error('down')) }, otherStore: parcelAdapter(), teardown: () => { open -= 1; } };
    };
    expect((await failing({ setup, fixture })).length).toBeGreaterThan(10);
    expect(open).toBe(0);
  });
});
