import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verbs } from '../../src/cli/verbs.ts';
import { pageAt, tableOf } from './pages.ts';

const page = pageAt('docs/server.md');

test('the commands on the page are those the program has', () => {
  expect(tableOf(page, 'Command').map(([words]) => words)).toEqual(Object.keys(verbs));
});

test('the events of the log on the page are those the server tells', () => {
  const sources = readdirSync('src/server', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(`src/server/${name}`, 'utf8'));
  const told = new Set(sources.flatMap((text) => [...text.matchAll(/\bevent: '([^']+)'/g)].map(([, name = '']) => name)));
  expect(tableOf(page, 'Event').map(([name]) => name).sort()).toEqual([...told].sort());
});
