import { addCases } from './cases/add.ts';
import { configureCases } from './cases/configure.ts';
import { connectCases } from './cases/connect.ts';
import { connectRaceCases } from './cases/connect-races.ts';
import { disconnectCases } from './cases/disconnect.ts';
import { impactCases } from './cases/impact.ts';
import { isolationCases } from './cases/isolation.ts';
import { listCases } from './cases/list.ts';
import { optionsCases } from './cases/options.ts';
import { secretCases } from './cases/secrets.ts';
import { statusCases } from './cases/status.ts';
import { updateCases } from './cases/update.ts';
import { verifyCases } from './cases/verify.ts';
import type { CaseContext, CaseDefinition, ConformanceCapability, ConformanceCase, ConformanceOptions, ConformanceSetup } from './conformance-case.ts';
import { expect } from './expect.ts';

const cases: Readonly<Record<ConformanceCapability, readonly CaseDefinition[]>> = {
  list: listCases,
  connect: [...connectCases, ...connectRaceCases, ...secretCases],
  configure: configureCases,
  disconnect: disconnectCases,
  status: statusCases,
  verify: verifyCases,
  options: optionsCases,
  impact: impactCases,
  update: updateCases,
  add: addCases,
  isolation: isolationCases,
};

/**
 * Every promise of `IntegrationsAdapter` as a case of its own, for any test runner: a case is a name and a function that
 * rejects with a plain Error. Each case gets its own backend from `setup`; nothing is shared between cases, so they may run in any order.
 *
 * @example
 * for (const { name, run } of adapterConformance({ setup: () => ({ adapter: createMyAdapter() }), fixture, omits: ['isolation'] })) test(name, run);
 *
 * A method the backend lacks must be named in `omits`: nothing is skipped silently. Cases for a remote field, a further account,
 * a destination or a second configuration exist where the fixture has one. A case makes at most 20 costly calls.
 */
export function adapterConformance(options: ConformanceOptions): readonly ConformanceCase[] {
  const omits: readonly ConformanceCapability[] = options.omits ?? [];
  return (Object.keys(cases) as ConformanceCapability[]).flatMap((capability): ConformanceCase[] => {
    if (omits.includes(capability)) return capability === 'isolation' ? [] : [absence(capability, options)];
    return cases[capability].filter(({ needs }) => needs?.(options.fixture) ?? true).map((one) => bound(capability, one, options));
  });
}

function bound(capability: ConformanceCapability, { name, run }: CaseDefinition, { setup, fixture }: ConformanceOptions): ConformanceCase {
  return {
    name: `${capability}: ${name}`,
    capability,
    run: () => withBackend(setup, async ({ adapter, otherStore }) => {
      if (capability === 'isolation') expect(otherStore, 'isolation: setup() gave no `otherStore`. Give one, or name "isolation" in `omits`.');
      else expect(adapter[capability], `${capability}: the adapter has no such method. Implement it, or name "${capability}" in \`omits\`.`);
      // Optional methods are called only by cases of their own capability, or after a look whether they are there.
      await run({ adapter, otherStore, fixture, integration: fixture.provider, call } as CaseContext);
    }),
  };
}

function absence(capability: Exclude<ConformanceCapability, 'isolation'>, { setup }: ConformanceOptions): ConformanceCase {
  return {
    name: `${capability}: is absent, as stated`,
    capability,
    run: () => withBackend(setup, ({ adapter }) => {
      expect(adapter[capability] === undefined, `${capability}: named in \`omits\`, but the adapter has it. Never offer a method that only throws.`);
    }),
  };
}

async function withBackend(setup: ConformanceOptions['setup'], use: (backend: ConformanceSetup) => Promise<void> | void): Promise<void> {
  const backend = await setup();
  try {
    await use(backend);
  } finally {
    await backend.teardown?.();
  }
}

const call: CaseContext['call'] = (more = {}) => ({ signal: new AbortController().signal, idempotencyKey: crypto.randomUUID(), ...more });
