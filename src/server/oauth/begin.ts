import { generateRandomCodeVerifier } from 'oauth4webapi';
import type { Authorization } from '../../core/authorization.ts';
import { IntegrationsError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import { requests } from '../../core/wire.ts';
import { answerJson } from '../http/answer.ts';
import { findRow } from '../operations/find-row.ts';
import type { Operation } from '../operations/operation.ts';
import { readRequest } from '../operations/read-request.ts';
import { addressId, toIntegration } from '../to-integration.ts';
import { authorizationUrl } from './authorization-url.ts';
import type { OAuthSetup } from './create-oauth.ts';
import { chooseApp } from './choose-app.ts';
import { hashText, makeState } from './state.ts';

/** Milliseconds a sign-in may take (SR-61). */
export const signInTime = 600_000;

/**
 * Begins a sign-in, with an app of the merchant's own where its `fields` are given. Verifier and app stay here, sealed; only the state and its hash
 * know of each other (SR-60, SR-62). Never repeated for a key: its answer holds a secret.
 */
export const begin: Operation = async (call, services) => {
  const { storage, catalogue, oauth, now, departures } = services;
  const given = readRequest(requests.authorize, call.body ?? fromQuery(call.query));
  const { provider, address } = catalogue.resolve(given.integration);
  if (address.provider !== call.parameters['provider']) throw new IntegrationsError('not_found');
  const { own, keptFrom } = await chooseApp(call, provider, address, given.fields, services);
  const setup = await oauth.setup(provider, own);
  const { id, state } = makeState(address.provider);
  const verifier = generateRandomCodeVerifier();
  const expiresAt = new Date(now().getTime() + signInTime);
  const [stateHash, sessionHash] = await Promise.all([hashText(state), hashText(call.session)]);

  const scopes = await storage.store(call.store, async (tx) => {
    const before = await findRow(tx, address, { lock: true });
    if (keptFrom !== null && before?.credentialVersion !== keptFrom) throw new IntegrationsError('conflict', { current: toIntegration(before, address, provider) });
    if (setup.adds && (!before || before.status === 'disconnected')) throw new IntegrationsError('not_connected', { detail: `Signing in gives ${provider.definition.name} more access and does not connect it. Connect it with its keys first.` });
    const asked = scopesToAsk(setup, given.scopes, before?.scopes ?? null);
    const row = before ?? (await tx.ensure(address, provider.definition.category));
    await tx.authorizations.add({ id, address, stateHash, sessionHash, actor: call.actor, redirectUri: setup.redirectUri, scopes: asked, expiresAt }, { verifier, ...(own && { app: own }) });
    await tx.update(row, { signIn: { id, expiresAt: expiresAt.toISOString() } }, { bump: false, actor: null });
    await tx.audit({ action: 'authorize', integration: addressId(address), outcome: 'allowed', details: { ownApp: own !== undefined } }, call.actor);
    return asked;
  });
  // Where no process lives on, what nobody chose is settled with the next sign-in.
  departures.wake();
  return answerJson({ id, url: await authorizationUrl(setup, { state, scopes, verifier }), state, expiresAt: expiresAt.toISOString() } satisfies Authorization);
};

function fromQuery(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries(['store', 'integration'].flatMap((name) => (query.has(name) ? [[name, query.get(name) ?? '']] : [])));
}

/** What is missing is asked for together with what was granted: not every provider adds to an earlier grant. */
function scopesToAsk({ scopes }: OAuthSetup, wanted: readonly string[] | undefined, has: Integration['scopes']): readonly string[] {
  const all = scopes.map(({ id }) => id);
  if (!wanted?.length) return all;
  if (wanted.some((one) => !all.includes(one))) throw new IntegrationsError('bad_request', { detail: 'A permission was asked for that this provider is not asked for here, so nothing was begun.' });
  return all.filter((one) => wanted.includes(one) || has?.granted.includes(one));
}
