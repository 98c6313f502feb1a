import { type ErrorCode, errorTable } from '../../core/errors.ts';
import { type Route, type RouteName, routes } from '../../core/routes.ts';
import type { ProviderJson } from '../../provider-json/index.ts';
import { type RouteNote, routeNotes } from './route-notes.ts';
import { jsonSchemas } from './schemas.ts';

/** An OpenAPI 3.1 document, as plain JSON. */
export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: readonly { url: string }[];
  paths: Record<string, Record<string, object>>;
  components: { schemas: Record<string, object>; parameters: Record<string, object>; headers: Record<string, object> };
}

/**
 * Writes the REST contract as OpenAPI 3.1, from the one table of routes and the schemas the server judges by.
 * @param basePath stands in for `/api`. @param providers their forms become schemas named `<provider id>.credentials`, `.oauth`, `.configuration` and `.test`.
 */
export function createOpenApi({ basePath = '/api', providers = [] }: { basePath?: string; providers?: readonly ProviderJson[] } = {}): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const [name, route] of Object.entries(routes) as [RouteName, Route][]) {
    const path = basePath + route.path.slice('/api'.length);
    (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(name, route, routeNotes[name]);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Integrations of a store',
      version: '1.0.0',
      description:
        'The REST contract of integrations-settings. Who may call is decided by the host’s own session. Bodies are application/json, errors application/problem+json (RFC 9457) with a `code`. HEAD is answered as GET.',
    },
    servers: [{ url: '/' }],
    paths,
    components: { schemas: { ...jsonSchemas(), ...formSchemas(providers) }, parameters, headers },
  };
}

function formSchemas(providers: readonly ProviderJson[]): Record<string, object> {
  const named = providers.flatMap(({ id, forms: { auth, configuration, test } }) =>
    Object.entries({
      [`${id}.credentials`]: auth.credentials?.fields,
      [`${id}.oauth`]: auth.oauth2?.fields,
      [`${id}.configuration`]: configuration,
      [`${id}.test`]: test?.fields,
    }),
  );
  return Object.fromEntries(named.flatMap(([name, schema]) => (schema ? [[name, schema]] : [])));
}

function operationOf(name: RouteName, route: Route, note: RouteNote): object {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => ({ $ref: `#/components/parameters/${parameter}` }));
  const inHeaders = [
    ...(note.conditional ? [{ $ref: `#/components/parameters/${route.ifMatch ? 'ifMatchRequired' : 'ifMatch'}` }] : []),
    ...(note.keyed ? [{ $ref: '#/components/parameters/idempotencyKey' }] : []),
  ];
  const inQuery = (note.query ?? []).map((parameter) => ({ in: 'query', required: false, ...parameter }));
  return {
    operationId: name,
    summary: note.summary,
    parameters: [...inPath, ...inHeaders, ...inQuery],
    ...(note.request ? { requestBody: { required: true, content: { 'application/json': { schema: reference(note.request) } } } } : {}),
    responses: responsesOf(name, route, note),
  };
}

function responsesOf(name: RouteName, route: Route, { answer, ...note }: RouteNote): Record<string, object> {
  const success = {
    description: answer.what,
    headers: { ...headersOf('X-Request-Id'), ...(answer.integration ? headersOf('ETag') : {}) },
    content: { 'application/json': { schema: reference(answer.schema) } },
  };
  const responses: Record<string, object> = { [answer.status ?? 200]: success };
  for (const [status, codes] of byStatus(errorsOf(name, route, note))) responses[status] = refusal(status, codes);
  // Its body says which of the two is missing, so that a probe need not read a problem.
  if (name === 'health') responses['503'] = { ...success, description: 'Alive, but the database does not answer or the server is stopping.' };
  return responses;
}

/** Every code a route may answer: its own, and those of the guards it passes. */
function errorsOf(name: RouteName, route: Route, note: Omit<RouteNote, 'answer'>): Set<ErrorCode> {
  const codes = new Set<ErrorCode>(['method_not_allowed', 'internal', ...note.errors]);
  const add = (when: unknown, ...more: ErrorCode[]) => {
    if (when) for (const code of more) codes.add(code);
  };
  add(name !== 'health', 'unavailable');
  add(route.path.includes('{'), 'bad_request', 'not_found');
  add(route.action, 'unauthenticated', 'forbidden');
  add(route.method !== 'GET', 'too_large', 'unsupported_media_type');
  add(route.costly, 'rate_limited');
  add(note.conditional, 'conflict');
  add(route.ifMatch, 'revision_required');
  add(note.keyed, 'idempotency_mismatch', 'request_in_progress');
  return codes;
}

function byStatus(codes: Iterable<ErrorCode>): Map<number, ErrorCode[]> {
  const grouped = new Map<number, ErrorCode[]>();
  for (const code of codes) grouped.set(errorTable[code][0], [...(grouped.get(errorTable[code][0]) ?? []), code]);
  return new Map([...grouped].sort(([a], [b]) => a - b));
}

function refusal(status: number, codes: readonly ErrorCode[]): object {
  const waits = codes.some((code) => errorTable[code][1]);
  return {
    description: codes.map((code) => `\`${code}\`: ${errorTable[code][2]}`).join('\n\n'),
    headers: {
      ...headersOf('X-Request-Id'),
      ...(waits ? headersOf('Retry-After') : {}),
      ...(status === 405 ? headersOf('Allow') : {}),
      ...(codes.includes('conflict') || codes.includes('not_connected') ? headersOf('ETag') : {}),
    },
    content: {
      'application/problem+json': { schema: { allOf: [reference('Problem'), { properties: { status: { const: status }, code: { enum: codes } }, required: ['requestId'] }] } },
    },
  };
}

function reference(schema: string): object {
  return { $ref: `#/components/schemas/${schema}` };
}

function headersOf(...names: (keyof typeof headers)[]): Record<string, object> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const headers = {
  ETag: { description: 'The revision of the Integration in the body, in double quotes. Send it back as If-Match.', schema: { type: 'string', pattern: '^"[!#-~]{1,100}"$' } },
  'Retry-After': { description: 'Seconds until another try is worth it.', schema: { type: 'integer', minimum: 1 } },
  'X-Request-Id': { description: 'Names the request in the server’s log.', required: true, schema: { type: 'string' } },
  Allow: { description: 'The methods of this address.', required: true, schema: { type: 'string' } },
};

const inPath = (name: string, description: string, pattern?: string) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string', minLength: 1, maxLength: 200, ...(pattern ? { pattern } : {}) },
});
const revision = { name: 'If-Match', in: 'header', schema: { type: 'string', pattern: '^(\\*|"[!#-~]{1,100}")$' } };

const parameters = {
  storeId: inPath('storeId', 'The store. One that does not exist is answered like one that is not yours.'),
  integrationId: inPath('integrationId', 'The provider id, or `<provider>~<key>` for a further account.', '^[a-z0-9]+(-[a-z0-9]+)*(~[a-z0-9]{1,32})?$'),
  provider: inPath('provider', 'The id of the provider.', '^[a-z0-9]+(-[a-z0-9]+)*$'),
  id: inPath('id', 'The id of the sign-in.'),
  field: inPath('field', 'The dotted path of a field with remote choices.'),
  ifMatch: { ...revision, required: false, description: 'The ETag this change is based on; a stale one is refused with 412. `*` means any revision.' },
  ifMatchRequired: { ...revision, required: true, description: 'The ETag this change is based on: without it 428, stale 412 with `current`. `*` means any revision.' },
  idempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'Names one intent. The same key with the same content has one effect and one answer, for 24 hours.',
    schema: { type: 'string', pattern: '^[ -~]{1,255}$' },
  },
};
