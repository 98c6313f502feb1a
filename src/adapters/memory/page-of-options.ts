import { IntegrationsError } from '../../core/errors.ts';
import type { FieldOption } from '../../core/field.ts';
import type { Page } from '../../core/integration.ts';

const pageSize = 20;

/** One page of the choices whose label or value contains `query`; the cursor is where the page begins. */
export function pageOfOptions(choices: readonly FieldOption[], query = '', cursor = '0'): Page<FieldOption> {
  const start = /^\d{1,9}$/.test(cursor) ? Number(cursor) : undefined;
  if (start === undefined) throw new IntegrationsError('bad_request', { detail: 'The cursor is not one this list gave. Load the list again.' });
  const wanted = query.trim().toLowerCase();
  const found = choices.filter(({ label, value }) => `${label}\n${value}`.toLowerCase().includes(wanted));
  const end = start + pageSize;
  return { items: structuredClone(found.slice(start, end)), nextCursor: end < found.length ? String(end) : null };
}
