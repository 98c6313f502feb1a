import { isIntegrationsError, isRetryable } from '../../core/errors.ts';
import type { OfferedProvider } from '../catalogue.ts';
import { readTokens, sealable } from '../oauth/stored-tokens.ts';
import { askForTokens, isDue } from '../oauth/refresh-tokens.ts';
import type { Services } from '../operations/operation.ts';
import type { DepartingValues, Departure } from '../storage/departure-row.ts';
import { addressId } from '../to-integration.ts';
import { familyOf, isShared, nothingWhereUnreadable } from './leave.ts';
import { nextAttempt } from './retry-delays.ts';
import { revoke } from './revoke.ts';

/** Milliseconds one holder has for all steps of one attempt; each call to a provider ends within 12 s. */
const leaseTime = 60_000;
/** Milliseconds until it is looked again whether somebody still signs in. */
const signInLook = 20_000;
/** Attempts at cleaning up that hold up the revocation. */
const cleanUps = 3;

type Ended = { how: 'done' | 'failed'; revocation: 'revoked' | 'refused' | 'shared' | 'none' };

/**
 * One attempt at one departure: cleans up, then revokes. No transaction is open while the provider is asked. Every step may be repeated, so a
 * process that ends in between loses nothing, and one that was overtaken writes nothing.
 */
export async function carryOut({ store, id }: { store: string; id: string }, services: Services, signal: AbortSignal): Promise<void> {
  const { storage, now, log, catalogue } = services;
  const taken = await storage.store(store, async (tx) => {
    const departure = await tx.departures.take(id, leaseTime);
    return departure && { departure, values: await tx.departures.open(departure).catch(nothingWhereUnreadable) };
  });
  if (!taken) return;
  const { departure, values } = taken;
  const place = { store, integration: addressId(departure.address) };
  const end = ({ how, revocation }: Ended) => storage.store(store, async (tx) => {
    if (!(await tx.departures.end(departure, how))) return;
    await tx.audit({ action: 'revoke', integration: place.integration, outcome: how === 'done' ? 'allowed' : 'failed', details: { revocation, attempts: departure.attempts + 1 } }, departure.actor);
  });
  try {
    // What cannot be read any more can end nothing.
    if (!values) return await end({ how: 'failed', revocation: 'none' });
    const outcome = await attempt(departure, values, catalogue.provider(departure.address.provider), store, services, signal);
    if (outcome === 'later') await storage.store(store, (tx) => tx.departures.postpone(departure, signInLook, false));
    else await end(outcome);
  } catch (error) {
    if (signal.aborted) return void (await storage.store(store, (tx) => tx.departures.postpone(departure, 0, false)));
    const code = isIntegrationsError(error) ? error.code : 'internal';
    const next = nextAttempt(departure, now());
    const facts = { ...place, code, attempts: departure.attempts + 1 };
    log(next !== null ? { level: 'warn', event: 'departure.postponed', ...facts } : { level: 'warn', event: 'departure.given_up', ...facts });
    if (isIntegrationsError(error, 'internal')) log({ level: 'error', event: 'oauth.app_refused', provider: departure.address.provider });
    if (next !== null) await storage.store(store, (tx) => tx.departures.postpone(departure, next, true));
    else await end({ how: 'failed', revocation: 'none' });
  }
}

async function attempt(departure: Departure, given: DepartingValues, provider: OfferedProvider, store: string, services: Services, signal: AbortSignal): Promise<Ended | 'later'> {
  const { storage, catalogue, oauth, webhooks, ask, now, log } = services;
  const { connector } = provider;
  const { address, scheme, revokes, account, persons, ownApp, attempts } = departure;
  const caller = { store, signal };
  let values = given;

  const setup = scheme === 'oauth2' ? await oauth.setup(provider, readTokens(values.stored).app) : null;
  // Connected to the same account again, it uses what it made there.
  const row = connector.depart && !departure.cleaned ? await storage.store(store, (tx) => tx.find(address)) : null;
  const inUse = row !== null && row.status !== 'disconnected' && row.account?.id === (account ?? undefined);
  const cleans = connector.depart !== undefined && !departure.cleaned && !inUse;
  if (setup && (cleans || setup.server.revocation?.token === 'access') && isDue(readTokens(values.stored), now())) {
    const fresh = await ask(provider, caller, (context) => askForTokens(setup, readTokens(values.stored), provider.definition.name, context)).catch((error: unknown) => {
      if (isIntegrationsError(error, 'authorization_mismatch')) return 'gone';
      if (isIntegrationsError(error, 'invalid_credentials')) return 'app refused';
      throw error;
    });
    // The grant is gone already, and what it could have removed with it.
    if (fresh === 'gone') return { how: 'done', revocation: 'revoked' };
    // Nobody can give this app another secret any more.
    if (fresh === 'app refused') return { how: 'failed', revocation: 'refused' };
    values = { ...values, stored: sealable(fresh) };
    // Durable before it is used: where tokens rotate, the old one is gone (SR-68).
    if (!(await storage.store(store, (tx) => tx.departures.keep(departure, { values })))) return 'later';
  }
  if (cleans) {
    const credentials = setup ? setup.server.credentials(readTokens(values.stored), setup.app) : values.stored;
    const webhook = await webhooks.of(address.provider, store, addressId(address));
    const cleaned = await ask(provider, caller, (context) => connector.depart?.({ credentials, configuration: values.configuration, choices: values.choices, webhook }, context) ?? Promise.resolve()).then(() => true, (error: unknown) => {
      const again = signal.aborted || !isIntegrationsError(error) || isRetryable(error.code);
      if (again && (attempts + 1 < cleanUps || !revokes)) throw error;
      log({ level: 'warn', event: 'departure.left_behind', store, integration: addressId(address) });
      return false;
    });
    if (cleaned) await storage.store(store, (tx) => tx.departures.keep(departure, { cleaned }));
  }
  if (!setup || !revokes) return { how: 'done', revocation: 'none' };
  const may = await storage.store(store, async (tx) => {
    if (!setup.server.revocation?.alsoEnds) return 'revoke';
    // What is granted right now would end as well, before anybody knows whose account it is.
    const family = familyOf(catalogue, address.provider);
    if ((await tx.list()).some(({ provider: one, signIn }) => family.includes(one) && signIn !== null)) return 'later';
    return (await isShared(tx, catalogue, { provider, account: account === null ? null : { id: account, label: '' }, persons, ownApp })) ? 'shared' : 'revoke';
  });
  if (may === 'later') return 'later';
  if (may === 'shared') return { how: 'done', revocation: 'shared' };
  const outcome = await ask(provider, caller, (context) => revoke(setup, readTokens(values.stored), context));
  return { how: outcome === 'revoked' ? 'done' : 'failed', revocation: outcome };
}
