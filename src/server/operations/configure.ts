import { replaceConfiguration } from '../../core/configuration.ts';
import { IntegrationsError } from '../../core/errors.ts';
import { formRules } from '../../core/form-rules.ts';
import { judgeConfiguration } from '../../core/judge.ts';
import { requests } from '../../core/wire.ts';
import { answerIntegration } from '../http/answer.ts';
import { requireMatch } from '../http/if-match.ts';
import { toIntegration } from '../to-integration.ts';
import { findRow } from './find-row.ts';
import type { Operation } from './operation.ts';
import { readRequest } from './read-request.ts';

/** Replaces the configuration the schema knows. The revision is compared under the row's lock, so of concurrent writers one wins. */
export const configure: Operation = async (call, { storage, catalogue }) => {
  const { provider, address } = catalogue.resolve(call.parameters['integrationId'] ?? '');
  const form = (await provider.forms()).configuration;
  const given = readRequest(requests.configure, call.body).configuration;
  if (!form) throw new IntegrationsError('bad_request', { detail: `${provider.definition.name} has nothing to configure.` });
  const judged = judgeConfiguration(form.schema, given, formRules);

  return storage.store(call.store, (tx) => call.once(tx, async () => {
    const row = await findRow(tx, address, { lock: true });
    const current = toIntegration(row, address);
    // Before the precondition: RFC 9110 §13.2.1 has one ignored where the answer would be an error without it.
    if (!row || row.status === 'disconnected') throw new IntegrationsError('not_connected', { current });
    requireMatch(call.ifMatch, current, true);
    if (!judged.ok) throw new IntegrationsError('validation_failed', { fields: judged.fields });
    // Raised even where nothing differs: two equal saves from one revision must not both win (SR-57).
    const saved = await tx.update(row, { configuration: replaceConfiguration(form.fields, row.configuration, judged.values) }, { bump: true, actor: call.actor });
    await tx.audit({ action: 'configure', integration: current.id, outcome: 'allowed', details: { revision: saved.revision } }, call.actor);
    return answerIntegration(toIntegration(saved, address));
  }));
};
