import * as z from 'zod/mini';
import { type ErrorCode, errorTable } from './errors.ts';
import type { Integration } from './integration.ts';

// The wire in zod: requests are judged by the server, answers by the REST adapter. Unknown members are dropped.

const values = z.record(z.string(), z.unknown());
const time = z.nullable(z.string());
const fieldErrors = z.record(z.string(), z.string());

// Written as a type here, because a problem may hold an Integration and an Integration a problem.
const current: z.ZodMiniType<Integration> = z.lazy(() => integration);

const problem = z.object({
  type: z.string(), title: z.string(), status: z.number(), detail: z.string(),
  code: z.enum(Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]]),
  requestId: z.optional(z.string()), fields: z.optional(fieldErrors),
  retryAfter: z.optional(z.number()), current: z.optional(current),
});

const syncRun = z.object({
  id: z.string(), sync: z.string(), status: z.enum(['queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled']),
  recordsProcessed: z.number(), recordsFailed: z.number(), errorMessage: z.nullable(z.string()), startedAt: z.string(), completedAt: time, trigger: z.string(),
});

const preview = z.union([
  z.object({ secret: z.literal(false), value: z.string() }),
  z.object({ secret: z.literal(true), isSet: z.boolean(), updatedAt: time, hint: z.nullable(z.string()) }),
]);

const account = z.nullable(z.object({ id: z.optional(z.string()), label: z.string() }));

const integration = z.object({
  id: z.string(), provider: z.string(), label: z.nullable(z.string()),
  status: z.enum(['disconnected', 'connected', 'unverified', 'needs_reauth', 'error']),
  enabled: z.boolean(), scheme: z.nullable(z.enum(['credentials', 'oauth2'])), offersSignIn: z.optional(z.nullable(z.boolean())), redirectUri: z.optional(z.nullable(z.string())), account,
  scopes: z.nullable(z.object({ granted: z.array(z.string()), missing: z.array(z.string()) })),
  credentials: z.record(z.string(), preview), configuration: values, problem: z.nullable(problem),
  authorization: z.nullable(z.object({ id: z.string(), expiresAt: z.string() })), revocation: z.enum(['none', 'pending', 'failed']), accessUrl: z.optional(z.nullable(z.string())),
  lastSync: z.nullable(syncRun), nextSyncAt: time, retryAt: time, checkedAt: time, since: z.string(), accessEndsAt: time,
  connectedAt: time, connectedBy: time, updatedBy: time, updatedAt: z.string(), revision: z.string(),
});

const verification = z.object({
  outcome: z.enum(['verified', 'unverified', 'rejected']), account, checkedAt: z.string(),
  stages: z.array(z.object({
    id: z.enum(['format', 'reach', 'sign-in', 'permission', 'resource']), outcome: z.enum(['passed', 'failed', 'skipped', 'unprovable']),
    durationMs: z.number(), problem: z.optional(problem),
  })),
});

const receipt = z.object({
  outcome: z.enum(['accepted', 'refused', 'unknown']), sentAt: z.string(),
  request: z.object({ method: z.string(), url: z.string(), body: z.nullable(z.string()) }),
  answer: z.nullable(z.object({ status: z.number(), body: z.string() })),
  verdict: z.string(), unproven: z.array(z.string()),
  link: z.optional(z.object({ label: z.string(), url: z.string() })), problem: z.optional(problem),
});

const fieldOption = z.object({ value: z.string(), label: z.string(), hint: z.optional(z.string()), disabled: z.optional(z.boolean()), suggested: z.optional(z.boolean()) });

const optionsPage = z.object({ items: z.array(fieldOption), nextCursor: z.nullable(z.string()) });

const choice = z.union([z.enum(['replace', 'add']), z.strictObject({ account: z.string().check(z.minLength(1), z.maxLength(200)) })]);

const authorization = z.object({ id: z.string(), url: z.string(), state: z.string(), expiresAt: z.string() });

const authorizationRecord = z.object({
  status: z.enum(['pending', 'completed', 'needs_choice', 'failed', 'cancelled', 'expired']),
  integration: z.optional(integration), choices: z.optional(z.array(fieldOption)), problem: z.optional(problem),
});

const text = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest));

/** Bodies of answers. `anyList`: a list whose entries are still to be judged one by one. */
export const answers = {
  problem, fieldErrors, integration, verification, receipt, optionsPage, authorization, authorizationRecord,
  list: z.object({ integrations: z.array(integration) }),
  anyList: z.object({ integrations: z.array(z.unknown()) }),
  impact: z.object({ items: z.array(z.string()), keeps: z.optional(z.array(z.string())), choices: z.optional(z.record(z.string(), z.string())) }),
};

/** Bodies of requests. Members a caller may not set are refused (SR-49). */
export const requests = {
  add: z.strictObject({ provider: z.string().check(z.maxLength(100)), label: z.optional(z.string().check(z.maxLength(200))) }),
  connect: z.strictObject({ credentials: values }),
  configure: z.strictObject({ configuration: values }),
  update: z.strictObject({ enabled: z.optional(z.boolean()), label: z.optional(z.string().check(z.maxLength(200))), revocation: z.optional(z.literal('none')) }),
  verify: z.strictObject({ credentials: z.optional(values), configuration: z.optional(values) }),
  sendTest: z.strictObject({ values: z.optional(values) }),
  authorize: z.strictObject({ store: text(100), integration: text(100), scopes: z.optional(z.array(text(200)).check(z.maxLength(50))), fields: z.optional(values) }),
  callback: z.strictObject({
    store: z.optional(text(100)), integration: z.optional(text(100)), state: text(200), iss: z.optional(text(2000)), scope: z.optional(text(8000)),
    code: z.optional(text(8000)), auth_code: z.optional(text(8000)), error: z.optional(text(200)), error_description: z.optional(z.string().check(z.maxLength(8000))),
  }),
  refresh: z.strictObject({ store: text(100), integration: text(100) }),
  resolve: z.strictObject({ choice }),
  options: z.strictObject({ query: z.optional(z.string().check(z.maxLength(200))), cursor: z.optional(z.string().check(z.maxLength(2000))), values: z.optional(values) }),
};
