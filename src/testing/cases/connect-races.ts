import { isIntegrationsError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import type { CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual, expectRejection } from '../expect.ts';
import { expectConnected, observe } from '../observe.ts';

const many = 20;

export const connectRaceCases: readonly CaseDefinition[] = [
  {
    name: 'has one effect when the same key arrives twice',
    async run({ adapter, integration, fixture, call }) {
      const input = { integration, credentials: fixture.credentials.valid };
      const idempotencyKey = crypto.randomUUID();
      const first = await adapter.connect(input, call({ idempotencyKey }));
      const second = await adapter.connect(input, call({ idempotencyKey }));
      expectEqual([second.revision, second.connectedAt], [first.revision, first.connectedAt], 'connect: revision and connectedAt when the same key is sent again');
    },
  },
  {
    name: 'refuses the same key with other input',
    async run({ adapter, integration, fixture, call }) {
      const idempotencyKey = crypto.randomUUID();
      await adapter.connect({ integration, credentials: fixture.credentials.valid }, call({ idempotencyKey }));
      const other = adapter.connect({ integration, credentials: fixture.credentials.rejected }, call({ idempotencyKey }));
      await expectRejection(other, ['idempotency_mismatch'], 'connect: a used key with other credentials');
    },
  },
  {
    name: 'joins or refuses the same key while it is under way',
    async run({ adapter, integration, fixture, call }) {
      const idempotencyKey = crypto.randomUUID();
      const attempts = Array.from({ length: 5 }, () => adapter.connect({ integration, credentials: fixture.credentials.valid }, call({ idempotencyKey })));
      const answers = await winners(attempts, 'connect: five times with one key at once');
      expectEqual(new Set(answers.map(({ revision }) => revision)).size, 1, 'connect: number of effects of one key');
    },
  },
  {
    name: `leaves exactly one Integration after ${many} connects at once`,
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      await winners(Array.from({ length: many }, () => adapter.connect({ integration, credentials: fixture.credentials.valid }, call())), `connect: ${many} at once`);
      const ofProvider = (await adapter.list(call())).filter((one) => one.provider === fixture.provider);
      expectEqual(ofProvider.map(({ id }) => id), [integration], 'list: Integrations of the provider afterwards');
      expectConnected(await observe(context), 'list: afterwards');
    },
  },
];

// Losing a race may be said; failing in any other way may not.
async function winners(attempts: readonly Promise<Integration>[], what: string): Promise<Integration[]> {
  const settled = await Promise.allSettled(attempts);
  for (const one of settled) {
    if (one.status === 'rejected') expect(isIntegrationsError(one.reason, 'request_in_progress') || isIntegrationsError(one.reason, 'rate_limited'), `${what}: one failed with ${String(one.reason)}.`);
  }
  const answers = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(answers.length > 0, `${what}: none succeeded.`);
  return answers;
}
