import type { Integration } from '../core/integration.ts';
import { acceptIntegration } from './accept-answer.ts';

export interface ReadList {
  order: string[];
  integrations: Integration[];
  /** Offered, but left out or answered in a wrong shape. */
  missing: string[];
}

/** Sorts a list answer into what is known and what is not. Providers that are not offered are left out. */
export function readList(answer: readonly unknown[], offered: readonly string[]): ReadList {
  const found = new Map<string, Integration>();
  const broken = new Set<string>();
  const order: string[] = [];
  for (const entry of answer) {
    const integration = acceptIntegration(entry);
    const id = integration?.id ?? addressIn(entry, offered);
    if (!id || (integration && !offered.includes(integration.provider))) continue;
    if (integration) found.set(id, integration);
    else broken.add(id);
    if (!order.includes(id)) order.push(id);
  }
  const providerOf = (id: string) => id.split('~')[0] ?? id;
  for (const [index, provider] of offered.entries()) {
    if (order.some((id) => providerOf(id) === provider)) continue;
    const earlier = offered.slice(0, index);
    const after = earlier.length === 0 ? -1 : order.findLastIndex((id) => providerOf(id) === earlier.at(-1));
    order.splice(after + 1, 0, provider);
    broken.add(provider);
  }
  return { order, integrations: [...found.values()], missing: [...broken].filter((id) => !found.has(id)) };
}

function addressIn(entry: unknown, offered: readonly string[]): string | null {
  const id = typeof entry === 'object' && entry !== null ? (entry as { id?: unknown }).id : null;
  return typeof id === 'string' && /^[a-z0-9-]+(~[a-z0-9]+)?$/.test(id) && offered.includes(id.split('~')[0] ?? '') ? id : null;
}
