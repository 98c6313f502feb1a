import type { CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual } from '../expect.ts';
import { connectValid, expectConnected, expectNoCredentials, observe } from '../observe.ts';

export const isolationCases: readonly CaseDefinition[] = [
  {
    name: 'shows another store nothing of a connection',
    async run(context) {
      await connectValid(context);
      const other = await observe({ ...context, adapter: context.otherStore as typeof context.adapter });
      expectEqual([other.status, other.account, other.configuration], ['disconnected', null, {}], 'list of the other store: status, account and configuration');
      expectNoCredentials(other, 'list of the other store');
    },
  },
  {
    name: 'lets another store end nothing',
    async run(context) {
      const { otherStore, integration, call } = context;
      const before = await connectValid(context);
      await otherStore.disconnect({ integration, eraseData: true }, call());
      const after = await observe(context);
      expectConnected(after, 'list: after another store disconnected its own');
      expect(after.revision === before.revision, 'list: another store’s disconnect changed the revision.');
    },
  },
];
