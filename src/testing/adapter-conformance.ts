import type { ErrorCode } from '../core/errors.ts';
import { bindCase, contextOf, withBackend } from './bind-case.ts';
import { expectFailure } from './cases/failures.ts';
import type { ConformanceCapability, ConformanceCase, ConformanceOptions, ConformanceSetup, OptionalMethod } from './conformance-case.ts';
import { expect } from './expect.ts';
import { plan } from './plan.ts';

/**
 * Every promise of `IntegrationsAdapter` as a case of its own, for any test runner: a case is a name and a function that
 * rejects with a plain Error. Each case gets its own backend from `setup`; nothing is shared between cases, so they may run in any order.
 *
 * @example
 * for (const { name, run } of adapterConformance({ setup: () => ({ adapter: createMyAdapter() }), fixture, omits: ['subscribe', 'isolation'] })) test(name, run);
 *
 * A method the backend lacks must be named in `omits`: nothing is skipped silently. Cases for a remote field, a further account,
 * a destination or a second configuration exist where the fixture has one, and a case for each adapter in `failing`.
 * A case makes at most 20 costly calls and waits at most 20 s for an answer. `syncs` has no cases.
 */
export function adapterConformance(options: ConformanceOptions): readonly ConformanceCase[] {
  const omits: readonly ConformanceCapability[] = options.omits ?? [];
  const cases = Object.entries(plan(options.fixture)).flatMap(([name, definitions]): ConformanceCase[] => {
    const capability = name as keyof ReturnType<typeof plan>;
    if (omits.includes(capability)) return isMethod(capability) ? [absence(capability, options)] : [];
    return definitions.filter(({ needs }) => needs?.isIn(options.fixture) ?? true).map((one) => bindCase(capability, one, options));
  });
  const failures = Object.entries(options.failing ?? {}).map(([code, make]) => failure(code as ErrorCode, make, options));
  return [...cases, ...failures];
}

function absence(capability: OptionalMethod, { setup }: ConformanceOptions): ConformanceCase {
  return {
    name: `${capability}: is absent, as stated`,
    capability,
    run: () => withBackend(setup, ({ adapter }) => {
      expect(adapter[capability] === undefined, `${capability}: named in \`omits\`, but the adapter has it. Never offer a method that only throws.`);
    }),
  };
}

function failure(code: ErrorCode, make: () => Promise<ConformanceSetup['adapter']> | ConformanceSetup['adapter'], { fixture }: ConformanceOptions): ConformanceCase {
  return { name: `failures: every method says ${code}`, capability: 'failures', run: async () => expectFailure(code, contextOf({ adapter: await make() }, fixture)) };
}

function isMethod(capability: ConformanceCapability): capability is OptionalMethod {
  return capability !== 'isolation';
}
