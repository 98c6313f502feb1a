import type { Values } from '../../core/integration.ts';
import { isBlank } from '../../core/visibility.ts';
import type { OfferedProvider } from '../catalogue.ts';
import type { Call, Services } from '../operations/operation.ts';
import { rejectionOf } from '../operations/rejection.ts';
import type { FoundAccount } from '../storage/authorization-row.ts';
import type { Address, IntegrationRow } from '../storage/storage.ts';
import type { OAuthSetup } from './create-oauth.ts';
import type { ReachedAccount, Tokens } from './oauth-provider.ts';

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
  caller: Pick<Call, 'store' | 'signal'>;
}

/** Who signed in, or the accounts among which somebody has to choose: the one that is connected or set already is taken, and so is the only one. */
export async function findAccount(place: SignInPlace, tokens: Tokens, services: Services, given: Given): Promise<SignedIn | { tokens: Tokens; reached: readonly ReachedAccount[] }> {
  const { provider, caller, setup: { server: { accounts }, app } } = place;
  if (!accounts) return proveAccount(place, tokens, null, services, given);
  const reached = await services.ask(provider, caller, (context) => accounts.list(tokens, app, context));
  const row = await rowOf(place, services);
  const known = [row?.configuration[accounts.setting], row?.account?.id].flatMap((id) => reached.filter(({ value }) => value === id));
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

function rowOf({ caller, address }: SignInPlace, { storage }: Services): Promise<IntegrationRow | null> {
  return storage.store(caller.store, (tx) => tx.find(address));
}
