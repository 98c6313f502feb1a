import { isIntegrationsError } from '../../core/errors.ts';
import type { Verification } from '../../core/integration.ts';
import { answers } from '../../core/wire.ts';
import type { CaseContext, CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual, expectRejection } from '../expect.ts';
import { needs } from '../needs.ts';
import { connectValid, expectNoCredentials, observe, withoutSecrets } from '../observe.ts';
import { expectShape } from '../shape.ts';
import { givingUp } from './giving-up.ts';
import { unknownAddress } from './unknown-address.ts';

export const verifyCases: readonly CaseDefinition[] = [
  {
    name: 'proves given credentials',
    async run(context) {
      const answer = await verify(context, context.fixture.credentials.valid);
      expectVerification(answer, 'verify: valid credentials');
      expect(answer.outcome !== 'rejected', 'verify: valid credentials were rejected.');
      expect(answer.stages.every(({ outcome }) => outcome !== 'failed'), 'verify: not rejected, yet a stage failed.');
    },
  },
  {
    name: 'answers a rejection as an outcome, with the stage that failed and why',
    async run(context) {
      const answer = await verify(context, context.fixture.credentials.rejected);
      expectVerification(answer, 'verify: rejected credentials');
      expectEqual(answer.outcome, 'rejected', 'verify: outcome of rejected credentials');
      expect(answer.stages.some(({ outcome, problem }) => outcome === 'failed' && problem?.detail), 'verify: no failed stage says why.');
    },
  },
  {
    name: 'stores nothing',
    async run(context) {
      const before = await observe(context);
      await verify(context, context.fixture.credentials.valid);
      const after = await observe(context);
      expectEqual([after.status, after.revision, after.connectedAt], [before.status, before.revision, before.connectedAt], 'list: status, revision and connectedAt after verify');
      expectNoCredentials(after, 'list: after verify');
    },
  },
  {
    name: 'proves what is stored when nothing is given, also after another key was tried',
    async run(context) {
      const connected = await connectValid(context);
      await verify(context, context.fixture.credentials.rejected);
      const stored = await verify(context);
      expectVerification(stored, 'verify: what is stored');
      expect(stored.outcome !== 'rejected', 'verify: what is stored was accepted before and is rejected now; was the tried key stored?');
      expectEqual((await observe(context)).revision, connected.revision, 'list: revision after verify');
    },
  },
  {
    name: 'fills in stored secrets where their fields are left blank, as connect does',
    async run(context) {
      await connectValid(context);
      const answer = await verify(context, withoutSecrets(context));
      expect(answer.outcome !== 'rejected', 'verify: with the secrets left blank, what is stored was not used.');
    },
  },
  {
    name: 'sends no stored secret to another destination (SR-74)',
    needs: needs.destination,
    async run(context) {
      await connectValid(context);
      // Said as an error or as an outcome; both stop before the provider is asked.
      const outcome = await verify(context, context.fixture.credentials.moved).then((answer) => answer.outcome, (error: unknown) => error);
      expect(outcome === 'rejected' || isIntegrationsError(outcome, 'validation_failed'), `verify: for another destination, secrets left blank: ${String(outcome)}.`);
    },
  },
  {
    name: 'has nothing to prove before connecting',
    async run(context) {
      await expectRejection(verify(context), ['not_connected'], 'verify: of what is stored, before connecting');
    },
  },
  unknownAddress('verify', ({ adapter, fixture, call }, integration) => adapter.verify({ integration, credentials: fixture.credentials.valid }, call())),
  ...givingUp('verify', async ({ adapter, integration, fixture }) => (o) => adapter.verify({ integration, credentials: fixture.credentials.valid }, o)),
];

function verify({ adapter, integration, call }: CaseContext, credentials?: CaseContext['fixture']['credentials']['valid']): Promise<Verification> {
  return adapter.verify({ integration, ...(credentials && { credentials }) }, call());
}

function expectVerification(value: unknown, what: string): asserts value is Verification {
  const { checkedAt, stages } = expectShape(answers.verification, value, `${what}: the answer is not a Verification`);
  expect(!Number.isNaN(Date.parse(checkedAt)), `${what}: checkedAt is not an ISO 8601 time.`);
  expect(stages.length > 0, `${what}: there are no stages.`);
  for (const { id, durationMs } of stages) expect(durationMs >= 0, `${what}: stage "${id}" has no duration.`);
}
