import { IntegrationsError } from '../../core/errors.ts';
import { requests } from '../../core/wire.ts';
import { answerIntegration } from '../http/answer.ts';
import { findRow } from '../operations/find-row.ts';
import type { Operation } from '../operations/operation.ts';
import { readRequest } from '../operations/read-request.ts';
import { toIntegration } from '../to-integration.ts';
import { refreshTokens } from './refresh-tokens.ts';
import { readTokens } from './stored-tokens.ts';

/** Renews the access of a sign-in now, or joins whoever does. Answers the Integration, never a token. */
export const refresh: Operation = async (call, services) => {
  const { integration } = readRequest(requests.refresh, call.body);
  const { provider, address } = services.catalogue.resolve(integration);
  if (address.provider !== call.parameters['provider']) throw new IntegrationsError('not_found');
  const { name } = provider.definition;
  const tokens = await services.storage.store(call.store, async (tx) => {
    const row = await findRow(tx, address);
    if (!row || row.status === 'disconnected') throw new IntegrationsError('not_connected');
    if (row.scheme !== 'oauth2') throw new IntegrationsError('bad_request', { detail: `${name} is connected by keys here, which need no refresh.` });
    return readTokens((await tx.openCredentials(row, 'refresh', call.actor)) ?? {});
  });
  if (tokens.refreshToken === undefined) throw new IntegrationsError('bad_request', { detail: `What ${name} gave at the sign-in cannot be refreshed. It lasts until it is revoked or ends.` });
  const { row } = await refreshTokens({ provider, address, store: call.store, actor: call.actor, signal: call.signal, unless: tokens.accessToken }, services);
  return answerIntegration(toIntegration(row, address, provider));
};
