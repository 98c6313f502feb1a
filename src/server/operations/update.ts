import { IntegrationsError } from '../../core/errors.ts';
import { requests } from '../../core/wire.ts';
import { answerIntegration } from '../http/answer.ts';
import { requireMatch } from '../http/if-match.ts';
import { toIntegration } from '../to-integration.ts';
import { findRow } from './find-row.ts';
import type { Operation } from './operation.ts';
import { readRequest } from './read-request.ts';

/** Pause, resume, rename; take note of a revocation that failed. Only what is connected can be paused; a further account can be named before that. */
export const update: Operation = async (call, { storage, catalogue }) => {
  const { provider, address } = catalogue.resolve(call.parameters['integrationId'] ?? '');
  const { enabled, label, revocation } = readRequest(requests.update, call.body);
  if (enabled === undefined && label === undefined && revocation === undefined) throw new IntegrationsError('bad_request', { detail: 'Nothing to change was named. Send `enabled`, `label` or `revocation`.' });

  return storage.store(call.store, (tx) => call.once(tx, async () => {
    const row = await findRow(tx, address, { lock: true });
    const current = toIntegration(row, address, provider);
    requireMatch(call.ifMatch, current, row !== null);
    if (!row || (enabled !== undefined && row.status === 'disconnected')) throw new IntegrationsError('not_connected');
    const change = { ...(enabled === undefined ? {} : { enabled }), ...(label === undefined ? {} : { label: label.trim() || null }) };
    const noted = revocation !== undefined && row.revocation === 'failed';
    const edited = enabled !== undefined || label !== undefined;
    const saved = await tx.update(row, { ...change, ...(noted && { revocation }) }, { bump: edited, actor: call.actor });
    await tx.audit({ action: 'update', integration: current.id, outcome: 'allowed', details: { enabled: saved.enabled, renamed: label !== undefined, ...(noted && { revocation: 'noted' }) } }, call.actor);
    return answerIntegration(toIntegration(saved, address, provider));
  }));
};
