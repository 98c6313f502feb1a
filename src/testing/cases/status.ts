import type { CaseDefinition } from '../conformance-case.ts';
import { expectEqual, expectRejection } from '../expect.ts';
import { connectValid, expectConnected, expectIntegration, observe } from '../observe.ts';

export const statusCases: readonly CaseDefinition[] = [
  {
    name: 'answers the Integration as it is now',
    async run(context) {
      const { adapter, integration, call } = context;
      const connected = await connectValid(context);
      const answer = await adapter.status({ integration }, call());
      expectIntegration(answer, 'status', integration);
      expectConnected(answer, 'status: after connect');
      expectEqual(answer.credentials, connected.credentials, 'status: previews');
    },
  },
  {
    name: 'leaves the revision alone, so that a save begun before still fits',
    async run(context) {
      const { adapter, integration, call } = context;
      const { revision } = await connectValid(context);
      expectEqual((await adapter.status({ integration }, call())).revision, revision, 'status: revision');
      expectEqual((await observe(context)).revision, revision, 'list: revision after status');
    },
  },
  {
    name: 'refuses an address that does not exist',
    async run({ adapter, call }) {
      await expectRejection(adapter.status({ integration: 'no-such-provider' }, call()), ['not_found', 'provider_unknown'], 'status: of a provider that is not offered');
    },
  },
];
