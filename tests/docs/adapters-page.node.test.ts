import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFixture } from '../../src/cli/read-fixture.ts';
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

test('the fixture on the page is one the command takes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  try {
    const path = join(folder, 'parcels.fixture.json');
    writeFileSync(path, blocksOf(page).find(({ file }) => file === 'parcels.fixture.json')?.code ?? '');
    expect(await readFixture(path)).toMatchObject({ provider: 'parcels', secrets: ['token'] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
