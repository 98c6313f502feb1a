import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Values } from '../../core/integration.ts';
import { isBlank } from '../../core/visibility.ts';
import { keysBeside } from '../oauth/beside-keys.ts';
import type { IntegrationRow, StoreTransaction } from '../storage/storage.ts';

/** What given credentials are merged with. `opened`: secrets were read, so a later change of them matters. */
export interface StoredCredentials {
  values: Values;
  opened: boolean;
}

/** Opens stored credentials only where a blank secret asks to be kept, so that every opening has a reason in the audit trail. */
export async function storedToMerge(tx: StoreTransaction, row: IntegrationRow | null, fields: readonly FieldDescriptor[], given: Values, purpose: string, actor: string): Promise<StoredCredentials> {
  if (!row || !fields.some((field) => field.secret && isBlank(given[field.key]) && isSet(row, field.key))) return { values: {}, opened: false };
  const stored = (await tx.openCredentials(row, purpose, actor)) ?? {};
  // What a sign-in left is no key that was entered, even where an own app's secret has the name of one; the keys it was added to are.
  const values = row.scheme === 'credentials' ? stored : keysBeside(stored);
  return values ? { values, opened: true } : { values: {}, opened: false };
}

function isSet(row: IntegrationRow, key: string): boolean {
  const preview = Object.hasOwn(row.previews, key) ? row.previews[key] : undefined;
  return preview?.secret === true && preview.isSet;
}
