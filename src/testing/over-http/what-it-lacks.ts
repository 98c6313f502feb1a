import type { IntegrationsAdapter } from '../../core/adapter.ts';
import { isIntegrationsError } from '../../core/errors.ts';
import { call } from '../bind-case.ts';
import type { ConformanceFixture, OptionalMethod } from '../conformance-case.ts';

/**
 * Which optional methods a backend has no route for. Each is asked for once, in a way that changes nothing, about an Integration that exists;
 * so `not_found` and `method_not_allowed` can only be about the route. The Integration is disconnected.
 */
export async function whatItLacks(adapter: IntegrationsAdapter, { provider: integration, remoteField, manyAccounts, test }: ConformanceFixture): Promise<readonly OptionalMethod[]> {
  const questions: Partial<Record<OptionalMethod, () => Promise<unknown> | undefined>> = {
    status: () => adapter.status?.({ integration }, call()),
    verify: () => adapter.verify?.({ integration }, call()),
    // Of a provider without a test too, "not found" is said. Nothing is connected, so nothing is sent.
    sendTest: () => (test === undefined ? undefined : adapter.sendTest?.({ integration, ...(test.values && { values: test.values }) }, call())),
    // Without a remote field "not found" may be about the field.
    options: () => (remoteField === undefined ? undefined : adapter.options?.({ integration, field: remoteField }, call())),
    impact: () => adapter.impact?.({ integration }, call()),
    // No revision fits, so nothing is written.
    update: () => adapter.update?.({ integration, revision: 'probe' }, call()),
    // Without a provider the request is wrong wherever it is understood.
    add: () => (manyAccounts === undefined ? undefined : adapter.add?.({ provider: undefined as unknown as string }, call())),
  };
  const lacking: OptionalMethod[] = ['subscribe', 'authorization'];
  for (const [method, ask] of Object.entries(questions)) {
    try {
      await ask();
    } catch (error) {
      if (isIntegrationsError(error, 'not_found') || isIntegrationsError(error, 'method_not_allowed')) lacking.push(method as OptionalMethod);
    }
  }
  return lacking;
}
