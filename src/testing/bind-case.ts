import type { CaseContext, CaseDefinition, ConformanceCapability, ConformanceCase, ConformanceFixture, ConformanceOptions, ConformanceSetup } from './conformance-case.ts';
import { expect } from './expect.ts';

/** A case with a backend of its own. */
export function bindCase(
  capability: Exclude<ConformanceCapability, 'failures'>,
  { name, run }: CaseDefinition,
  { setup, fixture }: Pick<ConformanceOptions, 'setup' | 'fixture'>,
): ConformanceCase {
  return {
    name: `${capability}: ${name}`,
    capability,
    run: () =>
      withBackend(setup, async (backend) => {
        const { adapter, otherStore, changeElsewhere, consent } = backend;
        if (capability === 'isolation') expect(otherStore, 'isolation: setup() gave no `otherStore`. Give one, or name "isolation" in `omits`.');
        else expect(adapter[capability], `${capability}: the adapter has no such method. Implement it, or name "${capability}" in \`omits\`.`);
        if (capability === 'subscribe') expect(changeElsewhere, 'subscribe: setup() gave no `changeElsewhere`, so there is nothing to be told of. Give one.');
        if (capability === 'authorization') expect(consent, 'authorization: setup() gave no `consent`, so nobody can agree at the provider. Give one.');
        await run(contextOf(backend, fixture));
      }),
  };
}

/** Optional methods are called only by cases of their own capability, or after a look whether they are there. */
export function contextOf({ adapter, otherStore, changeElsewhere, consent }: ConformanceSetup, fixture: ConformanceFixture): CaseContext {
  return { adapter, otherStore, changeElsewhere, consent, fixture, integration: fixture.provider, call } as CaseContext;
}

/** Makes a backend, uses it, and tears it down whatever happens. */
export async function withBackend(setup: ConformanceOptions['setup'], use: (backend: ConformanceSetup) => Promise<void> | void): Promise<void> {
  const backend = await setup();
  try {
    await use(backend);
  } finally {
    await backend.teardown?.();
  }
}

/** Options of one call, with a key of its own unless one is given. */
export const call: CaseContext['call'] = (more = {}) => ({ signal: new AbortController().signal, idempotencyKey: crypto.randomUUID(), ...more });
