import type { Keeps, RootContextValue } from '../root/root-context.ts';
import { matches } from './matches.ts';

/** What search and filter leave over, as of now; undefined when that is everything. */
export function keepsOf({ categories, view }: RootContextValue): Keeps | undefined {
  const { query, filter } = view.get();
  if (query === '' && filter === 'all') return undefined;
  return ({ name, category, aliases = [] }, integration, connected) =>
    (filter === 'all' || connected === (filter === 'connected')) &&
    matches(query, [name, categories[category] ?? category, ...aliases, integration?.label ?? '', integration?.account?.label ?? '']);
}
