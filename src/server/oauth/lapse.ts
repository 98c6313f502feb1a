import { IntegrationsError } from '../../core/errors.ts';
import type { Services } from '../operations/operation.ts';
import { addressId } from '../to-integration.ts';
import { giveUp } from './give-up.ts';
import { isExpired } from './to-record.ts';

/** Settles a choice that nobody made in time: what the sign-in gave is ended at the provider. */
export async function lapse({ store, id }: { store: string; id: string }, { storage, catalogue, now, departures }: Services): Promise<void> {
  await storage.store(store, async (tx) => {
    const found = await tx.authorizations.find(id);
    // Somebody chose, or another process was first.
    if (!found || !isExpired(found, now())) return;
    await giveUp(tx, catalogue, found, { actor: found.actor });
    await tx.authorizations.update(id, { status: 'failed', problem: new IntegrationsError('authorization_expired').problem });
    await tx.audit({ action: 'authorize.lapse', integration: addressId(found.address), outcome: 'allowed' }, found.actor);
  });
  departures.wake();
}
