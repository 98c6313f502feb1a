import type { FieldOption } from '../../core/field.ts';
import type { Page, Values } from '../../core/integration.ts';
import { counted, listOf } from './impact-words.ts';

/** What a disconnect stops for the audiences kept in step, by name where the provider tells; nothing where none are. `read` gives one page of them. */
export async function audienceImpact(configuration: Values, field: string, read: () => Promise<Page<FieldOption>>): Promise<string[]> {
  const ids = configuration['audienceSyncEnabled'] === true ? listOf(configuration[field]) : [];
  if (ids.length === 0) return [];
  const found = await read().then(({ items }) => items.filter(({ value }) => ids.includes(value)).map(({ label }) => `“${label}”`), () => []);
  const names = found.slice(0, 3).join(', ');
  return [`${counted(ids.length, 'audience')} ${ids.length === 1 ? 'is' : 'are'} left as ${ids.length === 1 ? 'it is' : 'they are'} today${names ? `: ${names}${ids.length > 3 ? ' and others' : ''}` : ''}.`];
}
