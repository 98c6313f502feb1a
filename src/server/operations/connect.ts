import { scopesOf } from '../../core/capabilities.ts';
import { previewCredentials } from '../../core/credential-previews.ts';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';
import type { CredentialPreview, Values } from '../../core/integration.ts';
import { formRules } from '../../core/form-rules.ts';
import { judgeCredentials } from '../../core/judge.ts';
import { isBlank } from '../../core/visibility.ts';
import { requests } from '../../core/wire.ts';
import type { Proof } from '../connector.ts';
import { answerIntegration } from '../http/answer.ts';
import { requireMatch } from '../http/if-match.ts';
import { addedToKeys } from '../oauth/beside-keys.ts';
import { withCredentials } from '../oauth/ready-credentials.ts';
import { readTokens, sealable } from '../oauth/stored-tokens.ts';
import type { IntegrationRow } from '../storage/storage.ts';
import { toIntegration } from '../to-integration.ts';
import { connected } from './connected.ts';
import { findRow } from './find-row.ts';
import { findHolder, heldBy } from './holder.ts';
import { normalise } from './normalise.ts';
import type { Operation } from './operation.ts';
import { readRequest } from './read-request.ts';
import { isRefusal, rejectionOf } from './rejection.ts';
import { storedToMerge } from './stored-credentials.ts';

/** Proves credentials, then stores them. A refusal or a provider that cannot be asked stores nothing. */
export const connect: Operation = async (call, services) => {
  const { storage, catalogue, ask, now } = services;
  const { provider, address } = catalogue.resolve(call.parameters['integrationId'] ?? '');
  const { connector, definition } = provider;
  const { credentials: form, forms: { auth, capabilities } } = await provider.forms();
  if (!form) throw new IntegrationsError('bad_request', { detail: `${definition.name} is connected by signing in there, not by entering keys.` });
  const given = normalise(connector, readRequest(requests.connect, call.body).credentials);

  const before = await storage.store(call.store, async (tx) => {
    const row = await findRow(tx, address);
    requireMatch(call.ifMatch, toIntegration(row, address, provider), row !== null);
    const stored = await storedToMerge(tx, row, form.fields, given, 'connect', call.actor);
    // A sign-in that was added to the keys goes on with the new ones.
    const signedIn = row?.scheme === 'oauth2' && auth.oauth2?.adds !== undefined ? await tx.openCredentials(row, 'connect', call.actor) : null;
    return { row, stored, signedIn };
  });
  const judged = judgeCredentials(form.schema, given, before.stored.values, formRules);
  if (!judged.ok) throw new IntegrationsError('validation_failed', { fields: judged.fields });

  const configuration = before.row?.configuration ?? {};
  let version = before.row?.credentialVersion;
  const prove = (credentials: Values) => ask(provider, call, (context) => connector.verify({ credentials, configuration }, context));
  const proof = await (before.row && before.signedIn ? withCredentials(provider, services, call, before.row, before.signedIn, ({ credentials, row }) => {
    version = row.credentialVersion;
    return prove({ ...credentials, ...judged.values });
  }, isRefusal) : prove(judged.values));
  if (proof.outcome === 'rejected') throw rejectionOf(proof);

  const saved = storage.store(call.store, (tx) => call.once(tx, async () => {
    // A further account may have been removed meanwhile; only the first may be created here.
    if (address.accountKey !== '') await findRow(tx, address, { lock: true });
    const row = await tx.ensure(address, definition.category);
    const current = toIntegration(row, address, provider);
    requireMatch(call.ifMatch, current, before.row !== null);
    if ((before.stored.opened || before.signedIn) && row.credentialVersion !== version) throw new IntegrationsError('conflict', { current });
    refuseOtherAccount(row, proof);
    const holder = await findHolder(tx, provider.definition.id, proof.account);
    if (holder && holder.id !== row.id) throw heldBy(holder, provider);
    const time = now();
    const previews = keepDates(previewCredentials(form.fields, judged.values, time.toISOString()), row, form.fields, given);
    const status = proof.outcome === 'verified' ? 'connected' as const : 'unverified' as const;
    const stays = before.signedIn && (await tx.openCredentials(row, 'connect', call.actor));
    const saved = await tx.saveCredentials(row, stays ? sealable(addedToKeys(readTokens(stays), judged.values)) : judged.values, {
      ...connected(row, { status, account: proof.account, scheme: stays ? 'oauth2' : 'credentials' }, time, call.actor), previews,
      ...(stays ? { scopes: row.scopes, persons: row.persons, accessEndsAt: row.accessEndsAt, renewAt: row.renewAt } : { scopes: scopesOf(capabilities, proof.granted) }),
    }, call.actor);
    await tx.audit({ action: 'connect', integration: current.id, outcome: 'allowed', details: { status: saved.status } }, call.actor);
    return answerIntegration(toIntegration(saved, address, provider));
  }));
  return saved.catch(async (error: unknown) => {
    // Another connect of the same account was quicker: its card is there only now.
    if (!isIntegrationsError(error, 'already_connected') || error.problem.current) throw error;
    const holder = await storage.store(call.store, (tx) => findHolder(tx, provider.definition.id, proof.account));
    throw holder ? heldBy(holder, provider) : error;
  });
};

function refuseOtherAccount({ status, account }: IntegrationRow, proof: Proof): void {
  if (status === 'disconnected' || account?.id === undefined || proof.account?.id === undefined || account.id === proof.account.id) return;
  throw new IntegrationsError('wrong_account', {
    detail: `These details belong to “${proof.account.label}”, but “${account.label}” is connected. Nothing was changed. Disconnect it first to connect another account.`,
  });
}

// A kept secret is as old as it was.
function keepDates(previews: Record<string, CredentialPreview>, row: IntegrationRow, fields: readonly FieldDescriptor[], given: Values): Record<string, CredentialPreview> {
  for (const { key, secret } of fields) {
    const before = row.previews[key];
    const after = previews[key];
    if (secret && isBlank(given[key]) && before?.secret && after?.secret && after.isSet) previews[key] = { ...after, updatedAt: before.updatedAt };
  }
  return previews;
}
