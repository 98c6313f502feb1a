import type { CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual, expectRejection } from '../expect.ts';
import { connectValid, expectConnected, expectIntegration, observe } from '../observe.ts';
import { givingUp } from './giving-up.ts';
import { sameKey } from './same-key.ts';
import { unknownAddress } from './unknown-address.ts';

export const updateCases: readonly CaseDefinition[] = [
  {
    name: 'pauses and resumes without disconnecting',
    async run(context) {
      const { adapter, integration, call } = context;
      const { revision } = await connectValid(context);
      const paused = await adapter.update({ integration, enabled: false, revision }, call());
      expectIntegration(paused, 'update', integration);
      expectEqual([paused.enabled, (await observe(context)).enabled], [false, false], 'update: enabled after a pause, answered and listed');
      expectConnected(paused, 'update: after a pause');
      expect(paused.revision !== revision, 'update: the revision did not change.');
      const resumed = await adapter.update({ integration, enabled: true, revision: paused.revision }, call());
      expectEqual(resumed.enabled, true, 'update: enabled after resuming');
    },
  },
  {
    name: 'renames, and leaves the rest alone',
    async run(context) {
      const { adapter, integration, call } = context;
      const before = await connectValid(context);
      const renamed = await adapter.update({ integration, label: 'Wholesale shop', revision: before.revision }, call());
      expectEqual([renamed.label, renamed.enabled, renamed.configuration, renamed.credentials], ['Wholesale shop', before.enabled, before.configuration, before.credentials], 'update: label, enabled, configuration and previews after renaming');
    },
  },
  {
    name: 'answers a stale revision with conflict and the present state, and writes nothing',
    async run(context) {
      const { adapter, integration, call } = context;
      const { revision } = await connectValid(context);
      const current = await adapter.update({ integration, label: 'First', revision }, call());
      const { problem } = await expectRejection(adapter.update({ integration, label: 'Second', revision }, call()), ['conflict'], 'update: with a stale revision');
      expectEqual(problem.current?.revision, current.revision, 'update: revision in "current" of the conflict');
      expectEqual((await observe(context)).label, 'First', 'list: label after a conflict');
    },
  },
  ...sameKey('update', async (context) => {
    const { adapter, integration } = context;
    const { revision } = await connectValid(context);
    return { ask: (o) => adapter.update({ integration, label: 'First', revision }, o), other: (o) => adapter.update({ integration, label: 'Second', revision }, o) };
  }),
  unknownAddress('update', ({ adapter, call }, integration) => adapter.update({ integration, label: 'Nobody', revision: '1' }, call())),
  ...givingUp('update', async (context) => {
    const { revision } = await connectValid(context);
    return (o) => context.adapter.update({ integration: context.integration, label: 'Never', revision }, o);
  }),
];
