import type { CaseContext, CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual, expectRejection } from '../expect.ts';
import { connectValid, expectConnected, expectNoCredentials, observe, withoutSecrets } from '../observe.ts';

export const isolationCases: readonly CaseDefinition[] = [
  {
    name: 'shows another store nothing of a connection',
    async run(context) {
      await connectValid(context);
      const other = await observe(fromOtherStore(context));
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
  {
    name: 'lets another store configure nothing',
    async run(context) {
      const { otherStore, integration, fixture, call } = context;
      const { revision } = await connectValid(context);
      const configuring = otherStore.configure({ integration, configuration: fixture.configuration.valid, revision }, call());
      await expectRejection(configuring, ['not_connected'], 'configure: by another store, with this store’s revision');
    },
  },
  {
    name: 'keeps no secret of this store for another that leaves its fields blank',
    async run(context) {
      const { otherStore, integration, fixture, call } = context;
      await connectValid(context);
      const { problem } = await expectRejection(otherStore.connect({ integration, credentials: withoutSecrets(context) }, call()), ['validation_failed'], 'connect: by another store, secrets left blank');
      for (const key of fixture.secrets) expect(problem.fields?.[key], `connect: by another store, "${key}" is not asked for.`);
    },
  },
  {
    name: 'takes a key of one store as a new one in another',
    async run(context) {
      const { adapter, otherStore, integration, fixture, call } = context;
      const idempotencyKey = crypto.randomUUID();
      await adapter.connect({ integration, credentials: fixture.credentials.valid }, call({ idempotencyKey }));
      await otherStore.connect({ integration, credentials: fixture.credentials.valid }, call({ idempotencyKey }));
      expectConnected(await observe(fromOtherStore(context)), 'list of the other store: after a key used elsewhere');
    },
  },
];

function fromOtherStore(context: CaseContext): CaseContext {
  return { ...context, adapter: context.otherStore as CaseContext['adapter'] };
}
