import { IntegrationsError } from '../../core/errors.ts';
import type { FieldOption } from '../../core/field.ts';
import type { Page } from '../../core/integration.ts';

/** Pages read for one search where a provider cannot search by itself. */
const searchedPages = 10;
/** Finds that end a search early. */
const enough = 20;

/**
 * One page, or with a query the matches of up to ten pages. The cursor always names a page of the provider,
 * so a search goes on where it stopped.
 */
export async function readPages(read: (cursor: string | undefined) => Promise<Page<FieldOption>>, query: string | undefined, from: string | undefined): Promise<Page<FieldOption>> {
  const wanted = query?.trim();
  if (!wanted) return read(from);
  const items: FieldOption[] = [];
  let cursor = from;
  for (let count = 0; count < searchedPages; count++) {
    const page = await read(cursor);
    items.push(...page.items.filter((item) => matches(item, wanted)));
    if (page.nextCursor === null || page.nextCursor === cursor) return { items, nextCursor: null };
    cursor = page.nextCursor;
    if (items.length >= enough) break;
  }
  return { items, nextCursor: cursor ?? null };
}

/** Is the text part of the label, ignoring case and accents? */
export function matches(item: FieldOption, query: string): boolean {
  return folded(item.label).includes(folded(query));
}

/** A cursor of the expected form. @throws IntegrationsError `bad_request`: cursors are made by us, so another one was tampered with. */
export function cursorOf(cursor: string | undefined, form: RegExp): string | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  if (!form.test(cursor)) throw new IntegrationsError('bad_request', { detail: 'This list cannot be continued from here. Open it again.' });
  return cursor;
}

/**
 * Reads a parameter of a provider's "next page" address. The address itself is never followed.
 * @throws IntegrationsError `provider_unavailable` when it points to another host.
 */
export function nextParameters(address: string, base: string): URLSearchParams {
  const url = URL.canParse(address, base) ? new URL(address, base) : null;
  if (url?.origin !== new URL(base).origin) {
    throw new IntegrationsError('provider_unavailable', { detail: 'The provider named a next page at another address, so the list was not read further. Try again later.' });
  }
  return url.searchParams;
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase();
}
