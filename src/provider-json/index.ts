export type { FieldLimits, FieldSchema, ProviderJson } from './field-schema.ts';
export { providerFromJSON } from './provider-from-json.ts';
export { providerToJSON } from './provider-to-json.ts';
export { toFieldSchema } from './to-field-schema.ts';
