import type { Integration } from '../core/integration.ts';
import { knownIntegration } from './known-integration.ts';
import type { ClientState } from './state.ts';

/**
 * A list answer as it mostly is: every provider offered is in it, nothing has a problem, nobody is signing in and nothing is malformed. Null for any other,
 * which is judged by code that loads then.
 */
export function readUsualList(answer: unknown, offered: readonly string[]): Pick<ClientState, 'order' | 'integrations'> | null {
  if (!Array.isArray(answer)) return null;
  const asked = new Set(offered);
  const missing = new Set(offered);
  const order: string[] = [];
  const integrations: Record<string, Integration> = {};
  for (const entry of answer as unknown[]) {
    const one = knownIntegration(entry);
    if (!one || integrations[one.id] || (entry as Integration).problem || one.authorization) return null;
    if (!asked.has(one.provider)) continue;
    missing.delete(one.provider);
    order.push(one.id);
    integrations[one.id] = one;
  }
  return missing.size > 0 ? null : { order, integrations };
}
