import { IntegrationsError } from '../../core/errors.ts';
import { requests } from '../../core/wire.ts';
import { answerJson } from '../http/answer.ts';
import { newAccountKey } from '../operations/new-account-key.ts';
import type { Operation } from '../operations/operation.ts';
import { readRequest } from '../operations/read-request.ts';
import { completeSignIn } from './complete-sign-in.ts';
import { findAuthorization } from './record.ts';
import { readTokens } from './stored-tokens.ts';
import { isExpired, toRecord } from './to-record.ts';

/** What becomes of a sign-in with another account: it takes the place of the old one, or gets a card of its own. By who signed in, once. */
export const resolveAuthorization: Operation = async (call, { storage, catalogue, oauth, now, departures }) => {
  const provider = catalogue.provider(call.parameters['provider'] ?? '');
  const { choice } = readRequest(requests.resolve, call.body);
  const setup = await oauth.setup(provider);

  const answer = await storage.store(call.store, (tx) => call.once(tx, async () => {
    const authorization = await findAuthorization(tx, call);
    const time = now();
    if (isExpired(authorization, time)) throw new IntegrationsError('authorization_expired');
    const { found } = authorization;
    const offered = choice === 'replace' || (choice === 'add' && provider.definition.accounts === 'many');
    if (authorization.status !== 'needs_choice' || !found || !offered || authorization.actor !== call.actor) throw new IntegrationsError('authorization_mismatch');
    const { address } = authorization;
    const tokens = readTokens(await tx.authorizations.open(authorization, call.actor));
    await completeSignIn(tx, { authorization, provider, setup, tokens, found, status: found.status, ...(found.granted && { granted: found.granted }), catalogue, time }, choice === 'add' ? { ...address, accountKey: newAccountKey() } : address);
    return answerJson(await toRecord(tx, (await tx.authorizations.find(authorization.id)) ?? authorization, provider.definition, time));
  }));
  departures.wake();
  return answer;
};
