import type { AuthorizationRecord } from '../../core/authorization.ts';
import type { FieldOption } from '../../core/field.ts';
import type { OfferedProvider } from '../catalogue.ts';
import type { AuthorizationRow } from '../storage/authorization-row.ts';
import type { StoreTransaction } from '../storage/storage.ts';
import { toIntegration } from '../to-integration.ts';

/** Has it lapsed without a result? */
export function isExpired({ status, expiresAt }: AuthorizationRow, now: Date): boolean {
  return (status === 'pending' || status === 'needs_choice') && expiresAt <= now;
}

/** The same, whether or not it was seen to yet. */
export function hasLapsed(authorization: AuthorizationRow, now: Date): boolean {
  return isExpired(authorization, now) || authorization.problem?.code === 'authorization_expired';
}

/** A sign-in as callers see it; nothing in it is secret. */
export async function toRecord(tx: StoreTransaction, authorization: AuthorizationRow, provider: OfferedProvider, now: Date): Promise<AuthorizationRecord> {
  const { status, address, found, problem } = authorization;
  if (hasLapsed(authorization, now)) return { status: 'expired' };
  if (status !== 'completed' && status !== 'needs_choice') return { status, ...(problem && { problem }) };
  const integration = toIntegration(await tx.find(address), address, provider);
  if (status === 'completed' || !found) return { status, integration };
  if ('reached' in found) return { status, integration, choices: found.reached.map(({ more: _, ...choice }) => choice) };
  const choice = (value: string): FieldOption => ({ value, label: found.account.label, ...(found.account.id !== undefined && { hint: found.account.id }) });
  return { status, integration, choices: provider.definition.accounts === 'many' ? [choice('replace'), choice('add')] : [choice('replace')] };
}
