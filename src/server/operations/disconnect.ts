import { IntegrationsError } from '../../core/errors.ts';
import type { OfferedProvider } from '../catalogue.ts';
import { leave } from '../departures/leave.ts';
import { answerIntegration } from '../http/answer.ts';
import { requireMatch } from '../http/if-match.ts';
import { giveUp } from '../oauth/give-up.ts';
import type { IntegrationRow, RowChange } from '../storage/storage.ts';
import { toIntegration } from '../to-integration.ts';
import { findRow } from './find-row.ts';
import type { Operation } from './operation.ts';
import { undone } from './undone.ts';

/** Destroys credentials at once and keeps the configuration, unless `eraseData`. What is left to do at the provider follows in the background. Repeating it changes nothing. */
export const disconnect: Operation = async (call, { storage, catalogue, now, departures }) => {
  const { provider, address } = catalogue.resolve(call.parameters['integrationId'] ?? '');
  const eraseData = readFlag(call.query.get('eraseData'));
  const choices = await readChoices(call.query.getAll('choice'), provider);

  const { connector: { undoes }, definition: { name } } = provider;
  const paths = undoes?.(choices);
  const fields = (paths && (await provider.forms()).configuration?.fields) ?? [];
  let queued = false;

  const answer = await storage.store(call.store, (tx) => call.once(tx, async () => {
    // Whoever is still signing in would undo this. Before the row is locked: a sign-in that ends locks both in this order.
    const open = await tx.authorizations.allOpen(address);
    const row = await findRow(tx, address, { lock: true });
    const current = toIntegration(row, address, provider);
    requireMatch(call.ifMatch, current, row !== null);
    for (const one of open) {
      await giveUp(tx, catalogue, one, { actor: call.actor, except: row?.id });
      await tx.authorizations.update(one.id, { status: 'cancelled' });
    }
    queued = open.length > 0;
    if (!row) return answerIntegration(current);

    const wasConnected = row.status !== 'disconnected' || row.credentials !== null;
    let after = row;
    const taken = undone(fields, row.configuration, paths ?? [], name);
    // Where nothing was set, the keys need not wait sealed for a provider that cannot be reached.
    const cleans = paths === undefined || choices.length > 0 || paths.some((path) => taken[path] !== undefined || row.refused[path] !== undefined);
    const leaving = await leave(tx, catalogue, { ...row, provider, address, choices, cleans, actor: call.actor, except: row.id }, () => tx.openCredentials(row, 'depart', call.actor));
    queued ||= leaving.queued;
    if (wasConnected) after = await tx.destroyCredentials(row, { ...disconnected(row, now()), refused: { ...row.refused, ...taken }, revocation: leaving.revocation, accessUrl: provider.connector.oauth2?.accessUrl ?? null }, call.actor);
    else if (row.signIn) after = await tx.update(row, { signIn: null }, { bump: false, actor: null });
    let answer = toIntegration(after, address, provider);
    if (eraseData && address.accountKey !== '') {
      await tx.remove(after);
      answer = toIntegration(null, address, provider);
    } else if (eraseData && (Object.keys(after.configuration).length > 0 || after.label !== null)) {
      // The row stays: a new one would count revisions from the start, and an old If-Match could fit again.
      after = await tx.update(after, { configuration: {}, refused: {}, label: null }, { bump: true, actor: call.actor });
      answer = toIntegration(after, address, provider);
    }
    if (wasConnected || eraseData) await tx.audit({ action: 'disconnect', integration: current.id, outcome: 'allowed', details: { eraseData, revocation: leaving.revocation, shared: leaving.shared } }, call.actor);
    return answerIntegration(answer);
  }));
  if (queued) departures.wake();
  return answer;
};

function disconnected(row: IntegrationRow, time: Date): RowChange {
  return {
    status: 'disconnected', enabled: true, scheme: null, account: null, scopes: null, persons: null, ownApp: null, previews: {}, problem: null, retryAt: null, checkedAt: null, connectedAt: null, connectedBy: null, accessEndsAt: null, renewAt: null, signIn: null,
    ...(row.status === 'disconnected' ? {} : { since: time }),
  };
}

async function readChoices(given: readonly string[], { forms }: OfferedProvider): Promise<readonly string[]> {
  if (given.length === 0) return given;
  const offered = (await forms()).forms.disconnect.choices ?? [];
  if (given.some((one) => !offered.some(({ id }) => id === one))) throw new IntegrationsError('bad_request', { detail: 'Something was chosen that a disconnect does not offer here, so nothing was done. Reload the page.' });
  return [...new Set(given)];
}

function readFlag(value: string | null): boolean {
  if (value !== null && value !== 'true' && value !== 'false') throw new IntegrationsError('bad_request', { detail: '`eraseData` is neither "true" nor "false", so nothing was done.' });
  return value === 'true';
}
