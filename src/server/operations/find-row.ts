import { IntegrationsError } from '../../core/errors.ts';
import type { Address, IntegrationRow, StoreTransaction } from '../storage/storage.ts';

/**
 * The row of an address. A provider's first account needs none to exist; a further one does.
 * @throws IntegrationsError `not_found`.
 */
export async function findRow(tx: StoreTransaction, address: Address, options?: { lock?: boolean }): Promise<IntegrationRow | null> {
  const row = await tx.find(address, options);
  if (!row && address.accountKey !== '') throw new IntegrationsError('not_found');
  return row;
}
