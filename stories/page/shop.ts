import { createMemoryAdapter, type MemoryAdapterOptions, type MemorySeed } from '../../src/adapters/memory.ts';
import { IntegrationsError } from '../../src/core/errors.ts';
import type { ProviderDefinition } from '../../src/core/provider.ts';
import { builtinCategories, builtinProviders } from '../../src/providers/index.ts';

/** The moment every story and screenshot happens at. */
export const today = Date.parse('2026-05-12T14:03:00Z');
const ago = (minutes: number) => new Date(today - minutes * 60_000).toISOString();
const ahead = (minutes: number) => ago(-minutes);
const day = 24 * 60;

export const categories = builtinCategories;

/** All that the package offers. */
export const nineProviders: readonly ProviderDefinition[] = builtinProviders;

const base = { scheme: 'credentials', enabled: true, connectedAt: ago(9 * day), connectedBy: 'Ana', updatedBy: 'Ana', updatedAt: ago(2 * day), checkedAt: ago(5), since: ago(9 * day) } as const;
const problem = (code: 'invalid_credentials' | 'provider_unavailable', detail: string) => new IntegrationsError(code, { detail }).problem;

/** One Klaviyo (or other) in each state of the state table. */
export const states = {
  connected: { ...base, status: 'connected', account: { label: 'Acme (X7F2QA)' }, lastSync: { id: '1', sync: 'customers', status: 'succeeded', recordsProcessed: 40, recordsFailed: 0, errorMessage: null, startedAt: ago(7), completedAt: ago(5), trigger: 'schedule' } },
  justConnected: { ...base, status: 'connected', account: { label: 'Acme (X7F2QA)' }, checkedAt: null, connectedAt: ago(2), since: ago(2) },
  unverified: { ...base, status: 'unverified', account: { label: 'G-7Q2ABCDEFG' } },
  needsReauth: { ...base, status: 'needs_reauth', account: { label: 'Acme (X7F2QA)' }, since: ago(290), problem: problem('invalid_credentials', 'Klaviyo refused the stored key. List sync has paused; your settings are safe.') },
  failing: { ...base, status: 'error', account: { label: 'Acme (X7F2QA)' }, since: ago(75), problem: problem('provider_unavailable', 'Klaviyo answered three syncs in a row with an error.') },
  retrying: { ...base, status: 'connected', account: { label: 'Acme (X7F2QA)' }, retryAt: ahead(7), problem: problem('provider_unavailable', 'Klaviyo is not answering.') },
  paused: { ...base, status: 'connected', account: { label: 'Acme (X7F2QA)' }, enabled: false, updatedAt: ago(3 * 60) },
  kept: { ...base, status: 'disconnected', scheme: null, account: null, connectedAt: null, configuration: { syncProfiles: true } },
} satisfies Record<string, MemorySeed>;

/** A shop in ordinary weather: some connected, one not provable, one to repair, the rest free. */
export const ordinary: Readonly<Record<string, MemorySeed>> = {
  'google-analytics-4': states.unverified,
  'meta-pixel': { ...states.connected, account: { label: 'Acme web pixel' } },
  'tiktok-pixel': { ...states.connected, account: { label: 'Acme Storefront' } },
  klaviyo: states.needsReauth,
};

/** A memory adapter at the fixed moment. */
export function shop(options: Partial<MemoryAdapterOptions> = {}) {
  return createMemoryAdapter({ providers: nineProviders, seed: ordinary, now: () => new Date(today), actor: 'Ana', ...options });
}
