import { IntegrationsError, type Problem } from '../../core/errors.ts';
import type { Values, Verification } from '../../core/integration.ts';
import { formRules } from '../../core/form-rules.ts';
import { judgeConfiguration, judgeCredentials } from '../../core/judge.ts';
import { requests } from '../../core/wire.ts';
import { answerJson } from '../http/answer.ts';
import { withCredentials } from '../oauth/ready-credentials.ts';
import { addressId } from '../to-integration.ts';
import { findRow } from './find-row.ts';
import { normalise } from './normalise.ts';
import type { Operation } from './operation.ts';
import { readRequest } from './read-request.ts';
import { isRefusal } from './rejection.ts';
import { storedToMerge } from './stored-credentials.ts';

/** Proves given or stored credentials and persists nothing. A refusal, even of their form, is an outcome. */
export const verify: Operation = async (call, services) => {
  const { storage, catalogue, ask, now } = services;
  const { provider, address } = catalogue.resolve(call.parameters['integrationId'] ?? '');
  const { credentials: form, configuration: settings } = await provider.forms();
  const body = readRequest(requests.verify, call.body);
  const given = body.credentials && normalise(provider.connector, body.credentials);
  if (given && !form) throw new IntegrationsError('bad_request', { detail: `${provider.definition.name} is connected by signing in there, not by entering keys.` });

  const { row, stored } = await storage.store(call.store, async (tx) => {
    const found = await findRow(tx, address);
    if (given && form) return { row: found, stored: (await storedToMerge(tx, found, form.fields, given, 'verify', call.actor)).values };
    const opened = found && found.status !== 'disconnected' ? await tx.openCredentials(found, 'verify', call.actor) : null;
    if (!opened) throw new IntegrationsError('not_connected', { detail: 'Nothing is stored that could be tested. Enter the details first.' });
    return { row: found, stored: opened };
  });

  const judged = given && form ? judgeCredentials(form.schema, given, stored, formRules) : { ok: true as const, values: stored };
  const configured = body.configuration && settings ? judgeConfiguration(settings.schema, body.configuration, formRules) : { ok: true as const, values: row?.configuration ?? {} };
  if (!judged.ok || !configured.ok) {
    const fields = { ...(judged.ok ? {} : judged.fields), ...(configured.ok ? {} : configured.fields) };
    return answerJson(malformed(new IntegrationsError('validation_failed', { fields, detail: 'Some fields need a correction, so the provider was not asked.' }).problem, now()));
  }
  // Of settings that are not saved yet there is none.
  const webhook = body.configuration ? undefined : await services.webhooks.of(address.provider, call.store, addressId(address));
  const prove = ({ credentials }: { credentials: Values }) => ask(provider, call, (context) => provider.connector.verify({ credentials, configuration: configured.values, webhook }, context));
  const { outcome, account, stages } = await (given || !row ? prove({ credentials: judged.values }) : withCredentials(provider, services, call, row, judged.values, prove, isRefusal));
  return answerJson({ outcome, account, stages, checkedAt: now().toISOString() } satisfies Verification);
};

function malformed(problem: Problem, time: Date): Verification {
  return { outcome: 'rejected', account: null, checkedAt: time.toISOString(), stages: [{ id: 'format', outcome: 'failed', durationMs: 0, problem }] };
}
