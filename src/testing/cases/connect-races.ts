import { isIntegrationsError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import type { CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual, expectRejection, inTime, patience, promptly } from '../expect.ts';
import { expectConnected, expectWhole, observe } from '../observe.ts';
import { refusals } from '../refusals.ts';
import { sameKey } from './same-key.ts';

const many = 20;
/** When a connect is given up, in milliseconds after it began. */
const moments = [0, 1, 3, 10, 30];

export const connectRaceCases: readonly CaseDefinition[] = [
  ...sameKey('connect', async ({ adapter, integration, fixture: { credentials } }) => ({
    ask: (o) => adapter.connect({ integration, credentials: credentials.valid }, o),
    other: (o) => adapter.connect({ integration, credentials: credentials.rejected }, o),
  })),
  {
    name: 'answers a refusal alike when the same key arrives again',
    async run({ adapter, integration, fixture, call }) {
      const idempotencyKey = crypto.randomUUID();
      const attempt = () => adapter.connect({ integration, credentials: fixture.credentials.rejected }, call({ idempotencyKey }));
      const first = await expectRejection(attempt(), refusals, 'connect: with rejected credentials');
      await expectRejection(attempt(), [first.code], 'connect: with the same key and credentials again');
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
  {
    name: 'is wholly done or wholly not at whatever moment it is given up, and can be asked for again by the same key',
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      let idempotencyKey = '';
      for (const delay of moments) {
        idempotencyKey = crypto.randomUUID();
        const controller = new AbortController();
        setTimeout(() => controller.abort(), delay);
        const answer = adapter.connect({ integration, credentials: fixture.credentials.valid }, call({ idempotencyKey, signal: controller.signal }));
        const failure = await inTime(answer, delay + promptly, `connect: given up after ${delay} ms`).then(() => null, (error: unknown) => error);
        expect(failure === null || isIntegrationsError(failure, 'aborted'), `connect: given up after ${delay} ms: ${String(failure)}.`);
        expectWhole(await observe(context), context, `list: after a connect given up after ${delay} ms`);
      }
      await untilDone(() => adapter.connect({ integration, credentials: fixture.credentials.valid }, call({ idempotencyKey })));
      expectConnected(await observe(context), 'list: after the last key was sent again');
    },
  },
];

// The attempt that was given up may still be under way.
async function untilDone(ask: () => Promise<Integration>): Promise<void> {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return void (await ask());
    } catch (error) {
      if (!isIntegrationsError(error, 'request_in_progress') || Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

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
