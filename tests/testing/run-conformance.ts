import { describe, test } from 'vitest';
import { adapterConformance, type ConformanceOptions } from '../../src/testing/index.ts';

/** Runs every promise of the adapter interface against one backend, a test each. */
export function describeConformance(name: string, options: ConformanceOptions): void {
  describe(`${name} keeps the promises of the adapter interface`, () => {
    for (const { name: promise, run } of adapterConformance(options)) test(promise, run);
  });
}
