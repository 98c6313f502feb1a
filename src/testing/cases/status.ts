import type { CaseDefinition } from '../conformance-case.ts';
import { expectEqual } from '../expect.ts';
import { connectValid, expectConnected, expectIntegration, observe } from '../observe.ts';
import { givingUp } from './giving-up.ts';
import { unknownAddress } from './unknown-address.ts';

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
    name: 'answers what is not connected as disconnected',
    async run({ adapter, integration, call }) {
      const answer = await adapter.status({ integration }, call());
      expectIntegration(answer, 'status: before connecting', integration);
      expectEqual(answer.status, 'disconnected', 'status: before connecting');
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
  unknownAddress('status', ({ adapter, call }, integration) => adapter.status({ integration }, call())),
  ...givingUp('status', async (context) => {
    await connectValid(context);
    return (o) => context.adapter.status({ integration: context.integration }, o);
  }),
];
