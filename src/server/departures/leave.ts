import { isIntegrationsError } from '../../core/errors.ts';
import type { Integration, Values } from '../../core/integration.ts';
import type { Catalogue, OfferedProvider } from '../catalogue.ts';
import type { Address, IntegrationRow, StoreTransaction } from '../storage/storage.ts';

/** Whose access is no longer wanted. */
export interface Leaver {
  provider: OfferedProvider;
  address: Address;
  scheme: IntegrationRow['scheme'];
  account: IntegrationRow['account'];
  persons: IntegrationRow['persons'];
  ownApp: IntegrationRow['ownApp'];
  configuration: Values;
  actor: string;
  /** Is what the Integration made at the provider removed, too? Not where only a sign-in came to nothing. */
  cleans?: boolean;
  /** What the user chose to have removed at the provider as well. */
  choices?: readonly string[];
  /** The row that does not count among those that would lose access as well. */
  except?: string;
}

/** What becomes of access at the provider. `shared`: nothing is revoked there, because another connection would end with it or might. */
export interface Leaving {
  revocation: Integration['revocation'];
  shared: boolean;
  /** There is something to carry out. */
  queued: boolean;
}

/**
 * Writes down what is to be done at the provider, in the transaction that takes the credentials away, so that neither is without the other.
 * @param stored opens what was stored; asked only where there is something to do. A store that cannot read it any more can end nothing.
 */
export async function leave(tx: StoreTransaction, catalogue: Catalogue, leaver: Leaver, stored: () => Promise<Values | null>): Promise<Leaving> {
  const { provider: { connector }, address, scheme, account, persons, ownApp, configuration, actor, choices = [] } = leaver;
  if (scheme === null) return { revocation: 'none', shared: false, queued: false };
  const revocable = scheme === 'oauth2' && connector.oauth2?.revocation !== undefined;
  // What cannot be ended from here goes on until a person ends it there.
  const otherwise = scheme === 'oauth2' && !revocable ? 'failed' : 'none';
  const shared = revocable && (await isShared(tx, catalogue, leaver));
  const revokes = revocable && !shared;
  const cleans = leaver.cleans === true && connector.depart !== undefined;
  if (!revokes && !cleans) return { revocation: otherwise, shared, queued: false };
  const values = await stored().catch(nothingWhereUnreadable);
  if (!values) return { revocation: revokes ? 'failed' : otherwise, shared, queued: false };
  await tx.departures.add({ address, scheme, account: account?.id ?? null, persons, ownApp, actor, revokes, cleaned: !cleans }, { stored: values, configuration, choices });
  return { revocation: revokes ? 'pending' : otherwise, shared, queued: true };
}

/** Would another connection end with this grant? Only one of the same app can. Where neither account nor person is known, it cannot be ruled out. */
export async function isShared(tx: StoreTransaction, catalogue: Catalogue, { provider: { definition: { id }, connector }, account, persons, ownApp, except }: Pick<Leaver, 'provider' | 'account' | 'persons' | 'ownApp' | 'except'>): Promise<boolean> {
  const revocation = connector.oauth2?.revocation;
  if (!revocation?.alsoEnds) return false;
  if (account?.id === undefined && !persons) return true;
  const providers = revocation.alsoEnds === 'every-grant-of-the-person' ? familyOf(catalogue, id) : [];
  return (await tx.departures.countShared({ provider: id, account: account?.id ?? null, persons, ownApp, providers, ...(except !== undefined && { except }) })) > 0;
}

/** The providers whose grants end at the same endpoint. */
export function familyOf({ all, provider }: Catalogue, id: string): readonly string[] {
  const endpoint = provider(id).connector.oauth2?.revocation?.endpoint;
  return all.filter(({ connector }) => connector.oauth2?.revocation?.endpoint === endpoint).map(({ definition }) => definition.id);
}

/** Stored credentials that cannot be opened are answered with null; anything else is thrown on. */
export function nothingWhereUnreadable(error: unknown): null {
  if (isIntegrationsError(error, 'internal')) return null;
  throw error;
}
