import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verbs } from '../../src/cli/verbs.ts';
import { pages } from './pages.ts';

const { exports: entries, scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, unknown>; scripts: Record<string, string> };
const all = pages.map(({ text }) => text).join('\n');
const named = (pattern: RegExp) => [...new Set([...all.matchAll(pattern)].map(([, name = '']) => name))];

test('every entry of the package that is named exists', () => {
  const found = named(/integrations-settings(\/[a-z0-9./-]*[a-z0-9])/g);
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter((path) => !Object.hasOwn(entries, `.${path}`))).toEqual([]);
});

test('every npm script and every command that is named exists', () => {
  expect(named(/npm (?:run )?((?<=run )[a-z-]+|test)\b/g).filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  const commands = named(/npx integrations-settings ([a-z-]+(?: verify)?)/g);
  expect(commands.length).toBeGreaterThan(2);
  expect(commands.filter((name) => !Object.hasOwn(verbs, name))).toEqual([]);
});
