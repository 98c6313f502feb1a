import type { Verb } from './verb.ts';

/** Every verb by its words: what it does, and its file, which is loaded only when it is used. */
export const verbs: Readonly<Record<string, { does: string; load(): Promise<Verb> }>> = {
  'audit verify': { does: 'check that no history was changed behind the server', load: async () => (await import('./audit-verify.ts')).auditVerify },
  conformance: { does: 'check a backend that speaks the REST contract, promise by promise', load: async () => (await import('./conformance.ts')).conformance },
  migrate: { does: 'bring a database to the schema of this version', load: async () => (await import('./migrate.ts')).migrate },
  openapi: { does: 'print the REST contract as OpenAPI 3.1', load: async () => (await import('./openapi.ts')).openapi },
  'rotate-keys': { does: 'wrap all data keys anew under the current key', load: async () => (await import('./rotate-keys.ts')).rotateKeys },
};
