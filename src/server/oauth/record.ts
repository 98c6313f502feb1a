import { IntegrationsError } from '../../core/errors.ts';
import { answerJson } from '../http/answer.ts';
import type { Call, Operation } from '../operations/operation.ts';
import type { AuthorizationRow } from '../storage/authorization-row.ts';
import type { StoreTransaction } from '../storage/storage.ts';
import { addressId } from '../to-integration.ts';
import { giveUp } from './give-up.ts';
import { isExpired, toRecord } from './to-record.ts';

/** How a sign-in stands. */
export const readAuthorization: Operation = async (call, { storage, catalogue, now }) => {
  const provider = catalogue.provider(call.parameters['provider'] ?? '');
  return answerJson(await storage.store(call.store, async (tx) => toRecord(tx, await findAuthorization(tx, call), provider, now())));
};

/** Ends a sign-in that is under way; an answer of the provider that comes later connects nothing. Repeating it changes nothing. */
export const cancelAuthorization: Operation = async (call, { storage, catalogue, now, departures }) => {
  const provider = catalogue.provider(call.parameters['provider'] ?? '');
  const answer = answerJson(await storage.store(call.store, async (tx) => {
    const found = await findAuthorization(tx, call);
    if (isExpired(found, now()) || (found.status !== 'pending' && found.status !== 'needs_choice')) return toRecord(tx, found, provider, now());
    await giveUp(tx, catalogue, found, call);
    await tx.authorizations.update(found.id, { status: 'cancelled' });
    await endSignIn(tx, found);
    await tx.audit({ action: 'authorize.cancel', integration: addressId(found.address), outcome: 'allowed' }, call.actor);
    return { status: 'cancelled' as const };
  }));
  departures.wake();
  return answer;
};

/** @throws IntegrationsError `not_found` where this store has no such sign-in at the provider of the path. */
export async function findAuthorization(tx: StoreTransaction, { parameters, query }: Pick<Call, 'parameters' | 'query'>): Promise<AuthorizationRow> {
  const found = await tx.authorizations.find(parameters['id'] ?? '');
  // The host was asked about the integration the caller named, so it must be this one.
  const named = query.get('integration');
  if (!found || found.address.provider !== parameters['provider'] || (named !== null && named !== addressId(found.address))) throw new IntegrationsError('not_found', { detail: 'This sign-in does not exist. Start again.' });
  return found;
}

/** The card no longer shows this sign-in, unless it shows a later one. */
export async function endSignIn(tx: StoreTransaction, { id, address }: AuthorizationRow): Promise<void> {
  const row = await tx.find(address, { lock: true });
  if (row?.signIn?.id === id) await tx.update(row, { signIn: null }, { bump: false, actor: null });
}
