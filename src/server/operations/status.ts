import { scopesOf } from '../../core/capabilities.ts';
import { type ErrorCode, IntegrationsError, isIntegrationsError, isRetryable, type Problem } from '../../core/errors.ts';
import type { Proof } from '../connector.ts';
import { answerIntegration } from '../http/answer.ts';
import { requireMatch } from '../http/if-match.ts';
import { type Ready, withCredentials } from '../oauth/ready-credentials.ts';
import type { IntegrationRow, RowChange } from '../storage/storage.ts';
import { addressId, toIntegration } from '../to-integration.ts';
import { findRow } from './find-row.ts';
import type { Operation } from './operation.ts';
import { isRefusal, rejectionOf } from './rejection.ts';

/** Seconds until a failed check is worth repeating, where the provider names none. */
const retryAfterDefault = 60;

/** Asks the provider whether what is stored still works, and remembers the finding. The revision stays: health is no edit. */
export const status: Operation = async (call, services) => {
  const { storage, catalogue, ask, now } = services;
  const { provider, address } = catalogue.resolve(call.parameters['integrationId'] ?? '');
  const look = (open: boolean) =>
    storage.store(call.store, async (tx) => {
      const found = await findRow(tx, address);
      requireMatch(call.ifMatch, toIntegration(found, address, provider), found !== null);
      return { row: found, credentials: open && found && found.status !== 'disconnected' ? await tx.openCredentials(found, 'status', call.actor) : null };
    });
  // What cannot be opened is the answer to the question: storage has marked the row, which says so (SR-76).
  const { row, credentials } = await look(true).catch((error: unknown) => {
    if (isIntegrationsError(error, 'internal')) return look(false);
    throw error;
  });
  if (!row || !credentials) return answerIntegration(toIntegration(row, address, provider));

  const webhook = await services.webhooks.of(address.provider, call.store, addressId(address));
  const proven = { version: row.credentialVersion };
  const verify = ({ credentials: given, row: { credentialVersion } }: Ready) => {
    proven.version = credentialVersion;
    return ask(provider, call, (context) => provider.connector.verify({ credentials: given, configuration: row.configuration, webhook }, context));
  };
  const change = await withCredentials(provider, services, call, row, credentials, verify, isRefusal).then(
    // What a sign-in allows was told when it was given.
    async (proof) => ({ ...verdict(row, proof, now()), ...(proof.outcome === 'rejected' || row.scheme === 'oauth2' ? {} : { scopes: scopesOf((await provider.forms()).forms.capabilities, proof.granted) }) }),
    // A refresh that found the grant gone has written that down.
    (error: unknown) => (isIntegrationsError(error, 'invalid_credentials') ? null : postponed(error, now(), call.signal)),
  );
  return storage.store(call.store, async (tx) => {
    const latest = await findRow(tx, address, { lock: true });
    // The finding is about credentials that are gone.
    if (!change || !latest || latest.credentialVersion !== proven.version) return answerIntegration(toIntegration(latest, address, provider));
    return answerIntegration(toIntegration(await tx.update(latest, change, { bump: false, actor: null }), address, provider));
  });
};

// Only proof changes a status: acceptance, or a refusal of these very credentials (design: health needs evidence).
function verdict(row: IntegrationRow, proof: Proof, time: Date): RowChange {
  const problem = proof.outcome === 'rejected' ? rejectionOf(proof).problem : null;
  if (problem && isRetryable(problem.code)) return later(problem, time);
  const next = proof.outcome === 'verified' ? 'connected' : proof.outcome === 'unverified' ? 'unverified' : problem?.code === 'invalid_credentials' ? 'needs_reauth' : 'error';
  return { status: next, problem, retryAt: null, checkedAt: time, ...(row.status === next ? {} : { since: time }) };
}

function postponed(error: unknown, time: Date, signal: AbortSignal): RowChange {
  // Nobody waits for the answer any more, and nothing was learnt.
  if (signal.aborted) throw new IntegrationsError('aborted', {}, error);
  const code: ErrorCode = isIntegrationsError(error) && isRetryable(error.code) ? error.code : 'provider_unavailable';
  const retryAfter = isIntegrationsError(error) ? error.problem.retryAfter : undefined;
  return later(new IntegrationsError(code, retryAfter === undefined ? {} : { retryAfter }).problem, time);
}

function later(problem: Problem, time: Date): RowChange {
  return { problem, retryAt: new Date(time.getTime() + (problem.retryAfter ?? retryAfterDefault) * 1000) };
}
