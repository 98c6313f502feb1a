import { previewCredentials } from '../../core/credential-previews.ts';
import type { IntegrationsError } from '../../core/errors.ts';
import type { Catalogue, OfferedProvider } from '../catalogue.ts';
import { familyOf, leave, nothingWhereUnreadable } from '../departures/leave.ts';
import { connected } from '../operations/connected.ts';
import { findRow } from '../operations/find-row.ts';
import { findHolder, heldBy } from '../operations/holder.ts';
import type { AuthorizationRow, FoundAccount } from '../storage/authorization-row.ts';
import type { Address, StoreTransaction } from '../storage/storage.ts';
import { addressId } from '../to-integration.ts';
import { addedToKeys, enteredOf } from './beside-keys.ts';
import type { OAuthSetup } from './create-oauth.ts';
import { lifeOf } from './grant-life.ts';
import { grantedScopes } from './granted-scopes.ts';
import type { Tokens } from './oauth-provider.ts';
import { withoutOther } from './prove-account.ts';
import { endSignIn } from './record.ts';
import { sealable } from './stored-tokens.ts';

interface SignedIn {
  authorization: AuthorizationRow;
  provider: OfferedProvider;
  setup: OAuthSetup;
  tokens: Tokens;
  found: FoundAccount | null;
  status: FoundAccount['status'];
  granted?: readonly string[];
  catalogue: Catalogue;
  time: Date;
}

/** Stores what a sign-in gave, at the address it began for or another one. Everything but credentials, account and scopes stays as it is. */
export async function completeSignIn(tx: StoreTransaction, { authorization, provider, setup, tokens, found, status, granted, catalogue, time }: SignedIn, address: Address = authorization.address): Promise<void> {
  const { forms: { capabilities }, ownApp } = await provider.forms();
  if (address.accountKey !== '' && address === authorization.address) await findRow(tx, address, { lock: true });
  const row = await tx.ensure(address, provider.definition.category);
  const holder = await findHolder(tx, address.provider, found?.account ?? null);
  if (holder && holder.id !== row.id) throw heldBy(holder, provider);
  // Of an account that is given up for another one, nobody will hold the grant.
  const other = row.scheme === 'oauth2' && row.account?.id !== found?.account.id;
  const before = other ? await tx.openCredentials(row, 'depart', authorization.actor).catch(nothingWhereUnreadable) : null;
  const scopes = grantedScopes({ scopes: setup.scopes, told: tokens.scopes, asked: authorization.scopes, capabilities, proven: granted });
  // What was entered meanwhile counts, and stays when this access ends.
  const keys = setup.adds ? enteredOf((await tx.openCredentials(row, 'authorize', authorization.actor)) ?? {}) : null;
  const change = { ...connected(row, { status, account: found?.account ?? null, scheme: 'oauth2' }, time, authorization.actor), configuration: withoutOther(row.configuration, setup.server.accounts?.setting, found?.account.id) };
  const app = provider.appOf(tokens.app);
  const saved = await tx.saveCredentials(row, sealable(keys ? addedToKeys(tokens, keys) : tokens), { ...change, scopes, persons: tokens.persons ?? null, ownApp: app, previews: keys ? row.previews : tokens.app && ownApp ? previewCredentials(ownApp.fields, { ...tokens.app }, time.toISOString()) : {}, ...lifeOf(tokens, setup.server, time) }, authorization.actor);
  if (before) await leave(tx, catalogue, { ...row, provider, address, cleans: true, actor: authorization.actor }, async () => before);
  // A revocation that is still to come would end the new grant as well.
  const alsoEnds = setup.server.revocation?.alsoEnds;
  if (alsoEnds && found?.account.id !== undefined) await tx.departures.withdraw(alsoEnds === 'every-grant-of-the-person' ? familyOf(catalogue, address.provider) : [address.provider], found.account.id, app);
  await tx.authorizations.update(authorization.id, { status: 'completed', address });
  await endSignIn(tx, authorization);
  await tx.audit({ action: 'connect', integration: addressId(address), outcome: 'allowed', details: { status: saved.status, scheme: 'oauth2', ownApp: tokens.app !== undefined } }, authorization.actor);
}

/** Settles a sign-in that connected nothing. */
export async function failSignIn(tx: StoreTransaction, authorization: AuthorizationRow, error: IntegrationsError): Promise<void> {
  await tx.authorizations.update(authorization.id, { status: 'failed', problem: error.problem });
  await endSignIn(tx, authorization);
  await tx.audit({ action: 'connect', integration: addressId(authorization.address), outcome: 'failed', details: { code: error.code, scheme: 'oauth2' } }, authorization.actor);
}
