import { IntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import { isBlank } from '../../core/visibility.ts';
import type { OfferedProvider } from '../catalogue.ts';
import type { Call, Services } from '../operations/operation.ts';
import { rejectionOf } from '../operations/rejection.ts';
import type { FoundAccount } from '../storage/authorization-row.ts';
import type { Address, IntegrationRow } from '../storage/storage.ts';
import { addedToKeys, enteredOf, keysBeside } from './beside-keys.ts';
import type { OAuthSetup } from './create-oauth.ts';
import type { ReachedAccount, Tokens } from './oauth-provider.ts';
import { readTokens } from './stored-tokens.ts';

/** What the provider has given so far; somebody has to end it there, should nothing come of the sign-in. */
export interface Given {
  tokens: Tokens | null;
  account: FoundAccount['account'] | null;
}

/** Who signed in, and with what. */
export type SignedIn = Omit<FoundAccount, 'account'> & { account: FoundAccount['account'] | null; tokens: Tokens };

/** Where a sign-in leads to, and for whom the provider is asked. */
export interface SignInPlace {
  provider: OfferedProvider;
  setup: OAuthSetup;
  address: Address;
  caller: Pick<Call, 'store' | 'signal' | 'actor'>;
}

/** Who signed in, or the accounts among which somebody has to choose: the one that is connected or set already is taken, and so is the only one. */
export async function findAccount(place: SignInPlace, granted: Tokens, services: Services, given: Given): Promise<SignedIn | { tokens: Tokens; reached: readonly ReachedAccount[] }> {
  const { provider, caller, setup: { server: { accounts }, app } } = place;
  const { tokens, earlier } = await withKeys(place, granted, services);
  if (!accounts) return proveAccount(place, tokens, null, services, given);
  const reached = await services.ask(provider, caller, (context) => accounts.list(tokens, app, context));
  const row = await rowOf(place, services);
  const known = [accounts.setting === undefined ? undefined : row?.configuration[accounts.setting], row?.account?.id].flatMap((id) => reached.filter(({ value }) => value === id));
  // What is signed in to beside the keys is no account of its own, so it is known by what was kept of it.
  if (earlier) known.push(...reached.filter(({ more }) => Object.entries(more).every(([key, value]) => earlier[key] === value)));
  const taken = known[0] ?? (reached.length === 1 ? reached[0] : undefined);
  return taken ? proveAccount(place, tokens, taken, services, given) : { tokens, reached };
}

/** Proves a sign-in with the account it is for; `chosen` is null where it can be for one alone. @throws IntegrationsError with what the provider says against it. */
export async function proveAccount(place: SignInPlace, given: Tokens, chosen: ReachedAccount | null, services: Services, kept: Given): Promise<SignedIn> {
  const { provider, setup: { server, app }, caller } = place;
  const tokens = chosen ? { ...given, more: { ...given.more, ...chosen.more } } : given;
  kept.tokens = tokens;
  const set = (await rowOf(place, services))?.configuration ?? {};
  const configuration = chosen ? withoutOther(set, server.accounts?.setting, chosen.value) : set;
  const proof = await services.ask(provider, caller, (context) => provider.connector.verify({ credentials: server.credentials(tokens, app), configuration }, context));
  kept.account = proof.account;
  if (proof.outcome === 'rejected') throw rejectionOf(proof);
  return { tokens, account: proof.account, status: proof.outcome === 'verified' ? 'connected' : 'unverified', ...(proof.granted && { granted: proof.granted }) };
}

/** Settings without the one that names another account than the one that was chosen just now. */
export function withoutOther(configuration: Values, setting: string | undefined, account: string | undefined): Values {
  if (setting === undefined || account === undefined || isBlank(configuration[setting]) || configuration[setting] === account) return configuration;
  const { [setting]: _, ...rest } = configuration;
  return rest;
}

/** A sign-in that adds to keys is proven together with them. `earlier`: what the one before it knew, where there was one. */
async function withKeys({ provider, setup, address, caller }: SignInPlace, tokens: Tokens, { storage }: Services): Promise<{ tokens: Tokens; earlier?: Values }> {
  if (!setup.adds) return { tokens };
  return storage.store(caller.store, async (tx) => {
    const row = await tx.find(address);
    const stored = row && row.status !== 'disconnected' ? await tx.openCredentials(row, 'authorize', caller.actor) : null;
    if (!stored) throw new IntegrationsError('conflict', { detail: `${provider.definition.name} was disconnected meanwhile, so nothing was kept of the sign-in. Connect it first.` });
    return { tokens: addedToKeys(tokens, enteredOf(stored)), ...(keysBeside(stored) && { earlier: readTokens(stored).more ?? {} }) };
  });
}

function rowOf({ caller, address }: SignInPlace, { storage }: Services): Promise<IntegrationRow | null> {
  return storage.store(caller.store, (tx) => tx.find(address));
}
