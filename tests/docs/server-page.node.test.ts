import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verbs } from '../../src/cli/verbs.ts';
import { largestAnswer } from '../../src/server/egress/read-answer.ts';
import { hookDeadline } from '../../src/server/http/ask-host.ts';
import { jsonLimits } from '../../src/server/http/parse-json.ts';
import { bodyLimits } from '../../src/server/http/read-body.ts';
import { settledFor } from '../../src/server/storage/idempotency.ts';
import { pageAt, tableOf } from './pages.ts';

const page = pageAt('docs/server.md');

test('the commands on the page are those the program has', () => {
  expect(tableOf(page, 'Command').map(([words]) => words)).toEqual(Object.keys(verbs));
});

const sources = readdirSync('src/server', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(`src/server/${name}`, 'utf8')).join('\n');
const inSources = (pattern: RegExp) => [...new Set([...sources.matchAll(pattern)].map(([, name = '']) => name))].sort();

test('the events of the log on the page are those the server tells', () => {
  // What is due in the background is told of by its name.
  const chores = inSources(/\{ name: '([a-z]+)', most: /g);
  const told = inSources(/\bevent: ['`]([^'`]+)['`]/g).flatMap((event) => (event.includes('${name}') ? chores.map((name) => event.replace('${name}', name)) : [event]));
  expect(chores.length).toBeGreaterThan(1);
  expect(tableOf(page, 'Event').map(([name]) => name).sort()).toEqual(told.sort());
});

test('the actions of the audit on the page are those the server writes', () => {
  const told = /action \(([^)]+)\)/.exec(page.text)?.[1]?.split(', ').map((name) => name.replaceAll('`', '')) ?? [];
  expect(told.sort()).toEqual(inSources(/\baction: '([a-z._]+)'/g));
});

test('the figures on the page are those of the source', () => {
  const rows = tableOf(page, 'What').map(([what = '', limit = '']) => `${what}: ${limit}`).join('\n');
  expect(rows).toContain(`Body: ${bodyLimits.bytes / 1024} KiB, ${jsonLimits.depth} levels, ${jsonLimits.keys} keys`);
  expect(rows).toContain(`Time for a body to arrive: ${bodyLimits.milliseconds / 1000} s`);
  expect(rows).toContain(`Time for the hook: ${hookDeadline / 1000} s`);
  expect(rows).toContain(`remembered ${settledFor / 3_600_000} h`);
  expect(page.text).toContain(`an answer ${largestAnswer / 1024 / 1024} MiB`);
  const signature = /openPostgres\(\{ (connectionString, [^}]+) \}/;
  expect(signature.exec(page.text)?.[1]).toBe(signature.exec(sources)?.[1]?.replaceAll('_', ''));
});
