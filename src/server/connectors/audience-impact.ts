import type { DisconnectImpact } from '../../core/disconnect-impact.ts';
import type { FieldOption } from '../../core/field.ts';
import type { Page, Values } from '../../core/integration.ts';
import { counted, listOf } from './impact-words.ts';

/** What becomes of the audiences kept in step, by name where the provider tells; nothing where none are. `read` gives one page of them. */
export async function audienceImpact(configuration: Values, field: string, read: () => Promise<Page<FieldOption>>): Promise<DisconnectImpact> {
  const ids = configuration['audienceSyncEnabled'] === true ? listOf(configuration[field]) : [];
  if (ids.length === 0) return { items: [] };
  const found = await read().then(({ items }) => items.filter(({ value }) => ids.includes(value)).map(({ label }) => `“${label}”`), () => []);
  const names = found.slice(0, 3).join(', ');
  const [stay, they] = ids.length === 1 ? ['stays', 'it is'] : ['stay', 'they are'];
  return { items: [], keeps: [`${counted(ids.length, 'audience')} ${stay} as ${they} today${names ? `: ${names}${ids.length > 3 ? ' and others' : ''}` : ''}.`] };
}
