import { answerJson } from '../http/answer.ts';
import { findRow } from './find-row.ts';
import type { Operation } from './operation.ts';

/** What a disconnect would break now: what the definition says, and what the provider knows on top where it can be asked. */
export const impact: Operation = async (call, { storage, catalogue, ask }) => {
  const { provider, address } = catalogue.resolve(call.parameters['integrationId'] ?? '');
  const { forms } = await provider.forms();
  const detailed = provider.connector.impact?.bind(provider.connector);
  const { row, credentials } = await storage.store(call.store, async (tx) => {
    const found = await findRow(tx, address);
    const open = detailed && found && found.status !== 'disconnected';
    return { row: found, credentials: open ? await tx.openCredentials(found, 'impact', call.actor) : null };
  });
  if (!row || row.status === 'disconnected') return answerJson({ items: [] });
  // A provider that cannot be asked must not keep anyone from disconnecting.
  const found = detailed && credentials ? await ask(provider, call, (context) => detailed({ credentials, configuration: row.configuration }, context)).catch(() => []) : [];
  return answerJson({ items: [...forms.disconnect.impact, ...found] });
};
