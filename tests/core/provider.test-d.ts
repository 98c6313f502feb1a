import { expectTypeOf, test } from 'vitest';
import * as z from 'zod/mini';
import * as classic from 'zod';
import { type ConfigurationOf, type CredentialsOf, defineProvider, field, type ProviderDefinition } from '../../src/core/index.ts';

const mini = defineProvider({
  id: 'acme', name: 'Acme', category: 'email', summary: 'Sends parcels.',
  forms: async () => ({
    auth: { credentials: { fields: z.object({ apiKey: field(z.string(), { label: 'Key' }), region: field(z.enum(['eu', 'us']), { label: 'Region', secret: false }) }), steps: [] } },
    configuration: z.object({ days: field(z._default(z.number(), 30), { label: 'Days' }), tags: field(z.optional(z.array(z.string())), { label: 'Tags' }) }),
    disconnect: { impact: [], keeps: [] },
  }),
});

test('infers credentials and configuration from a lazy definition', () => {
  expectTypeOf<CredentialsOf<typeof mini>>().toEqualTypeOf<{ apiKey: string; region: 'eu' | 'us' }>();
  expectTypeOf<ConfigurationOf<typeof mini>>().toEqualTypeOf<{ days: number; tags?: string[] | undefined }>();
});

test('infers from classic schemas, and never where there is no form', () => {
  const eager = defineProvider({
    id: 'acme', name: 'Acme', category: 'email', summary: '',
    forms: { auth: { credentials: { fields: classic.object({ token: field(classic.string().min(3), { label: 'Token' }) }), steps: [] } }, disconnect: { impact: [], keeps: [] } },
  });
  expectTypeOf<CredentialsOf<typeof eager>>().toEqualTypeOf<{ token: string }>();
  expectTypeOf<ConfigurationOf<typeof eager>>().toEqualTypeOf<never>();
});

test('every definition fits a list of definitions', () => {
  expectTypeOf(mini).toExtend<ProviderDefinition>();
});
