import { isIntegrationsError } from '../../core/errors.ts';
import type { TestReceipt } from '../../core/test-event.ts';
import { answers } from '../../core/wire.ts';
import type { CaseContext, CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual, expectRejection } from '../expect.ts';
import { asText, findSecret } from '../find-secret.ts';
import { needs } from '../needs.ts';
import { connectValid, picture } from '../observe.ts';
import { secretsOf } from '../secrets-of.ts';
import { expectShape } from '../shape.ts';
import { givingUp } from './giving-up.ts';
import { unknownAddress } from './unknown-address.ts';

/** Cases that send each make at most five tests; a key that is sent again must not make one more. */
export const sendTestCases: readonly CaseDefinition[] = [
  {
    name: 'answers a receipt of what was sent and what came back',
    needs: needs.test,
    async run(context) {
      await connectValid(context);
      const receipt = await send(context);
      expectReceipt(receipt, 'sendTest');
      expectEqual(receipt.outcome, 'accepted', 'sendTest: outcome of the fixture’s values');
      expect(receipt.answer, 'sendTest: accepted, yet the receipt has no answer.');
    },
  },
  {
    name: 'puts no secret on the receipt (SR-1)',
    needs: needs.test,
    async run(context) {
      await connectValid(context);
      const found = findSecret(asText(await send(context)), secretsOf(context.fixture));
      expect(!found, `sendTest: the receipt holds ${found}.`);
    },
  },
  {
    name: 'answers a refusal by the provider as an outcome, with why',
    needs: needs.refusedTest,
    async run(context) {
      await connectValid(context);
      const receipt = await send(context, context.fixture.test?.refused);
      expectReceipt(receipt, 'sendTest: refused values');
      expectEqual(receipt.outcome, 'refused', 'sendTest: outcome of values the provider refuses');
      expect(receipt.problem === undefined || receipt.problem.detail.trim() !== '', 'sendTest: the problem of the receipt says nothing in words.');
    },
  },
  {
    name: 'keeps nothing of it',
    needs: needs.test,
    async run(context) {
      await connectValid(context);
      const before = await picture(context);
      await send(context);
      expectEqual(await picture(context), before, 'list: after a test');
    },
  },
  {
    name: 'refuses malformed values by their names, and sends nothing',
    needs: needs.malformedTest,
    async run(context) {
      await connectValid(context);
      const { problem } = await expectRejection(send(context, context.fixture.test?.invalid), ['validation_failed'], 'sendTest: with malformed values');
      expect(Object.keys(problem.fields ?? {}).length > 0, 'sendTest: the problem names no field.');
    },
  },
  {
    name: 'answers alike when the same key arrives again, and sends nothing more',
    needs: needs.test,
    async run(context) {
      await connectValid(context);
      const idempotencyKey = crypto.randomUUID();
      const first = await send(context, context.fixture.test?.values, idempotencyKey);
      expectEqual(await send(context, context.fixture.test?.values, idempotencyKey), first, 'sendTest: the receipt when the same key is sent again');
    },
  },
  {
    name: 'refuses the same key with other input',
    needs: needs.refusedTest,
    async run(context) {
      await connectValid(context);
      const idempotencyKey = crypto.randomUUID();
      await send(context, context.fixture.test?.values, idempotencyKey);
      await expectRejection(send(context, context.fixture.test?.refused, idempotencyKey), ['idempotency_mismatch'], 'sendTest: a used key with other values');
    },
  },
  {
    name: 'joins or refuses the same key while it is under way',
    needs: needs.test,
    async run(context) {
      await connectValid(context);
      const idempotencyKey = crypto.randomUUID();
      const settled = await Promise.allSettled(Array.from({ length: 5 }, () => send(context, context.fixture.test?.values, idempotencyKey)));
      for (const one of settled) if (one.status === 'rejected') expect(isIntegrationsError(one.reason, 'request_in_progress'), `sendTest: five times with one key at once: one failed with ${String(one.reason)}.`);
      const receipts = settled.flatMap((one) => (one.status === 'fulfilled' ? [JSON.stringify(one.value)] : []));
      expectEqual(new Set(receipts).size, 1, 'sendTest: number of receipts of one key');
    },
  },
  {
    name: 'has nothing to send with before connecting',
    needs: needs.test,
    async run(context) {
      await expectRejection(send(context), ['not_connected'], 'sendTest: before connecting');
    },
  },
  { ...unknownAddress('sendTest', ({ adapter, call }, integration) => adapter.sendTest({ integration }, call())), needs: needs.test },
  ...givingUp('sendTest', async (context) => {
    await connectValid(context);
    return (o) => context.adapter.sendTest({ integration: context.integration, values: context.fixture.test?.values ?? {} }, o);
  }).map((one) => ({ ...one, needs: needs.test })),
];

function send({ adapter, integration, fixture, call }: CaseContext, values = fixture.test?.values, idempotencyKey: string = crypto.randomUUID()): Promise<TestReceipt> {
  return adapter.sendTest({ integration, ...(values && { values }) }, call({ idempotencyKey }));
}

function expectReceipt(value: unknown, what: string): asserts value is TestReceipt {
  const { sentAt, request, verdict, link } = expectShape(answers.receipt, value, `${what}: the answer is not a TestReceipt`);
  expect(!Number.isNaN(Date.parse(sentAt)), `${what}: sentAt is not an ISO 8601 time.`);
  expect(verdict.trim() !== '', `${what}: the verdict says nothing in words.`);
  const shown = [...new URL(request.url).searchParams.values()].filter((one) => one !== '' && one !== '…');
  expect(shown.length === 0, `${what}: the address on the receipt shows values of its query.`);
  expect(link === undefined || link.url.startsWith('https://'), `${what}: the link is not https.`);
}
