import { type Integration, parseIntegrationId } from '../core/integration.ts';
import { acceptIntegration } from './accept-integration.ts';
import { isObject } from './is-object.ts';

export interface ReadList {
  order: string[];
  integrations: Integration[];
  /** Offered, but left out or answered in a wrong shape. */
  missing: string[];
}

/** Sorts a list answer into what is known and what is not. Providers that are not offered are left out. */
export function readList(answer: readonly unknown[], offered: readonly string[]): ReadList {
  const asked = new Set(offered);
  const answered = new Set<string>();
  const found = new Map<string, Integration | null>();
  for (const entry of answer) {
    const integration = acceptIntegration(entry);
    const id = isObject(entry) ? String(entry['id']) : '';
    const provider = providerOf(id);
    if (!asked.has(provider)) continue;
    answered.add(provider);
    if (integration || !found.has(id)) found.set(id, integration);
  }
  const order = [...found.keys()];
  for (const [index, provider] of offered.entries()) {
    if (answered.has(provider)) continue;
    const before = order.findLastIndex((id) => providerOf(id) === offered[index - 1]);
    order.splice(before + 1, 0, provider);
  }
  return { order, integrations: [...found.values()].filter((one) => one !== null), missing: order.filter((id) => !found.get(id)) };
}

function providerOf(id: string): string {
  return parseIntegrationId(id)?.provider ?? '';
}
