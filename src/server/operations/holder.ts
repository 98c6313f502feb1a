import { IntegrationsError } from '../../core/errors.ts';
import type { Account } from '../../core/integration.ts';
import type { OfferedProvider } from '../catalogue.ts';
import type { IntegrationRow, StoreTransaction } from '../storage/storage.ts';
import { toIntegration } from '../to-integration.ts';

/** The card of this store that is connected to an account already. */
export async function findHolder(tx: StoreTransaction, provider: string, account: Account | null): Promise<IntegrationRow | undefined> {
  if (account?.id === undefined) return undefined;
  return (await tx.list()).find((row) => row.provider === provider && row.status !== 'disconnected' && row.account?.id === account.id);
}

/** Says which card has the account. */
export function heldBy(holder: IntegrationRow, provider: OfferedProvider): IntegrationsError {
  return new IntegrationsError('already_connected', { current: toIntegration(holder, holder, provider) });
}
