import { processRefreshTokenResponse, refreshTokenGrantRequest } from 'oauth4webapi';
import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';
import { isRecord, type Values } from '../../core/integration.ts';
import type { OfferedProvider } from '../catalogue.ts';
import type { ConnectorContext } from '../connector.ts';
import { leave } from '../departures/leave.ts';
import type { Services } from '../operations/operation.ts';
import type { Address, IntegrationRow, RowChange, StoreTransaction } from '../storage/storage.ts';
import { addressId } from '../to-integration.ts';
import { keysBeside } from './beside-keys.ts';
import type { OAuthSetup } from './create-oauth.ts';
import { isLifetime, toTokens } from './exchange-code.ts';
import { grantedScopes } from './granted-scopes.ts';
import { lifeOf } from './grant-life.ts';
import type { Tokens } from './oauth-provider.ts';
import { readTokens, sealable } from './stored-tokens.ts';
import { clientOf, serverOf, throughGuards } from './token-endpoint.ts';
import { readRefusal } from './token-refusal.ts';

/** Milliseconds before its end from which an access token is renewed. */
const early = 60_000;
/** Milliseconds a lease lasts: longer than all calls of one request may take, so that only a holder that died is overtaken. */
const leaseTime = 30_000;
/** Milliseconds between two looks at a lease that somebody else holds. */
const look = 100;

/** Is the access token about to end, and can it be renewed? @param margin milliseconds before its end that count as its end. */
export function isDue({ expiresAt, refreshToken }: Tokens, now: Date, margin = early): boolean {
  return refreshToken !== undefined && expiresAt !== undefined && Date.parse(expiresAt) - margin <= now.getTime();
}

interface Refresh {
  provider: OfferedProvider;
  store: string;
  address: Address;
  signal: AbortSignal;
  actor: string;
  /** The access token that is to be renewed. Where another is stored by now, it is taken as long as it has not ended, however short it lives. */
  unless: string;
}

type Step = { done: { row: IntegrationRow; tokens: Tokens } } | { wait: true } | { mine: { row: IntegrationRow; tokens: Tokens } };

/**
 * Tokens that are good for a call. One refresh at a time for each connection, across requests and processes: whoever comes meanwhile waits for it
 * and takes what it brought. No transaction is open while the provider is asked, and a rotated refresh token is durable before it is used (SR-67, SR-68).
 * @throws IntegrationsError `not_connected`; `invalid_credentials` once the grant is gone, after which nobody asks again; whatever says that the provider could not be asked.
 */
export async function refreshTokens(refresh: Refresh, services: Services): Promise<{ row: IntegrationRow; tokens: Tokens }> {
  const { signal } = refresh;
  for (;;) {
    const step = await begin(refresh, services);
    if ('done' in step) return step.done;
    if ('mine' in step) return renew(refresh, services, step.mine);
    await pause(signal);
  }
}

function begin({ store, address, actor, unless }: Refresh, { storage, now }: Services): Promise<Step> {
  return storage.store(store, async (tx): Promise<Step> => {
    const row = await tx.find(address, { lock: true });
    if (row?.scheme !== 'oauth2') throw new IntegrationsError('not_connected');
    // Before anything is opened: whoever waits looks many times, and each opening stands in the history.
    if (await tx.isRefreshing(row, 2 * leaseTime)) return { wait: true };
    const stored = await tx.openCredentials(row, 'refresh', actor);
    if (!stored) throw new IntegrationsError('not_connected');
    const tokens = readTokens(stored);
    const due = tokens.accessToken === unless || isDue(tokens, now(), 0);
    if (!due || tokens.refreshToken === undefined) return { done: { row, tokens } };
    if (row.status === 'needs_reauth') throw goneError(row);
    return { mine: { row: await tx.leaseRefresh(row, leaseTime), tokens } };
  });
}

async function renew(refresh: Refresh, services: Services, { row, tokens }: { row: IntegrationRow; tokens: Tokens }): Promise<{ row: IntegrationRow; tokens: Tokens }> {
  const { provider: { definition: { id, name } }, store, address } = refresh;
  // Goes on when the caller has left: others wait for it.
  const caller = { store, signal: new AbortController().signal };
  const settle = (values: Values | null, change: RowChange) =>
    services.storage.store(store, async (tx) => {
      const settled = await tx.settleRefresh(row, values, change);
      // Disconnected meanwhile: nobody holds what the provider gave, so it is ended there, too.
      if (values && !settled) await leaveBehind(tx, values);
      await tx.audit({ action: 'refresh', integration: addressId(address), outcome: values ? 'allowed' : 'failed', details: { kept: settled !== null } }, refresh.actor);
      return settled;
    });
  const leaveBehind = async (tx: StoreTransaction, values: Values) => {
    const latest = await tx.find(address, { lock: true });
    if (latest && latest.status !== 'disconnected' && latest.connectedAt?.getTime() === row.connectedAt?.getTime()) return;
    const { revocation } = await leave(tx, services.catalogue, { ...row, provider: refresh.provider, address, actor: refresh.actor }, async () => values);
    if (latest?.status === 'disconnected' && revocation !== 'none') await tx.update(latest, { revocation }, { bump: false, actor: null });
  };
  let fresh: Tokens;
  try {
    const setup = await services.oauth.setup(refresh.provider, tokens.app);
    fresh = await services.ask(refresh.provider, caller, (context) => askForTokens(setup, tokens, name, context));
  } catch (error) {
    // Of a refresh, these codes alone say that it will not work again before somebody acts: the grant is gone for good, or the merchant's own app is refused.
    const ownApp = isIntegrationsError(error, 'invalid_credentials');
    if (ownApp || isIntegrationsError(error, 'authorization_mismatch')) {
      const detail = ownApp ? `${name} no longer accepts the secret of your own app. Enter the new one and sign in again; your settings are kept.` : `${name} has ended this sign-in. Sign in again; your settings are kept.`;
      const problem = new IntegrationsError('invalid_credentials', { detail }).problem;
      // Keys work on without what was added to them.
      const { scopes } = await services.oauth.place(refresh.provider);
      const lost: RowChange = { scopes: grantedScopes({ scopes, told: [], asked: [], capabilities: undefined, proven: undefined }), persons: null, accessEndsAt: null, renewAt: null };
      await settle(null, keysBeside(sealable(tokens)) ? lost : { status: 'needs_reauth', problem, retryAt: null, renewAt: null, checkedAt: services.now() });
      throw new IntegrationsError('invalid_credentials', problem);
    }
    if (isIntegrationsError(error, 'internal')) services.log({ level: 'error', event: 'oauth.app_refused', provider: id });
    await settle(null, {});
    throw error;
  }
  const { oauth2 = {} } = refresh.provider.connector;
  const kept = await settle(sealable(fresh), lifeOf(fresh, oauth2, services.now(), tokens));
  if (!kept) services.departures.wake();
  // Overtaken: somebody signed in anew, disconnected, or this lease had ended. What is stored counts.
  return kept ? { row: kept, tokens: fresh } : refreshTokens(refresh, services);
}

/** Asks the provider for newer tokens. @throws IntegrationsError `authorization_mismatch` once the grant is gone, `invalid_credentials` when the merchant's own app is refused; whatever says that the provider could not be asked. */
export async function askForTokens(setup: OAuthSetup, before: Tokens, name: string, context: ConnectorContext): Promise<Tokens> {
  const server = serverOf(setup.server);
  const { client, authentication } = clientOf(setup);
  try {
    const answer = await refreshTokenGrantRequest(server, client, authentication, before.refreshToken ?? '', throughGuards(setup, context));
    const fresh = toTokens(await processRefreshTokenResponse(server, client, await withoutOddEnd(answer)), setup, context.now());
    // What a refresh does not name stays as it was (RFC 6749 §6), but the end of the old token says nothing about the new one.
    const { expiresAt: _, endsAt, ...kept } = before;
    const rotated = fresh.refreshToken !== undefined && fresh.refreshToken !== before.refreshToken;
    return { ...kept, ...(endsAt !== undefined && !rotated && { endsAt }), ...fresh };
  } catch (error) {
    throw readRefusal(error, { name, ownSecret: setup.ownSecret }, setup.server.gone).error;
  }
}

/** With the answer to a refresh its new refresh token would be thrown away, and the old one may be used up. So an end nobody can believe counts as none: the token is good until it is refused. */
async function withoutOddEnd(answer: Response): Promise<Response> {
  const body: unknown = await answer.clone().json().catch(() => null);
  if (!isRecord(body) || body['expires_in'] === undefined || isLifetime(Number(body['expires_in']))) return answer;
  const { expires_in: _, ...rest } = body;
  return Response.json(rest, { status: answer.status, headers: answer.headers });
}

function goneError({ problem }: IntegrationRow): IntegrationsError {
  return new IntegrationsError('invalid_credentials', problem ? { detail: problem.detail } : {});
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => { clearTimeout(timer); reject(new IntegrationsError('aborted')); };
    const timer = setTimeout(() => { signal.removeEventListener('abort', leave); resolve(); }, look);
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
  });
}
