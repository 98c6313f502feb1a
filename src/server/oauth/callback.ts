import { AuthorizationResponseError, OperationProcessingError, validateAuthResponse } from 'oauth4webapi';
import type { output } from 'zod/v4/core';
import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';
import type { AuthorizationRecord } from '../../core/authorization.ts';
import { requests } from '../../core/wire.ts';
import type { OfferedProvider } from '../catalogue.ts';
import { leave } from '../departures/leave.ts';
import { answerJson } from '../http/answer.ts';
import type { Call, Operation, Services } from '../operations/operation.ts';
import { readRequest } from '../operations/read-request.ts';
import type { AuthorizationRow } from '../storage/authorization-row.ts';
import type { StoreTransaction } from '../storage/storage.ts';
import { addressId } from '../to-integration.ts';
import { failSignIn } from './complete-sign-in.ts';
import { conclude } from './conclude.ts';
import type { OAuthPlace, OAuthSetup } from './create-oauth.ts';
import { exchangeCode } from './exchange-code.ts';
import { findAccount, type Given, type SignInPlace } from './prove-account.ts';
import { hashText } from './state.ts';
import { readOwnApp, sealable } from './stored-tokens.ts';
import { serverOf } from './token-endpoint.ts';
import { readRefusal } from './token-refusal.ts';
import { isExpired, toRecord } from './to-record.ts';

/** Milliseconds after which a sign-in whose answer was taken has ended in any case: the provider is asked twice, within a deadline each. If the server died meanwhile, nobody waits any longer than that. */
export const exchangeTime = 60_000;

/**
 * Takes the provider's answer, once: first what it is bound to is compared, then its state is used up, then the code is exchanged outside any
 * transaction, then who signed in is proven, and only then is anything stored.
 */
export const callback: Operation = async (call, services) => {
  const { storage, catalogue, oauth, now, departures } = services;
  const body = readRequest(requests.callback, call.body);
  const provider = catalogue.provider(call.parameters['provider'] ?? '');
  const at = await oauth.place(provider);
  const response = validResponse(at, body);
  const binding = { stateHash: await hashText(body.state), sessionHash: await hashText(call.session) };

  const taken = await storage.store(call.store, async (tx) => {
    const authorization = await tx.authorizations.find(body.state.split('.')[0] ?? '');
    if (!authorization || !fits(authorization, call, body, at, binding) || response instanceof OperationProcessingError) throw new IntegrationsError('authorization_mismatch');
    if (authorization.status !== 'pending' || authorization.consumedAt) throw new IntegrationsError('authorization_mismatch');
    if (isExpired(authorization, now())) throw new IntegrationsError('authorization_expired');
    if (response instanceof AuthorizationResponseError) return refused(tx, authorization, response, provider);
    const { verifier, app } = await tx.authorizations.open(authorization, call.actor);
    const setup = await oauth.setup(provider, readOwnApp(app));
    await tx.authorizations.update(authorization.id, { consumedAt: now(), expiresAt: new Date(now().getTime() + exchangeTime) });
    return { authorization, setup, verifier: String(verifier), response };
  });
  if (taken instanceof IntegrationsError) {
    if (taken.code === 'authorization_denied') throw taken;
    return answerJson({ status: 'failed', problem: taken.problem } satisfies AuthorizationRecord);
  }

  const { authorization, setup } = taken;
  // From here on the state is used: whatever happens, the record says how it ended. Also when the caller has left.
  const caller = { store: call.store, actor: call.actor, signal: new AbortController().signal };
  const given: Given = { tokens: null, account: null };
  const place: SignInPlace = { provider, setup, address: authorization.address, caller };
  const outcome = await signIn(place, taken, services, given).catch((error: unknown) => failureOf(error, provider, services));
  const settle = (result: Awaited<ReturnType<typeof findAccount>> | IntegrationsError) => storage.store(call.store, async (tx) => {
    const latest = await tx.authorizations.find(authorization.id);
    const { tokens, account } = given;
    const kept = latest?.status === 'pending' && !(result instanceof IntegrationsError);
    if (latest?.status === 'pending') await (result instanceof IntegrationsError ? failSignIn(tx, latest, result) : conclude(tx, latest, place, result, services));
    // What the provider gave and nobody keeps is ended there.
    if (tokens && !kept) await leave(tx, catalogue, { provider, address: authorization.address, scheme: 'oauth2', account, persons: tokens.persons ?? null, ownApp: provider.appOf(tokens.app), configuration: {}, actor: call.actor }, async () => sealable(tokens));
    return latest ? toRecord(tx, (await tx.authorizations.find(latest.id)) ?? latest, provider, now()) : { status: 'cancelled' as const };
  });
  const answer = answerJson(await settle(outcome).catch((error: unknown) => {
    // Such as an account that is connected at another card already, or a card that was removed meanwhile.
    if (isIntegrationsError(error, 'already_connected') || isIntegrationsError(error, 'not_found') || isIntegrationsError(error, 'conflict')) return settle(error);
    throw error;
  }));
  departures.wake();
  return answer;
};

type Body = output<typeof requests.callback>;

function validResponse({ server }: OAuthPlace, { state, iss, scope, code, auth_code: authCode, error }: Body): URLSearchParams | AuthorizationResponseError | OperationProcessingError {
  if ([code, authCode, error].filter((one) => one !== undefined).length !== 1) throw new IntegrationsError('bad_request', { detail: 'The answer of the provider holds neither one code nor one error, so nothing was done.' });
  const told = Object.entries({ state, iss, scope, code: code ?? authCode, error }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  try {
    return validateAuthResponse(serverOf(server), { client_id: 'any' }, new URLSearchParams(told), state);
  } catch (failure) {
    if (failure instanceof AuthorizationResponseError || failure instanceof OperationProcessingError) return failure;
    throw failure;
  }
}

/** Everything a state is bound to (SR-62). */
function fits({ stateHash, actor, sessionHash, address, redirectUri }: AuthorizationRow, call: Call, body: Body, place: OAuthPlace, given: { stateHash: string; sessionHash: string }): boolean {
  return (
    stateHash === given.stateHash && actor === call.actor && sessionHash === given.sessionHash && address.provider === call.parameters['provider'] && redirectUri === place.redirectUri &&
    (body.store === undefined || body.store.toLowerCase() === call.store.toLowerCase()) && (body.integration === undefined || body.integration === addressId(address))
  );
}

async function refused(tx: StoreTransaction, authorization: AuthorizationRow, { error }: AuthorizationResponseError, { definition: { name } }: OfferedProvider): Promise<IntegrationsError> {
  const shown = /^[\x20-\x7e]{1,100}$/.test(error) ? ` (${error})` : '';
  const failure = error === 'access_denied' ? new IntegrationsError('authorization_denied') : new IntegrationsError('provider_unavailable', { detail: `${name} could not finish the sign-in${shown}. Nothing was connected; try again later.` });
  await failSignIn(tx, authorization, failure);
  return failure;
}

async function signIn(place: SignInPlace, { authorization, verifier, response }: { authorization: AuthorizationRow; verifier: string; response: URLSearchParams }, services: Services, given: Given): ReturnType<typeof findAccount> {
  const { provider, setup, caller } = place;
  const tokens = await services.ask(provider, caller, (context) => exchangeCode(setup, { response, redirectUri: authorization.redirectUri, verifier }, context).catch((error: unknown) => { throw asRefusal(error, setup, provider); }));
  given.tokens = tokens;
  return findAccount(place, tokens, services, given);
}

function asRefusal(error: unknown, { ownSecret }: OAuthSetup, { definition: { name } }: OfferedProvider): IntegrationsError {
  return readRefusal(error, { name, ownSecret }).error;
}

function failureOf(error: unknown, { definition: { id } }: OfferedProvider, { log }: Services): IntegrationsError {
  if (!isIntegrationsError(error)) throw error;
  if (error.code === 'internal') log({ level: 'error', event: 'oauth.app_refused', provider: id });
  return error;
}
