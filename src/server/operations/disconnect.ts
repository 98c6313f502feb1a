import { IntegrationsError } from '../../core/errors.ts';
import { disconnectedIntegration } from '../../core/integration.ts';
import { answerIntegration } from '../http/answer.ts';
import { requireMatch } from '../http/if-match.ts';
import type { IntegrationRow, RowChange } from '../storage/storage.ts';
import { toIntegration } from '../to-integration.ts';
import { findRow } from './find-row.ts';
import type { Operation } from './operation.ts';

/** Destroys credentials at once and keeps the configuration, unless `eraseData`. Repeating it changes nothing. */
export const disconnect: Operation = async (call, { storage, catalogue, now }) => {
  const { address } = catalogue.resolve(call.parameters['integrationId'] ?? '');
  const eraseData = readFlag(call.query.get('eraseData'));

  return storage.store(call.store, (tx) => call.once(tx, async () => {
    // Whoever is still signing in would undo this. Before the row is locked: a sign-in that ends locks both in this order.
    await tx.authorizations.cancelAll(address);
    const row = await findRow(tx, address, { lock: true });
    const current = toIntegration(row, address);
    requireMatch(call.ifMatch, current, row !== null);
    if (!row) return answerIntegration(current);

    const wasConnected = row.status !== 'disconnected' || row.credentials !== null;
    let after = row;
    if (wasConnected) after = await tx.destroyCredentials(row, disconnected(row, now()), call.actor);
    else if (row.signIn) after = await tx.update(row, { signIn: null }, { bump: false, actor: null });
    let answer = toIntegration(after, address);
    if (eraseData && address.accountKey !== '') {
      await tx.remove(after);
      answer = disconnectedIntegration(address.provider, current.id);
    } else if (eraseData && (Object.keys(after.configuration).length > 0 || after.label !== null)) {
      // The row stays: a new one would count revisions from the start, and an old If-Match could fit again.
      after = await tx.update(after, { configuration: {}, refused: {}, label: null }, { bump: true, actor: call.actor });
      answer = toIntegration(after, address);
    }
    if (wasConnected || eraseData) await tx.audit({ action: 'disconnect', integration: current.id, outcome: 'allowed', details: { eraseData } }, call.actor);
    return answerIntegration(answer);
  }));
};

function disconnected(row: IntegrationRow, time: Date): RowChange {
  return {
    status: 'disconnected', enabled: true, scheme: null, account: null, scopes: null, previews: {}, problem: null, retryAt: null, checkedAt: null, connectedAt: null, connectedBy: null, accessEndsAt: null, signIn: null,
    ...(row.status === 'disconnected' ? {} : { since: time }),
  };
}

function readFlag(value: string | null): boolean {
  if (value !== null && value !== 'true' && value !== 'false') throw new IntegrationsError('bad_request', { detail: '`eraseData` is neither "true" nor "false", so nothing was done.' });
  return value === 'true';
}
