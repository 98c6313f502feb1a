import { parseIntegrationId } from '../../core/integration.ts';
import type { CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual } from '../expect.ts';
import { expectIntegration, expectNoCredentials, observe } from '../observe.ts';
import { givingUp } from './giving-up.ts';

export const listCases: readonly CaseDefinition[] = [
  {
    name: 'answers one well-formed entry per provider',
    async run({ adapter, fixture, call }) {
      const all = await adapter.list(call());
      expect(isList(all), 'list: the answer is not an array.');
      for (const one of all) expectIntegration(one, `list: "${one.id}"`);
      const first = all.filter((one) => parseIntegrationId(one.id)?.accountKey === '').map((one) => one.provider);
      expectEqual(first.length, new Set(first).size, 'list: number of providers, each of which has one first account');
      expect(first.includes(fixture.provider), `list: there is no entry for "${fixture.provider}".`);
    },
  },
  {
    name: 'shows a provider that was never connected as disconnected, with nothing in it',
    async run(context) {
      const fresh = await observe(context);
      expectEqual(fresh.status, 'disconnected', 'list: status before first use');
      expectEqual([fresh.scheme, fresh.account, fresh.connectedAt], [null, null, null], 'list: scheme, account and connectedAt before first use');
      expectNoCredentials(fresh, 'list: before first use');
    },
  },
  {
    name: 'changes nothing, however often it is read',
    async run(context) {
      const [before, after] = [await observe(context), await observe(context)];
      expectEqual([after.revision, after.updatedAt], [before.revision, before.updatedAt], 'list: revision and updatedAt after reading twice');
    },
  },
  ...givingUp('list', async ({ adapter }) => (o) => adapter.list(o)),
];

// Array.isArray would turn the entries into `any`.
function isList(value: unknown): boolean {
  return Array.isArray(value);
}
