import type { Verification } from '../../core/integration.ts';
import type { CaseContext, CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual } from '../expect.ts';
import { connectValid, expectNoCredentials, observe } from '../observe.ts';

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
];

function verify({ adapter, integration, call }: CaseContext, credentials?: CaseContext['fixture']['credentials']['valid']): Promise<Verification> {
  return adapter.verify({ integration, ...(credentials && { credentials }) }, call());
}

function expectVerification(value: Verification, what: string): void {
  expect(['verified', 'unverified', 'rejected'].includes(value?.outcome), `${what}: "${value?.outcome}" is not an outcome.`);
  expect(!Number.isNaN(Date.parse(value.checkedAt)), `${what}: checkedAt is not an ISO 8601 time.`);
  expect(Array.isArray(value.stages) && value.stages.length > 0, `${what}: there are no stages.`);
  for (const { id, durationMs } of value.stages) expect(durationMs >= 0, `${what}: stage "${id}" has no duration.`);
}
