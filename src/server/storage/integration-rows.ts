import { type RawBuilder, type Selectable, sql, type Updateable } from 'kysely';
import type { SealedCredentials } from '../vault/vault.ts';
import type { IntegrationsTable } from './schema.ts';
import type { IntegrationRow, RowChange } from './storage.ts';

/** A row as the database writes it in JSON. One such column costs PGlite a third less than a column for each member. */
export const wholeRow = sql<StoredRow>`row_to_json(integrations)`.as('row');

type Times = 'retry_at' | 'checked_at' | 'since' | 'connected_at' | 'access_ends_at' | 'renew_at' | 'refresh_until' | 'updated_at';
type StoredRow = Omit<Selectable<IntegrationsTable>, Times> & { [Time in Times]: string | (null extends Selectable<IntegrationsTable>[Time] ? null : never) };

/** A value for a jsonb column. Spelt out, because the drivers differ: one would send an array as a PostgreSQL array. */
export function json<T>(value: T): RawBuilder<T> {
  return sql<T>`${JSON.stringify(value)}::jsonb`;
}

/** @param now decides whether a sign-in is still under way. @param provides capabilities that come from the server, not from credentials. */
export function toRow({ row: from }: { row: StoredRow }, now: Date, provides: (provider: string) => readonly string[]): IntegrationRow {
  return {
    id: from.id, provider: from.provider, accountKey: from.account_key, label: from.label, status: from.status, enabled: from.is_enabled, scheme: from.scheme,
    account: from.account_label === null ? null : { ...(from.account_id === null ? {} : { id: from.account_id }), label: from.account_label },
    scopes: withProvided(from.scopes, provides(from.provider)), credentials: isSealed(from.credentials) ? from.credentials : null, credentialVersion: from.credential_version, previews: from.previews,
    configuration: from.configuration, refused: from.refused, problem: from.problem, retryAt: toTime(from.retry_at), checkedAt: toTime(from.checked_at), since: new Date(from.since),
    signIn: from.sign_in && new Date(from.sign_in.expiresAt) > now ? from.sign_in : null, accessEndsAt: toTime(from.access_ends_at), renewAt: toTime(from.renew_at),
    revocation: from.revocation, accessUrl: from.access_url, persons: from.persons, ownApp: from.own_app, refresh: { until: toTime(from.refresh_until), number: from.refresh_number },
    connectedAt: toTime(from.connected_at), connectedBy: from.connected_by, updatedBy: from.updated_by, updatedAt: new Date(from.updated_at), revision: from.revision,
  };
}

function withProvided(scopes: IntegrationRow['scopes'], provided: readonly string[]): IntegrationRow['scopes'] {
  return scopes && provided.length > 0 ? { granted: [...scopes.granted, ...provided], missing: scopes.missing.filter((one) => !provided.includes(one)) } : scopes;
}

function toTime(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function isSealed(stored: SealedCredentials | Record<string, never>): stored is SealedCredentials {
  return Object.hasOwn(stored, 'v');
}

/** The columns a change writes. `since` follows the status by itself; `updatedBy` is the actor's unless stated. */
export function toColumns(row: IntegrationRow, change: RowChange, actor: string | null, now: Date): Updateable<IntegrationsTable> {
  const columns: Updateable<IntegrationsTable> = { updated_at: now };
  if (change.status !== undefined && change.status !== row.status) columns.since = now;
  if (change.label !== undefined) columns.label = change.label;
  if (change.status !== undefined) columns.status = change.status;
  if (change.enabled !== undefined) columns.is_enabled = change.enabled;
  if (change.scheme !== undefined) columns.scheme = change.scheme;
  if (change.account !== undefined) Object.assign(columns, { account_id: change.account?.id ?? null, account_label: change.account?.label ?? null });
  if (change.scopes !== undefined) columns.scopes = change.scopes === null ? null : (json(change.scopes) as never);
  if (change.previews !== undefined) columns.previews = json(change.previews) as never;
  if (change.configuration !== undefined) columns.configuration = json(change.configuration) as never;
  if (change.refused !== undefined) columns.refused = json(change.refused) as never;
  if (change.problem !== undefined) columns.problem = change.problem === null ? null : (json(change.problem) as never);
  if (change.retryAt !== undefined) columns.retry_at = change.retryAt;
  if (change.checkedAt !== undefined) columns.checked_at = change.checkedAt;
  if (change.since !== undefined) columns.since = change.since;
  if (change.connectedAt !== undefined) columns.connected_at = change.connectedAt;
  if (change.connectedBy !== undefined) columns.connected_by = change.connectedBy;
  if (change.signIn !== undefined) columns.sign_in = change.signIn === null ? null : (json(change.signIn) as never);
  if (change.accessEndsAt !== undefined) columns.access_ends_at = change.accessEndsAt;
  if (change.renewAt !== undefined) columns.renew_at = change.renewAt;
  if (change.revocation !== undefined) columns.revocation = change.revocation;
  if (change.persons !== undefined) columns.persons = change.persons === null ? null : (json(change.persons) as never);
  if (change.ownApp !== undefined) columns.own_app = change.ownApp;
  if (change.accessUrl !== undefined) columns.access_url = change.accessUrl;
  if (change.updatedBy !== undefined) columns.updated_by = change.updatedBy;
  else if (actor !== null) columns.updated_by = actor;
  return columns;
}

/** The address of a row, as it stands in URLs and in the audit. */
export function addressOf({ provider, accountKey }: { provider: string; accountKey: string }): string {
  return accountKey ? `${provider}~${accountKey}` : provider;
}
