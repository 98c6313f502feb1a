import { IntegrationsError } from '../../core/errors.ts';
import { requests } from '../../core/wire.ts';
import { answerIntegration } from '../http/answer.ts';
import { toIntegration } from '../to-integration.ts';
import { newAccountKey } from './new-account-key.ts';
import type { Operation } from './operation.ts';
import { readRequest } from './read-request.ts';

/** Creates a further account, `disconnected` until connected, under a key that is never used again. */
export const add: Operation = async (call, { storage, catalogue }) => {
  const { provider: id, label } = readRequest(requests.add, call.body);
  const provider = catalogue.provider(id);
  const { definition } = provider;
  if (definition.accounts !== 'many') throw new IntegrationsError('bad_request', { detail: `${definition.name} takes one account for each store.` });
  const address = { provider: id, accountKey: newAccountKey() };

  return storage.store(call.store, (tx) => call.once(tx, async () => {
    const row = await tx.ensure(address, definition.category);
    const saved = await tx.update(row, { label: label?.trim() || null }, { bump: true, actor: call.actor });
    const integration = toIntegration(saved, address, provider);
    await tx.audit({ action: 'add', integration: integration.id, outcome: 'allowed' }, call.actor);
    return answerIntegration(integration, 201);
  }));
};
