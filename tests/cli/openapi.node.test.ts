import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { routes } from '../../src/core/routes.ts';
import { runCli } from './run-cli.ts';

test('prints a valid OpenAPI 3.1 document of every route', async () => {
  const { code, out } = await runCli(['openapi']);
  expect(code).toBe(0);
  const document = JSON.parse(out) as { paths: Record<string, object> };
  expect(Object.keys(document.paths).sort()).toEqual([...new Set(Object.values(routes).map(({ path }) => path))].sort());
  expect(await new Validator({ strict: false }).validate(document)).toEqual({ valid: true });
});

test('under another base path', async () => {
  const { out } = await runCli(['openapi', '--base-path', '/v1/shop']);
  expect(Object.keys((JSON.parse(out) as { paths: object }).paths).every((path) => path.startsWith('/v1/shop/'))).toBe(true);
});

test.each(['api', '/api/', '/a b', ''])('the base path "%s" is refused', async (path) => {
  expect(await runCli(['openapi', '--base-path', path])).toMatchObject({ code: 2, out: '' });
});
