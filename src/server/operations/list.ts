import { addressId, toIntegration } from '../to-integration.ts';
import { answerJson } from '../http/answer.ts';
import type { Operation } from './operation.ts';

/** One entry per provider in the host's order, each followed by its further accounts. Rows of providers no longer offered are left out. */
export const list: Operation = async (call, { storage, catalogue }) => {
  const rows = await storage.store(call.store, (tx) => tx.list());
  const integrations = catalogue.all.flatMap((offered) => {
    const provider = offered.definition.id;
    const own = rows.filter((row) => row.provider === provider);
    const first = own.find((row) => row.accountKey === '') ?? null;
    const further = own.filter((row) => row.accountKey !== '').sort((a, b) => (addressId(a) < addressId(b) ? -1 : 1));
    return [toIntegration(first, { provider, accountKey: '' }, offered), ...further.map((row) => toIntegration(row, row, offered))];
  });
  return answerJson({ integrations });
};
