import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verbs } from '../../src/cli/verbs.ts';
import { pageAt, tableOf } from './pages.ts';

const page = pageAt('docs/server.md');

test('the commands on the page are those the program has', () => {
  expect(tableOf(page, 'Command').map(([words]) => words)).toEqual(Object.keys(verbs));
});

const sources = readdirSync('src/server', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(`src/server/${name}`, 'utf8')).join('\n');
const inSources = (pattern: RegExp) => [...new Set([...sources.matchAll(pattern)].map(([, name = '']) => name))].sort();

test('the events of the log on the page are those the server tells', () => {
  expect(tableOf(page, 'Event').map(([name]) => name).sort()).toEqual(inSources(/\bevent: '([^']+)'/g));
});

test('the actions of the audit on the page are those the server writes', () => {
  const told = /action \(([^)]+)\)/.exec(page.text)?.[1]?.split(', ').map((name) => name.replaceAll('`', '')) ?? [];
  expect(told.sort()).toEqual(inSources(/\baction: '([a-z._]+)'/g));
});
