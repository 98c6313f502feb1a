import { cardState } from '../../client/card-state.ts';
import type { IntegrationsClient } from '../../client/client.ts';
import type { ClientState } from '../../client/state.ts';
import { providerOf } from '../root/provider-of.ts';
import type { View } from '../root/root-context.ts';
import { matches } from './matches.ts';

/** What decides which cards show, besides the state. */
export interface Selection {
  client: IntegrationsClient;
  categories: Readonly<Record<string, string>>;
  view: View;
}

/** The addresses to show, in order; of one category, or of all. */
export function selectCards({ client, categories, view }: Selection, state: ClientState, category?: string): readonly string[] {
  const all = view.query === '' && view.filter === 'all';
  return state.order.filter((id) => {
    const provider = providerOf(client, id);
    if (!provider || (category !== undefined && provider.category !== category)) return false;
    if (all) return true;
    const integration = state.integrations[id];
    const connected = isConnected(state, id);
    if (view.filter !== 'all' && connected !== (view.filter === 'connected')) return false;
    return matches(view.query, [provider.name, categories[provider.category] ?? provider.category, ...(provider.aliases ?? []), integration?.label ?? '', integration?.account?.label ?? '']);
  });
}

/** The categories that have something to show: those with a heading first, in its order, then as the providers come. */
export function selectCategories(selection: Selection, state: ClientState): readonly string[] {
  const shown = new Set(selectCards(selection, state).map((id) => providerOf(selection.client, id)?.category));
  return inOrder(selection).filter((category) => shown.has(category));
}

/** Every category there is, in the order to show them. */
export function inOrder({ client, categories }: Pick<Selection, 'client' | 'categories'>): readonly string[] {
  return [...new Set([...Object.keys(categories), ...client.providers.map((provider) => provider.category)])];
}

/** Is there an account behind it, in whatever health? */
export function isConnected(state: ClientState, id: string): boolean {
  const integration = state.integrations[id];
  return integration !== undefined && integration.status !== 'disconnected';
}

/** How many cards there are, are connected, and want a repair. */
export function countCards(client: IntegrationsClient, state: ClientState, category?: string): { total: number; connected: number; attention: number } {
  const counts = { total: 0, connected: 0, attention: 0 };
  for (const id of state.order) {
    const provider = providerOf(client, id);
    if (!provider || (category !== undefined && provider.category !== category)) continue;
    counts.total++;
    if (isConnected(state, id)) counts.connected++;
    if (needsAttention(state, id)) counts.attention++;
  }
  return counts;
}

/** Does it stand still until somebody repairs it? */
export function needsAttention(state: ClientState, id: string): boolean {
  const shown = cardState(state.integrations[id], state.operations[id], state.unknown[id]);
  return shown === 'needs_reauth' || shown === 'failing';
}
