import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { errorTable } from '../../../src/core/errors.ts';
import { type Route, routes } from '../../../src/core/routes.ts';
import { providerToJSON } from '../../../src/provider-json/index.ts';
import { builtinProviders } from '../../../src/providers/index.ts';
import { createOpenApi } from '../../../src/server/openapi/create-open-api.ts';

const providers = await Promise.all(builtinProviders.map(providerToJSON));
const document = createOpenApi({ providers });
const all = Object.entries(routes) as [string, Route][];

interface Operation {
  operationId: string;
  parameters: { $ref?: string; name?: string }[];
  requestBody?: object;
  responses: Record<string, { headers: object; content: Record<string, { schema: object }> }>;
}
const operation = (route: Route) => document.paths[route.path]?.[route.method.toLowerCase()] as Operation;
const refersTo = (one: Operation, parameter: string) => one.parameters.some(({ $ref }) => $ref === `#/components/parameters/${parameter}`);

test('is valid OpenAPI 3.1, without providers and under another base path too', async () => {
  for (const one of [document, createOpenApi(), createOpenApi({ basePath: '/v1/shop' })]) {
    const validator = new Validator({ strict: false });
    expect(await validator.validate(JSON.parse(JSON.stringify(one)))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  }
});

test('holds every route of the table and nothing else', () => {
  const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => [(one as Operation).operationId, method.toUpperCase(), path]),
  );
  expect(documented.sort()).toEqual(all.map(([name, { method, path }]) => [name, method, path]).sort());
  expect(Object.keys(createOpenApi({ basePath: '/v1/shop' }).paths).every((path) => path.startsWith('/v1/shop/'))).toBe(true);
});

test('every reference leads somewhere, and every parameter of a path is described', () => {
  const text = JSON.stringify(document);
  for (const [, kind, name] of text.matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)) {
    expect(Object.keys(document.components[kind as 'schemas'] ?? {}), `${kind}/${name}`).toContain(name);
  }
  for (const [, route] of all) for (const [, name] of route.path.matchAll(/\{(\w+)\}/g)) expect(refersTo(operation(route), name ?? ''), route.path).toBe(true);
});

describe.each(all)('%s', (_, route) => {
  const one = operation(route);
  const codesOf = (status: string) => JSON.stringify(one.responses[status]?.content['application/problem+json']);

  test('says when If-Match is required, what a stale one is answered, and where the revision comes from', () => {
    expect(refersTo(one, 'ifMatchRequired')).toBe(route.ifMatch === 'required');
    if (route.ifMatch) expect(codesOf('428')).toContain('revision_required');
    if (route.ifMatch || refersTo(one, 'ifMatch')) {
      expect(codesOf('412')).toContain('conflict');
      expect(one.responses['412']?.headers).toHaveProperty('ETag');
      expect(one.responses['200']?.headers).toHaveProperty('ETag');
    }
  });

  test('says which refusals may be repeated, and when', () => {
    expect(codesOf('405')).toContain('method_not_allowed');
    expect(codesOf('500')).toContain('internal');
    expect(one.responses['405']?.headers).toHaveProperty('Allow');
    if (route.costly) expect(one.responses['429']?.headers).toHaveProperty('Retry-After');
    if (refersTo(one, 'idempotencyKey')) expect([codesOf('409'), codesOf('422')].join()).toMatch(/request_in_progress.*idempotency_mismatch/);
    for (const response of Object.values(one.responses)) expect(response.headers).toHaveProperty('X-Request-Id');
  });

  test('guards of a store are documented exactly where they stand', () => {
    expect(Object.keys(one.responses).includes('401')).toBe(route.action !== undefined);
    expect(Object.keys(one.responses).includes('413')).toBe(route.method !== 'GET');
  });
});

test('knows every error code that travels over HTTP', () => {
  const problem = JSON.stringify(document.components.schemas['Problem']);
  for (const [code, [status]] of Object.entries(errorTable)) if (status !== 0) expect(problem).toContain(`"${code}"`);
});

test('describes the forms of the given providers', () => {
  for (const { id, forms } of providers) {
    expect(document.components.schemas[`${id}.credentials`]).toEqual(forms.auth.credentials?.fields);
    expect(document.components.schemas[`${id}.configuration`]).toEqual(forms.configuration);
  }
});
