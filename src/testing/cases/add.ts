import { parseIntegrationId } from '../../core/integration.ts';
import type { CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual, expectRejection } from '../expect.ts';
import { expectIntegration } from '../observe.ts';

const needs: CaseDefinition['needs'] = ({ manyAccounts }) => manyAccounts !== undefined;

export const addCases: readonly CaseDefinition[] = [
  {
    name: 'creates a further account, disconnected, with an address of its own',
    needs,
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
  {
    name: 'creates one account when the same key arrives twice',
    needs,
    async run({ adapter, fixture, call }) {
      const provider = fixture.manyAccounts ?? '';
      const idempotencyKey = crypto.randomUUID();
      const first = await adapter.add({ provider }, call({ idempotencyKey }));
      const second = await adapter.add({ provider }, call({ idempotencyKey }));
      expectEqual(second.id, first.id, 'add: id when the same key is sent again');
    },
  },
  {
    name: 'forgets a further account when its data is erased',
    needs,
    async run({ adapter, fixture, call }) {
      const { id } = await adapter.add({ provider: fixture.manyAccounts ?? '' }, call());
      await adapter.disconnect({ integration: id, eraseData: true }, call());
      expect((await adapter.list(call())).every((one) => one.id !== id), `list: "${id}" is still there after its data was erased.`);
    },
  },
  {
    name: 'refuses a provider that is not offered',
    needs,
    async run({ adapter, call }) {
      await expectRejection(adapter.add({ provider: 'no-such-provider' }, call()), ['not_found', 'provider_unknown'], 'add: of a provider that is not offered');
    },
  },
];
