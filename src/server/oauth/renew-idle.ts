import { isIntegrationsError } from '../../core/errors.ts';
import { parseIntegrationId } from '../../core/integration.ts';
import { nothingWhereUnreadable } from '../departures/leave.ts';
import type { Services } from '../operations/operation.ts';
import type { Address } from '../storage/storage.ts';
import { refreshTokens } from './refresh-tokens.ts';
import { readTokens } from './stored-tokens.ts';

/** Who renews, in the history. */
const actor = 'server';
/** Milliseconds until another attempt, of which up to a fifth is left out. Taking one sets this, so no second process takes it, and one that died does not lose it. */
const retryAfter = 6 * 3_600_000;

/** Renews a grant that nobody used for so long that its provider might end it. What cannot be renewed and ends at a known time is said on its card. */
export async function renewIdle({ store, id }: { store: string; id: string }, services: Services, signal: AbortSignal): Promise<void> {
  const { storage, catalogue, now, log } = services;
  const address = parseIntegrationId(id);
  const provider = catalogue.all.find(({ definition }) => definition.id === address?.provider);
  if (!address) return;
  const taken = await storage.store(store, async (tx) => {
    const row = await tx.find(address, { lock: true });
    // Used meanwhile, or another process was first.
    if (!row?.renewAt || row.renewAt > now()) return null;
    const renewable = provider && row.scheme === 'oauth2' && row.status !== 'needs_reauth';
    const renewAt = renewable ? new Date(now().getTime() + retryAfter * (1 - Math.random() / 5)) : null;
    return { row: await tx.update(row, { renewAt }, { bump: false, actor: null }), renewable };
  });
  if (!provider || !taken?.renewable) return;
  const { row } = taken;
  const values = await storage.store(store, (tx) => tx.openCredentials(row, 'renew', actor)).catch(nothingWhereUnreadable);
  if (!values) return;
  const tokens = readTokens(values);
  if (tokens.refreshToken === undefined) return keep(address, { renewAt: null });
  try {
    await refreshTokens({ provider, address, store, actor, signal, unless: tokens.accessToken }, services);
  } catch (error) {
    // Gone, which the card says, or no longer there.
    if (isIntegrationsError(error, 'invalid_credentials') || isIntegrationsError(error, 'not_connected')) return;
    log({ level: 'warn', event: 'renewal.postponed', store, integration: id, code: isIntegrationsError(error) ? error.code : 'internal' });
    if (tokens.endsAt !== undefined) await keep(address, { accessEndsAt: new Date(tokens.endsAt) });
  }

  /** Unless other credentials have come meanwhile. */
  function keep(at: Address, change: { renewAt: null } | { accessEndsAt: Date }): Promise<void> {
    return storage.store(store, async (tx) => {
      const latest = await tx.find(at, { lock: true });
      if (latest?.credentialVersion === row.credentialVersion) await tx.update(latest, change, { bump: false, actor: null });
    });
  }
}
