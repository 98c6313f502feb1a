import { createRestAdapter } from '../../adapters/rest.ts';
import type { IntegrationsAdapter } from '../../core/adapter.ts';
import { parseIntegrationId } from '../../core/integration.ts';
import { bindCase, call } from '../bind-case.ts';
import type { CaseDefinition, ConformanceFixture, OptionalMethod } from '../conformance-case.ts';
import { expect } from '../expect.ts';
import { needs as isGiven } from '../needs.ts';
import { plan } from '../plan.ts';
import type { HttpBackend } from './http-backend.ts';
import { createWitness, type Witness } from './witness.ts';
import { whatItLacks } from './what-it-lacks.ts';
import { wireCases } from './wire-cases.ts';

/** A case against a backend over HTTP: to be run, or why it cannot be. */
export type HttpCase = { name: string; run(): Promise<void> } | { name: string; unsupported: string };

type Pause = (seconds: number) => Promise<void>;

export interface HttpConformance {
  cases: readonly HttpCase[];
  /** Leaves the stores as the first case found them: the fixture's providers disconnected, their data erased. */
  finish(): Promise<void>;
}

/** Fewest seconds before a case is tried again that met a limit of the backend's; and how often. */
const shortestWait = 10;
const tries = 5;

/**
 * The same cases as `adapterConformance`, through the REST adapter, against a backend nobody can look into. For a fresh state each case first
 * disconnects the fixture's providers and erases their data. A case that fails while the backend limits requests is run again after the wait.
 * @param pause waits that many seconds.
 * @throws Error when the backend cannot be asked for its list, or the list has no entry for the fixture's provider.
 */
export async function conformanceOverHttp(backend: HttpBackend, fixture: ConformanceFixture, pause: Pause): Promise<HttpConformance> {
  const witness = createWitness();
  const adapterOf = (storeId: string) => createRestAdapter({ baseUrl: backend.url, storeId, headers: backend.headers, fetch: witness.fetch });
  const full = adapterOf(backend.store);
  const otherStore = backend.otherStore === undefined ? undefined : adapterOf(backend.otherStore);
  const clear = async () => {
    await forget(full, fixture);
    if (otherStore) await forget(otherStore, fixture);
  };

  try {
    await clear();
  } catch (error) {
    throw explained(error, witness, 'The backend could not be made ready');
  }
  const lacking = await whatItLacks(full, fixture);
  // Whoever has no such route has its own way of saying so.
  witness.forget();
  const adapter: IntegrationsAdapter = { ...full };
  for (const method of lacking) delete adapter[method];

  const whyNot = (capability: string, { needs }: CaseDefinition): string | null => {
    if (capability === 'subscribe') return 'HTTP tells of nothing by itself';
    if (capability === 'authorization') return 'nobody can agree at the provider from here';
    if (capability === 'isolation' && !otherStore) return 'no --other-store was named';
    if (lacking.includes(capability as OptionalMethod)) return 'the backend has no such route';
    // Where nothing is known of a remote field, "not found" may be about the route.
    if (capability === 'options' && !isGiven.remoteField.isIn(fixture)) return isGiven.remoteField.missing;
    return needs && !needs.isIn(fixture) ? needs.missing : null;
  };
  const setup = async () => {
    await clear();
    return { adapter, ...(otherStore && { otherStore }) };
  };
  const cases = Object.entries(plan(fixture)).flatMap(([capability, definitions]) =>
    definitions.map((one): HttpCase => {
      const { name, run } = bindCase(capability as keyof ReturnType<typeof plan>, one, { setup, fixture });
      const unsupported = whyNot(capability, one);
      return unsupported === null ? { name, run: () => withinLimits(run, witness, pause) } : { name, unsupported };
    }),
  );
  const wire = wireCases({ backend, fixture, clear, witness }).map(({ name, run }) => ({ name, run: () => withinLimits(run, witness, pause) }));
  return { cases: [...cases, ...wire], finish: clear };
}

async function forget(adapter: IntegrationsAdapter, { provider, manyAccounts }: ConformanceFixture): Promise<void> {
  const all = await adapter.list(call());
  expect(
    all.some(({ id }) => id === provider),
    `The list has no entry "${provider}", which the fixture is about.`,
  );
  for (const { id, status, configuration, label, enabled } of all) {
    const address = parseIntegrationId(id);
    const further = address?.accountKey !== '' && (address?.provider === provider || address?.provider === manyAccounts);
    const used = id === provider && (status !== 'disconnected' || Object.keys(configuration).length > 0 || label !== null || !enabled);
    if (further || used) await adapter.disconnect({ integration: id, eraseData: true }, call());
  }
}

async function withinLimits(run: () => Promise<void>, witness: Witness, pause: Pause): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    witness.complaints();
    witness.askedToWait();
    try {
      return await run();
    } catch (error) {
      const asked = witness.askedToWait();
      if (asked === null || attempt === tries) throw explained(error, witness);
      await pause(Math.max(asked, shortestWait));
    }
  }
}

function explained(error: unknown, witness: Witness, what?: string): Error {
  const said = error instanceof Error ? error.message : String(error);
  const odd = witness.complaints().slice(-3);
  return new Error(`${what ? `${what}: ` : ''}${said}${odd.length > 0 ? ` (${odd.join('; ')})` : ''}`, { cause: error });
}
