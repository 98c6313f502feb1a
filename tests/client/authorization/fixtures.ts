import * as z from 'zod/mini';
import { vi } from 'vitest';
import { createMemoryAdapter, type MemoryAdapterOptions } from '../../../src/adapters/memory.ts';
import { createIntegrationsClient } from '../../../src/client/create-client.ts';
import type { IntegrationsEvent } from '../../../src/core/events.ts';
import { defineProvider } from '../../../src/core/provider.ts';
import { mockOAuthPopup } from '../../../src/testing/mock-oauth-popup.ts';

export const ads = (id: string) => defineProvider({
  id, name: id, category: 'ads', summary: '', accounts: 'many',
  forms: { auth: { oauth2: { scopes: [{ id: 'read', reason: 'To show your campaigns.' }, { id: 'manage', reason: 'To change budgets.' }] } }, configuration: z.object({}), disconnect: { impact: [], keeps: [] } },
});

/** A page's client over the memory adapter, its popup in the test's hand. */
export async function signingIn(more: Partial<MemoryAdapterOptions> = {}, { blocked = false } = {}) {
  const popup = mockOAuthPopup({ blocked });
  const adapter = createMemoryAdapter({ providers: [ads('acme-ads'), ads('other-ads')], now: () => new Date(), ...more });
  const events: IntegrationsEvent[] = [];
  const client = createIntegrationsClient({ adapter, providers: [ads('acme-ads'), ads('other-ads')], onEvent: (event) => void events.push(event) });
  await client.load();
  const verbs = await client.authorizations();
  const attempt = (id = 'acme-ads') => client.getState().attempts?.[id];
  const phase = (wanted: string, id = 'acme-ads') => vi.waitFor(() => {
    if (attempt(id)?.phase !== wanted) throw new Error(`The sign-in is ${attempt(id)?.phase ?? 'not there'}, not ${wanted}.`);
  }, 8_000);
  return {
    adapter, client, verbs, popup, events, attempt, phase,
    integration: (id = 'acme-ads') => client.getState().integrations[id],
    /** Begins and waits until the window is at the provider. */
    async at(id = 'acme-ads') {
      verbs.begin(id);
      await phase('waiting', id);
    },
    end() {
      client.destroy();
      popup.restore();
    },
  };
}
