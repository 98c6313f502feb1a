import type { Catalogue } from '../catalogue.ts';
import { leave, nothingWhereUnreadable } from '../departures/leave.ts';
import type { AuthorizationRow } from '../storage/authorization-row.ts';
import type { StoreTransaction } from '../storage/storage.ts';
import { readTokens } from './stored-tokens.ts';

/**
 * Sees to it that what an open choice holds is ended at the provider, as nobody will choose any more: in the transaction that settles it, which destroys
 * the tokens here. Nothing of a sign-in whose code was not exchanged yet.
 * @param except the row that does not count among those that would lose access as well.
 */
export async function giveUp(tx: StoreTransaction, catalogue: Catalogue, authorization: AuthorizationRow, { actor, except }: { actor: string; except?: string | undefined }): Promise<void> {
  const { found, address } = authorization;
  const provider = catalogue.all.find(({ definition }) => definition.id === address.provider);
  if (!found || !provider) return;
  const values = await tx.authorizations.open(authorization, actor).catch(nothingWhereUnreadable);
  if (!values || Object.keys(values).length === 0) return;
  const account = 'account' in found ? found.account : null;
  const { persons = null, app } = readTokens(values);
  await leave(tx, catalogue, { provider, address, scheme: 'oauth2', account, persons, ownApp: provider.appOf(app), configuration: {}, actor, ...(except !== undefined && { except }) }, async () => values);
}
