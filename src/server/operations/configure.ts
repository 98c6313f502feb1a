import { replaceConfiguration } from '../../core/configuration.ts';
import { IntegrationsError } from '../../core/errors.ts';
import { formRules } from '../../core/form-rules.ts';
import type { Values } from '../../core/integration.ts';
import { judgeConfiguration } from '../../core/judge.ts';
import { requests } from '../../core/wire.ts';
import { type Answer, answerIntegration } from '../http/answer.ts';
import { requireMatch } from '../http/if-match.ts';
import type { IntegrationRow, StoreTransaction } from '../storage/storage.ts';
import { addressId, toIntegration } from '../to-integration.ts';
import { findRow } from './find-row.ts';
import type { Operation } from './operation.ts';
import { pendingSettings } from './pending-settings.ts';
import { pushSettings, unconfirmed } from './push-settings.ts';
import { readRequest } from './read-request.ts';

/**
 * Replaces the configuration the schema knows. The revision is compared under the row's lock, so of concurrent writers one wins.
 * Settings the provider keeps too are passed on after they are saved; what it refuses stands in the `problem` of the answer.
 */
export const configure: Operation = async (call, services) => {
  const { storage, catalogue } = services;
  const { provider, address } = catalogue.resolve(call.parameters['integrationId'] ?? '');
  const { connector, definition } = provider;
  const form = (await provider.forms()).configuration;
  const given = readRequest(requests.configure, call.body).configuration;
  if (!form) throw new IntegrationsError('bad_request', { detail: `${definition.name} has nothing to configure.` });
  const judged = judgeConfiguration(form.schema, given, formRules);
  const rest: { push?: Push } = {};

  const saved = await storage.store(call.store, (tx) => call.once(tx, async () => {
    delete rest.push;
    const row = await findRow(tx, address, { lock: true });
    const current = toIntegration(row, address, provider);
    // Before the precondition: RFC 9110 §13.2.1 has one ignored where the answer would be an error without it.
    if (!row || row.status === 'disconnected') throw new IntegrationsError('not_connected', { current });
    requireMatch(call.ifMatch, current, true);
    if (!judged.ok) throw new IntegrationsError('validation_failed', { fields: judged.fields });
    const configuration = replaceConfiguration(form.fields, row.configuration, judged.values);
    const fields = connector.push ? pendingSettings(form.fields, row, configuration) : [];
    // Raised even where nothing differs: two equal saves from one revision must not both win (SR-57).
    const written = await tx.update(row, { configuration, refused: unconfirmed(fields, definition.name) }, { bump: true, actor: call.actor });
    if (fields.length > 0) rest.push = { row: written, fields, credentials: (await tx.openCredentials(written, 'push', call.actor)) ?? {} };
    await tx.audit({ action: 'configure', integration: current.id, outcome: 'allowed', details: { revision: written.revision } }, call.actor);
    return answerIntegration(toIntegration(written, address, provider));
  }));
  if (!rest.push) return saved;

  const { row, fields, credentials } = rest.push;
  const refused = await pushSettings(provider, services, call, { row, credentials, configuration: row.configuration, fields });
  const settle = async (tx: StoreTransaction): Promise<Answer> => {
    const latest = await findRow(tx, address, { lock: true });
    // Whoever saved meanwhile has found these fields unconfirmed, and passes them on as well.
    if (latest?.revision !== row.revision) return answerIntegration(toIntegration(latest, address, provider));
    const settled = await tx.update(latest, { refused }, { bump: false, actor: null });
    await tx.audit({ action: 'push', integration: addressId(address), outcome: Object.keys(refused).length > 0 ? 'failed' : 'allowed', details: { fields: fields.join(' '), refused: Object.keys(refused).join(' ') } }, call.actor);
    const answer = answerIntegration(toIntegration(settled, address, provider));
    await call.once.amend(tx, answer);
    return answer;
  };
  // The save stands whatever becomes of this; it then says that the fields are unconfirmed.
  return storage.store(call.store, settle).catch(() => saved);
};

interface Push {
  row: IntegrationRow;
  fields: readonly string[];
  credentials: Values;
}
