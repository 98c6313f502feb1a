import { IntegrationsError } from '../../core/errors.ts';
import { formRules } from '../../core/form-rules.ts';
import { judgeConfiguration } from '../../core/judge.ts';
import type { TestReceipt } from '../../core/test-event.ts';
import { requests } from '../../core/wire.ts';
import { answerJson } from '../http/answer.ts';
import { makeReceipt } from '../receipt/make-receipt.ts';
import { addressId } from '../to-integration.ts';
import { attemptTest } from './attempt-test.ts';
import { type Ready, withCredentials } from '../oauth/ready-credentials.ts';
import { findRow } from './find-row.ts';
import type { Operation } from './operation.ts';
import { readRequest } from './read-request.ts';

/**
 * Sends one test with what is stored. From the moment it may go out its key sends nothing again, whatever happens here: what fails before is an
 * error and gives the key back, anything after is on the receipt. Goes on when the caller has left, as what was sent cannot be called back.
 */
export const sendTest: Operation = async (call, services) => {
  const { storage, catalogue, ask } = services;
  const { provider, address } = catalogue.resolve(call.parameters['integrationId'] ?? '');
  const { connector, definition } = provider;
  const { forms: { test }, credentials: form } = await provider.forms();
  const send = connector.sendTest?.bind(connector);
  if (!test || !send) throw new IntegrationsError('not_found', { detail: `${definition.name} has nothing to send for a test.` });
  const { values: given = {} } = readRequest(requests.sendTest, call.body);
  const judged = test.fields ? judgeConfiguration(test.fields, given, formRules) : { ok: true as const, values: {} };

  const ready = () => storage.store(call.store, async (tx) => {
    const row = await findRow(tx, address);
    if (!row || row.status === 'disconnected') throw new IntegrationsError('not_connected');
    if (!judged.ok) throw new IntegrationsError('validation_failed', { fields: judged.fields, detail: 'Some fields need a correction, so nothing was sent.' });
    await call.once.hold(tx);
    return { row, values: judged.values, stored: (await tx.openCredentials(row, 'test', call.actor)) ?? {} };
  });
  const attempt = async (): Promise<TestReceipt> => {
    const { row, values, stored } = await ready();
    const caller = { store: call.store, signal: new AbortController().signal };
    const once = async ({ credentials }: Ready) => {
      if (call.signal.aborted) throw new IntegrationsError('aborted');
      const input = { values, configuration: row.configuration, credentials };
      return { sent: await attemptTest(definition.name, (context) => send(input, context), (work) => ask(provider, caller, work)), credentials };
    };
    // A refused access token let nothing in, so the same test may go out again with a renewed one.
    const { sent, credentials } = await withCredentials(provider, services, call, row, stored, once, ({ sent: { found } }) => found.problem?.code === 'invalid_credentials');
    return makeReceipt(sent, form?.fields ?? [], credentials);
  };
  const receipt = await attempt().catch((error: unknown) => {
    call.once.letGo();
    throw error;
  });
  const answer = answerJson(receipt);
  // What was sent was sent, also where that can no longer be written down; the key then stays taken.
  return storage.store(call.store, (tx) => call.once(tx, async () => {
    await tx.audit({ action: 'test', integration: addressId(address), outcome: receipt.outcome === 'accepted' ? 'allowed' : 'failed', details: { outcome: receipt.outcome } }, call.actor);
    return answer;
  })).catch(() => answer);
};
