import { parseIntegrationId } from '../../core/integration.ts';
import type { CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual, expectRejection } from '../expect.ts';
import { needs } from '../needs.ts';
import { connectValid, expectConnected, expectIntegration, observe, withoutSecrets } from '../observe.ts';
import { givingUp } from './giving-up.ts';
import { sameKey } from './same-key.ts';

const many = { needs: needs.manyAccounts };

export const addCases: readonly CaseDefinition[] = [
  {
    name: 'creates a further account, disconnected, with an address of its own',
    ...many,
    async run({ adapter, fixture, call }) {
      const provider = fixture.manyAccounts ?? '';
      const added = await adapter.add({ provider, label: 'Second shop' }, call());
      expectIntegration(added, 'add');
      expectEqual([added.provider, added.status, added.label], [provider, 'disconnected', 'Second shop'], 'add: provider, status and label');
      expect(parseIntegrationId(added.id)?.accountKey, `add: "${added.id}" is not the address of a further account.`);
      const listed = (await adapter.list(call())).filter((one) => one.id === added.id);
      expectEqual(listed.length, 1, 'list: entries of the further account');
    },
  },
  ...sameKey('add', async ({ adapter, fixture: { manyAccounts: provider = '' } }) => ({
    ask: (o) => adapter.add({ provider }, o),
    other: (o) => adapter.add({ provider, label: 'Third shop' }, o),
  }), needs.manyAccounts),
  {
    name: 'forgets a further account when its data is erased',
    ...many,
    async run({ adapter, fixture, call }) {
      const { id } = await adapter.add({ provider: fixture.manyAccounts ?? '' }, call());
      await adapter.disconnect({ integration: id, eraseData: true }, call());
      expect((await adapter.list(call())).every((one) => one.id !== id), `list: "${id}" is still there after its data was erased.`);
    },
  },
  {
    name: 'keeps a further account and its secrets apart from the first',
    needs: needs.furtherAccount,
    async run(context) {
      const { adapter, fixture, call } = context;
      const first = await connectValid(context);
      const { id } = await adapter.add({ provider: fixture.provider }, call());
      await expectRejection(adapter.connect({ integration: id, credentials: withoutSecrets(context) }, call()), ['validation_failed'], 'connect: of a further account, secrets left blank');
      expectConnected(await adapter.connect({ integration: id, credentials: fixture.credentials.otherAccount ?? {} }, call()), 'connect: of a further account');
      await adapter.disconnect({ integration: id }, call());
      const after = await observe(context);
      expectEqual([after.status, after.revision], [first.status, first.revision], 'list: status and revision of the first account after a further one came and went');
    },
  },
  {
    name: 'refuses an account that another integration holds, and names that one',
    needs: needs.furtherAccount,
    async run(context) {
      const { adapter, fixture, call } = context;
      const first = await connectValid(context);
      const { id } = await adapter.add({ provider: fixture.provider }, call());
      const { problem } = await expectRejection(adapter.connect({ integration: id, credentials: fixture.credentials.valid }, call()), ['already_connected'], 'connect: of a further account, with credentials of the first');
      expectEqual(problem.current?.id, first.id, 'connect: id in "current" of already_connected');
      const after = (await adapter.list(call())).find((one) => one.id === id);
      expectEqual(after?.status, 'disconnected', 'list: status of the further account');
    },
  },
  {
    name: 'refuses a further account of a provider that takes one',
    needs: needs.oneAccount,
    async run({ adapter, fixture, call }) {
      await expectRejection(adapter.add({ provider: fixture.oneAccount ?? '' }, call()), ['already_connected', 'bad_request', 'validation_failed'], 'add: of a provider that takes one account');
    },
  },
  {
    name: 'refuses a provider that is not offered',
    ...many,
    async run({ adapter, call }) {
      await expectRejection(adapter.add({ provider: 'no-such-provider' }, call()), ['not_found', 'provider_unknown'], 'add: of a provider that is not offered');
    },
  },
  ...givingUp('add', async ({ adapter, fixture }) => (o) => adapter.add({ provider: fixture.manyAccounts ?? '' }, o)).map((one) => ({ ...one, ...many })),
];
