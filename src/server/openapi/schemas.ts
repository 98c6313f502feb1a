import * as z from 'zod/mini';
import { answers, requests } from '../../core/wire.ts';
import { fieldSchema } from '../../provider-json/field-shape.ts';
import { providerShape } from '../../provider-json/provider-shape.ts';

/** Every body of the contract by the name it has in the document. */
export const schemas = {
  Problem: answers.problem,
  Integration: answers.integration,
  IntegrationList: answers.list,
  Verification: answers.verification,
  TestReceipt: answers.receipt,
  OptionsPage: answers.optionsPage,
  Impact: answers.impact,
  Authorization: answers.authorization,
  AuthorizationRecord: answers.authorizationRecord,
  AddRequest: requests.add,
  ConnectRequest: requests.connect,
  ConfigureRequest: requests.configure,
  UpdateRequest: requests.update,
  VerifyRequest: requests.verify,
  TestRequest: requests.sendTest,
  OptionsRequest: requests.options,
  AuthorizeRequest: requests.authorize,
  CallbackRequest: requests.callback,
  RefreshRequest: requests.refresh,
  ResolveRequest: requests.resolve,
  FieldSchema: fieldSchema,
  Provider: providerShape,
  ProviderList: z.object({ providers: z.array(providerShape) }),
  Health: z.object({ live: z.boolean(), ready: z.optional(z.boolean()) }),
  OpenApiDocument: z.looseObject({ openapi: z.string() }),
} as const;

/** The same as JSON Schema, each referring to the others. */
export function jsonSchemas(): Record<string, object> {
  const named = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) named.add(schema, { id });
  const written = z.toJSONSchema(named, { uri: (id) => `#/components/schemas/${id}`, io: 'input' });
  return Object.fromEntries(Object.entries(written.schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]));
}
