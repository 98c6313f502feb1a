import { IntegrationsError } from '../../core/errors.ts';
import { requests } from '../../core/wire.ts';
import type { OfferedProvider } from '../catalogue.ts';
import { answerJson } from '../http/answer.ts';
import { newAccountKey } from '../operations/new-account-key.ts';
import type { Call, Operation, Services } from '../operations/operation.ts';
import { readRequest } from '../operations/read-request.ts';
import type { AuthorizationRow } from '../storage/authorization-row.ts';
import type { StoreTransaction } from '../storage/storage.ts';
import { exchangeTime } from './callback.ts';
import { completeSignIn } from './complete-sign-in.ts';
import { conclude } from './conclude.ts';
import { type Given, proveAccount, type SignInPlace } from './prove-account.ts';
import { findAuthorization } from './record.ts';
import { readTokens } from './stored-tokens.ts';
import { hasLapsed, toRecord } from './to-record.ts';

/** Decides an open sign-in, by who began it, once: which account is connected, or what becomes of another one than is connected. */
export const resolveAuthorization: Operation = async (call, services) => {
  const provider = services.catalogue.provider(call.parameters['provider'] ?? '');
  const { choice } = readRequest(requests.resolve, call.body);
  const answer = typeof choice === 'string' ? await decide(call, provider, choice, services) : await choose(call, provider, choice.account, services);
  services.departures.wake();
  return answer;
};

/** Another account than the connected one takes its place, or gets a card of its own. */
function decide(call: Call, provider: OfferedProvider, choice: 'replace' | 'add', { storage, catalogue, oauth, now }: Services) {
  return storage.store(call.store, (tx) => call.once(tx, async () => {
    const authorization = await openChoice(tx, call, now());
    const { found, address } = authorization;
    if (!found || 'reached' in found || (choice === 'add' && provider.definition.accounts !== 'many')) throw new IntegrationsError('authorization_mismatch');
    if (choice === 'replace' && found.instead !== (await tx.find(address, { lock: true }))?.account?.id) {
      throw new IntegrationsError('authorization_mismatch', { detail: 'Meanwhile another account was connected here than the one you were asked about. Nothing was changed; sign in again to replace it.' });
    }
    const tokens = readTokens(await tx.authorizations.open(authorization, call.actor));
    const setup = await oauth.setup(provider, tokens.app);
    await completeSignIn(tx, { authorization, provider, setup, tokens, found, status: found.status, ...(found.granted && { granted: found.granted }), catalogue, time: now() }, choice === 'add' ? { ...address, accountKey: newAccountKey() } : address);
    return answerJson(await toRecord(tx, (await tx.authorizations.find(authorization.id)) ?? authorization, provider, now()));
  }));
}

/** One of the accounts a sign-in reaches. It is proven first; one that turns out not to work leaves the others to choose from. */
async function choose(call: Call, provider: OfferedProvider, account: string, services: Services) {
  const { storage, oauth, now } = services;
  const { authorization, chosen, tokens, setup } = await storage.store(call.store, async (tx) => {
    const open = await openChoice(tx, call, now());
    const one = open.found && 'reached' in open.found ? open.found.reached.find(({ value }) => value === account) : undefined;
    if (!one) throw new IntegrationsError('authorization_mismatch');
    const given = readTokens(await tx.authorizations.open(open, call.actor));
    const made = await oauth.setup(provider, given.app);
    // Chosen once at a time. Should the server die meanwhile, nobody waits longer than this.
    await tx.authorizations.update(open.id, { status: 'pending', expiresAt: new Date(now().getTime() + exchangeTime) });
    return { authorization: open, chosen: one, tokens: given, setup: made };
  });
  const place: SignInPlace = { provider, setup, address: authorization.address, caller: { store: call.store, actor: call.actor, signal: new AbortController().signal } };
  const given: Given = { tokens: null, account: null };
  try {
    const proven = await proveAccount(place, tokens, chosen, services, given);
    return await storage.store(call.store, (tx) => call.once(tx, async () => {
      const latest = await tx.authorizations.find(authorization.id);
      // Cancelled meanwhile, or the card is gone: whoever did that has seen to what the provider gave.
      if (latest?.status === 'pending') await conclude(tx, latest, place, proven, services);
      return answerJson(latest ? await toRecord(tx, (await tx.authorizations.find(latest.id)) ?? latest, provider, now()) : { status: 'cancelled' });
    }));
  } catch (error) {
    await storage.store(call.store, async (tx) => {
      const latest = await tx.authorizations.find(authorization.id);
      if (latest?.status === 'pending') await tx.authorizations.update(latest.id, { status: 'needs_choice', expiresAt: authorization.expiresAt });
    });
    throw error;
  }
}

async function openChoice(tx: StoreTransaction, call: Call, time: Date): Promise<AuthorizationRow> {
  const authorization = await findAuthorization(tx, call);
  if (hasLapsed(authorization, time)) throw new IntegrationsError('authorization_expired');
  if (authorization.status !== 'needs_choice' || authorization.actor !== call.actor) throw new IntegrationsError('authorization_mismatch');
  return authorization;
}
