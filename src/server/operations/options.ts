import { IntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import { formRules } from '../../core/form-rules.ts';
import { judgeCredentials } from '../../core/judge.ts';
import { requests } from '../../core/wire.ts';
import { isBlank } from '../../core/visibility.ts';
import { answerJson } from '../http/answer.ts';
import { withCredentials } from '../oauth/ready-credentials.ts';
import { findRow } from './find-row.ts';
import { normalise } from './normalise.ts';
import type { Operation } from './operation.ts';
import { readRequest } from './read-request.ts';
import { storedToMerge } from './stored-credentials.ts';

/** Choices of a field, asked of the provider with stored credentials or unsaved ones, which are never stored. */
export const options: Operation = async (call, services) => {
  const { storage, catalogue, ask } = services;
  const { provider, address } = catalogue.resolve(call.parameters['integrationId'] ?? '');
  const { connector } = provider;
  const field = call.parameters['field'] ?? '';
  const load = connector.options && Object.hasOwn(connector.options, field) ? connector.options[field] : undefined;
  if (!load) throw new IntegrationsError('not_found', { detail: 'This field has no choices to load.' });
  const { query, cursor, values = {} } = readRequest(requests.options, call.body === undefined ? fromQuery(call.query) : call.body);
  const form = (await provider.forms()).credentials;
  const { credentials: entered, configuration } = split(values, form?.fields.map(({ key }) => key) ?? []);
  const given = Object.values(entered).some((value) => !isBlank(value)) ? normalise(connector, entered) : null;

  const { row, stored } = await storage.store(call.store, async (tx) => {
    const found = await findRow(tx, address);
    if (given && form) return { row: found, stored: (await storedToMerge(tx, found, form.fields, given, 'options', call.actor)).values };
    const opened = found && found.status !== 'disconnected' ? await tx.openCredentials(found, 'options', call.actor) : null;
    if (!opened) throw new IntegrationsError('not_connected', { detail: 'The choices come from the provider, which is not connected. Connect it first.' });
    return { row: found, stored: opened };
  });
  const judged = given && form ? judgeCredentials(form.schema, given, stored, formRules) : { ok: true as const, values: stored };
  if (!judged.ok) throw new IntegrationsError('validation_failed', { fields: judged.fields });

  const page = ({ credentials }: { credentials: Values }) => ask(provider, call, (context) =>
    load({
      credentials,
      configuration: { ...row?.configuration, ...configuration },
      ...(query === undefined ? {} : { query }),
      ...(cursor === undefined ? {} : { cursor }),
    }, context));
  return answerJson(await (given || !row ? page({ credentials: judged.values }) : withCredentials(provider, services, call, row, judged.values, page)));
};

function fromQuery(parameters: URLSearchParams): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of ['query', 'cursor']) {
    const value = parameters.get(name);
    if (value !== null) found[name] = value;
  }
  return found;
}

function split(values: Values, credentialKeys: readonly string[]): { credentials: Values; configuration: Values } {
  const isCredential = (key: string) => credentialKeys.includes(key);
  const pick = (keep: (key: string) => boolean) => Object.fromEntries(Object.entries(values).filter(([key]) => keep(key)));
  return { credentials: pick(isCredential), configuration: pick((key) => !isCredential(key)) };
}
