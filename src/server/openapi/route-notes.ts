import type { ErrorCode } from '../../core/errors.ts';
import type { RouteName } from '../../core/routes.ts';
import type { schemas } from './schemas.ts';

type SchemaName = keyof typeof schemas;

/** What the table of routes does not say: words, bodies, and which errors a route adds to those every route has. */
export interface RouteNote {
  summary: string;
  request?: SchemaName;
  query?: readonly { name: string; description: string; schema: object; required?: true }[];
  /** The answer that is no error. `status` is 200 unless it says otherwise; `integration` marks the affected Integration, which comes with an ETag. */
  answer: { status?: number; schema: SchemaName; integration?: true; what: string };
  /** Reads If-Match where it is sent, even if the route does not require it. */
  conditional?: true;
  /** Reads Idempotency-Key. */
  keyed?: true;
  errors: readonly ErrorCode[];
}

const asked = ['provider_unavailable', 'rate_limited', 'timeout'] as const;
const refusals = ['invalid_credentials', 'insufficient_permission', 'account_blocked', 'plan_limit'] as const;
const paging = [
  { name: 'query', description: 'What the user typed to narrow the choices.', schema: { type: 'string', maxLength: 200 } },
  { name: 'cursor', description: '`nextCursor` of the page before.', schema: { type: 'string', maxLength: 2000 } },
];
const ofStore = { name: 'store', required: true, description: 'The store it belongs to.', schema: { type: 'string', minLength: 1, maxLength: 100 } } as const;
const signInAnswer = { schema: 'AuthorizationRecord', what: 'How the sign-in stands. Nothing in it is secret.' } as const;
const affected = { schema: 'Integration', integration: true, what: 'The Integration as it is now.' } as const;

/** A note for each route; a route without one does not compile. */
export const routeNotes: Readonly<Record<RouteName, RouteNote>> = {
  list: { summary: 'List the Integrations of a store', answer: { schema: 'IntegrationList', what: 'One entry per provider, and one per further account.' }, errors: [] },
  add: { summary: 'Add a further account of a provider', request: 'AddRequest', answer: { ...affected, status: 201 }, keyed: true, errors: ['provider_unknown'] },
  connect: {
    summary: 'Prove credentials and store them',
    request: 'ConnectRequest',
    answer: affected,
    conditional: true,
    keyed: true,
    errors: ['provider_unknown', 'validation_failed', 'already_connected', 'wrong_account', ...refusals, ...asked],
  },
  configure: {
    summary: 'Replace the configuration',
    request: 'ConfigureRequest',
    answer: affected,
    conditional: true,
    keyed: true,
    errors: ['provider_unknown', 'not_connected', 'validation_failed'],
  },
  update: { summary: 'Pause, resume or rename', request: 'UpdateRequest', answer: affected, conditional: true, keyed: true, errors: ['provider_unknown', 'not_connected'] },
  disconnect: {
    summary: 'Destroy the credentials',
    answer: affected,
    conditional: true,
    keyed: true,
    errors: ['provider_unknown'],
    query: [
      { name: 'eraseData', description: 'Also forgets configuration and history, and removes a further account.', schema: { type: 'boolean', default: false } },
      { name: 'choice', description: 'What is removed at the provider as well: an id among `disconnect.choices` of the definition. May be repeated.', schema: { type: 'array', items: { type: 'string' } } },
    ],
  },
  status: { summary: 'Check the health with the provider', answer: affected, conditional: true, errors: ['provider_unknown'] },
  impact: { summary: 'Tell what a disconnect would break now', answer: { schema: 'Impact', what: 'Sentences for people.' }, errors: ['provider_unknown'] },
  verify: {
    summary: 'Prove credentials without storing anything',
    request: 'VerifyRequest',
    answer: { schema: 'Verification', what: 'What was found; a rejection is an outcome, not an error.' },
    errors: ['provider_unknown', 'not_connected', 'validation_failed', ...asked],
  },
  sendTest: {
    summary: 'Send one test event or message',
    request: 'TestRequest',
    answer: { schema: 'TestReceipt', what: 'What was sent and what came back; a refusal by the provider is an outcome, not an error. Without anything secret.' },
    keyed: true,
    errors: ['provider_unknown', 'not_connected', 'validation_failed', ...asked],
  },
  options: {
    summary: 'List the choices of a field',
    query: paging,
    answer: { schema: 'OptionsPage', what: 'One page of choices.' },
    errors: ['provider_unknown', 'not_connected', 'validation_failed', ...refusals, ...asked],
  },
  optionsWithValues: {
    summary: 'List the choices of a field for values not saved yet',
    request: 'OptionsRequest',
    answer: { schema: 'OptionsPage', what: 'One page of choices.' },
    errors: ['provider_unknown', 'not_connected', 'validation_failed', ...refusals, ...asked],
  },
  authorize: {
    summary: 'Begin a sign-in at the provider',
    query: [ofStore, { name: 'integration', required: true, description: 'The provider id, or `<provider>~<key>` for a further account.', schema: { type: 'string', minLength: 1, maxLength: 100 } }],
    answer: { schema: 'Authorization', what: 'Where to send the user. Good for ten minutes, one answer, and the session it was begun in.' },
    errors: ['provider_unknown'],
  },
  authorizeWithFields: {
    summary: 'Begin a sign-in for chosen scopes, or with an app of the merchant’s own',
    request: 'AuthorizeRequest',
    answer: { schema: 'Authorization', what: 'Where to send the user. Good for ten minutes, one answer, and the session it was begun in.' },
    errors: ['provider_unknown', 'validation_failed', 'conflict'],
  },
  callback: {
    summary: 'Hand in the answer of the provider',
    request: 'CallbackRequest',
    answer: signInAnswer,
    errors: ['provider_unknown', 'authorization_denied', 'authorization_mismatch', 'authorization_expired'],
  },
  refresh: {
    summary: 'Refresh the access of a sign-in',
    request: 'RefreshRequest',
    answer: affected,
    errors: ['provider_unknown', 'not_connected', 'invalid_credentials', ...asked],
  },
  authorization: { summary: 'Tell how a sign-in stands', query: [ofStore], answer: signInAnswer, errors: ['provider_unknown'] },
  cancelAuthorization: { summary: 'Cancel a sign-in', query: [ofStore], answer: signInAnswer, errors: ['provider_unknown'] },
  resolveAuthorization: {
    summary: 'Choose what becomes of a sign-in with another account',
    request: 'ResolveRequest',
    query: [ofStore],
    answer: signInAnswer,
    keyed: true,
    errors: ['provider_unknown', 'already_connected', 'authorization_mismatch', 'authorization_expired'],
  },
  providers: { summary: 'List the providers of this server as JSON', answer: { schema: 'ProviderList', what: 'The same for everybody; nothing of a store.' }, errors: [] },
  openapi: { summary: 'This document', answer: { schema: 'OpenApiDocument', what: 'OpenAPI 3.1.' }, errors: [] },
  health: {
    summary: 'Tell whether the server lives and is ready',
    query: [{ name: 'probe', description: '`live`: only whether it lives; the database is not asked, and `ready` is left out.', schema: { enum: ['live'] } }],
    answer: { schema: 'Health', what: 'Alive, and the database answers.' },
    errors: [],
  },
};
