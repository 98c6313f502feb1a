import { expect, test } from 'vitest';
import { type Route, routes } from '../../src/core/routes.ts';
import { blocksOf, pageAt, tableOf } from './pages.ts';

const page = pageAt('docs/adapters.md');

test('the REST contract on the page is the table of routes', () => {
  const told = tableOf(page, 'Name').map(([name, request, action]) => [name, request, action]);
  expect(told).toEqual(Object.entries<Route>(routes).map(([name, { method, path, action = 'open' }]) => [name, `${method} ${path}`, action]));
});

test('the complete adapter is under 60 lines', () => {
  const code = blocksOf(page).find(({ file }) => file === 'shop-adapter.ts')?.code ?? '';
  const lines = code.split('\n').filter((line) => line.trim()).length;
  expect(lines).toBeGreaterThan(20);
  expect(lines).toBeLessThan(60);
});
