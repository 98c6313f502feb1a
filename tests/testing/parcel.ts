import * as z from 'zod/mini';
import { createMemoryAdapter, type MemoryAdapter, type MemoryAdapterOptions } from '../../src/adapters/memory.ts';
import { defineProvider, field } from '../../src/core/index.ts';
import type { ConformanceFixture } from '../../src/testing/index.ts';

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
    },
    configuration: z.object({
      days: field(z._default(z.number().check(z.minimum(1), z.maximum(90)), 30), { label: 'Days' }),
      shop: field(z.optional(z.string()), { label: 'Shop', options: 'remote' }),
    }),
    disconnect: { impact: [], keeps: [] },
  }),
});

export const validKey = 'kf83hSq0vLmZ27cXwTtBn5Rp';
const rejectedKey = 'Wrong9QyD4uJe61GoHsA8iVx';

export const fixture: ConformanceFixture = {
  provider: 'parcel',
  secrets: ['apiKey'],
  credentials: {
    valid: { publicId: 'abcd', apiKey: validKey, region: 'eu' },
    rejected: { publicId: 'abcd', apiKey: rejectedKey, region: 'eu' },
    moved: { publicId: 'abcd', region: 'us' },
  },
  configuration: { valid: { days: 7, shop: 'shop-3' }, invalid: { days: 900 }, other: { days: 14 } },
  remoteField: 'shop',
  manyAccounts: 'parcel',
};

const shops = Array.from({ length: 45 }, (_, index) => ({ value: `shop-${index}`, label: `Shop number ${index}` }));

export function parcelAdapter(more: Partial<MemoryAdapterOptions> = {}): MemoryAdapter {
  return createMemoryAdapter({
    providers: [parcel],
    reject: ({ apiKey }) => (apiKey === rejectedKey ? 'invalid_credentials' : undefined),
    options: { parcel: { shop: shops } },
    impact: { parcel: ['Two labels are no longer printed.'] },
    ...more,
  });
}
