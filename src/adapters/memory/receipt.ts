import { isIntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import type { TestReceipt } from '../../core/test-event.ts';
import { toError } from './gate.ts';
import type { MemoryTest } from './options.ts';
import { unasked } from './verify.ts';

/** The receipt of a test that went nowhere. @throws the outage, as nothing was sent then. */
export function receiptOf(made: ReturnType<MemoryTest>, { id, name }: ProviderDefinition, values: Values, sentAt: string): TestReceipt {
  const body = JSON.stringify({ test: true, ...values });
  const accepted: TestReceipt = {
    outcome: 'accepted', sentAt, request: { method: 'POST', url: `https://api.${id}.example/events`, body },
    answer: { status: 200, body: '{"received":1}' }, verdict: `${name} took the test.`, unproven: ['It does not prove that real events arrive.'],
  };
  if (made === undefined) return accepted;
  if (typeof made !== 'string' && !isIntegrationsError(made)) return { ...accepted, ...made };
  const error = toError(made);
  if (unasked.includes(error.code)) throw error;
  return { ...accepted, outcome: 'refused', answer: { status: 400, body: JSON.stringify({ error: error.code }) }, verdict: error.problem.detail, unproven: [], problem: error.problem };
}
