import * as z from 'zod/mini';
import { createMemoryAdapter, type MemoryAdapter, type MemoryAdapterOptions } from '../../src/adapters/memory.ts';
import { defineProvider, field, IntegrationsError } from '../../src/core/index.ts';
import type { ConformanceFixture, ConformanceSetup } from '../../src/testing/index.ts';

/** An imaginary provider with a region that decides where its key is sent, and shops to choose from. */
export const parcel = defineProvider({
  id: 'parcel', name: 'Parcel', category: 'email', summary: 'Sends parcels.', accounts: 'many',
  forms: async () => ({
    auth: {
      credentials: {
        fields: z.object({
          publicId: field(z.string().check(z.regex(/^[a-z]{4}$/)), { label: 'Public id', secret: false }),
          apiKey: field(z.string().check(z.minLength(20)), { label: 'API key' }),
          region: field(z._default(z.enum(['eu', 'us']), 'eu'), { label: 'Region', secret: false, destination: true }),
        }),
        steps: [],
      },
      oauth2: { scopes: [{ id: 'parcels', reason: 'To send parcels.' }] },
    },
    configuration: z.object({
      days: field(z._default(z.number().check(z.minimum(1), z.maximum(90)), 30), { label: 'Days' }),
      shop: field(z.optional(z.string()), { label: 'Shop', options: 'remote' }),
    }),
    test: { title: 'Send a test parcel', what: 'An empty parcel.', fields: z.object({ to: field(z.string().check(z.minLength(2)), { label: 'To' }) }) },
    disconnect: { impact: [], keeps: [], choices: [{ id: 'labels', label: 'Remove printed labels' }] },
  }),
});

/** Takes one account only. */
export const stamp = defineProvider({ id: 'stamp', name: 'Stamp', category: 'email', summary: 'Sends stamps.', forms: { auth: {}, disconnect: { impact: [], keeps: [] } } });

export const validKey = 'kf83hSq0vLmZ27cXwTtBn5Rp';
const rejectedKey = 'Wrong9QyD4uJe61GoHsA8iVx';
const otherKey = 'Zq7LxV02bNfRtY5mWc8DpGkJ';
const narrowKey = 'nArrow4TzPb93EhXvUo1KsMd';

export const fixture: ConformanceFixture = {
  provider: 'parcel',
  secrets: ['apiKey'],
  credentials: {
    valid: { publicId: 'abcd', apiKey: validKey, region: 'eu' },
    rejected: { publicId: 'abcd', apiKey: rejectedKey, region: 'eu' },
    moved: { publicId: 'abcd', region: 'us' },
    otherAccount: { publicId: 'efgh', apiKey: otherKey, region: 'eu' },
    failing: { insufficient_permission: { publicId: 'abcd', apiKey: narrowKey, region: 'eu' } },
  },
  configuration: { valid: { days: 7, shop: 'shop-3' }, invalid: { days: 900 }, other: { days: 14 } },
  test: { values: { to: 'Ana' }, invalid: { to: 'A' }, refused: { to: 'Nobody' } },
  remoteField: 'shop',
  choices: 45,
  disconnectChoice: 'labels',
  manyAccounts: 'parcel',
  oneAccount: 'stamp',
};

export const shops = Array.from({ length: 45 }, (_, index) => ({ value: `shop-${index}`, label: `Shop number ${index}` }));

/** What Parcel gives whoever agrees. */
const codes = { account: 'kQ8sVzR1mTgY5dXw', 'other account': 'Jb3nHuC7eLpF9oAt' };

export function parcelAdapter(more: Partial<MemoryAdapterOptions> = {}): MemoryAdapter {
  return createMemoryAdapter({
    providers: [parcel],
    reject: ({ apiKey }) => (apiKey === rejectedKey ? 'invalid_credentials' : apiKey === narrowKey ? 'insufficient_permission' : undefined),
    account: ({ publicId }) => ({ id: String(publicId), label: `Parcels of ${String(publicId)}` }),
    options: { parcel: { shop: shops } },
    test: ({ to }) => (to === 'Nobody' ? new IntegrationsError('validation_failed', { detail: 'There is nobody of that name.', fields: { to: 'Unknown.' } }) : undefined),
    signIn: (code) => (code === codes.account ? { id: 'abcd', label: 'Parcels of abcd' } : { id: 'efgh', label: 'Parcels of efgh' }),
    impact: { parcel: ['Two labels are no longer printed.'] },
    ...more,
  });
}

/** Parcel's page has nothing to look at: its address says what to send back. */
export const parcelConsent: NonNullable<ConformanceSetup['consent']> = (url, as) => {
  const state = new URL(url).searchParams.get('state') ?? '';
  return as === 'nobody' ? { state, error: 'access_denied' } : { state, code: codes[as] };
};

/** What the kit needs of a memory adapter: two stores, and somebody else who works on the first. */
export function parcelSetup(more: Partial<MemoryAdapterOptions> = {}): ConformanceSetup & { adapter: MemoryAdapter } {
  const open = () => parcelAdapter({ providers: [parcel, stamp], ...more });
  const adapter = open();
  return { adapter, otherStore: open(), consent: parcelConsent, changeElsewhere: (integration) => void adapter.controls.change(integration, { label: 'Renamed elsewhere' }) };
}
