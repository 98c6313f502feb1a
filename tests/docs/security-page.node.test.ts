import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pageAt } from './pages.ts';

const page = pageAt('docs/security.md');
const rows = page.text.split('\n').filter((line) => /\| SR-\d/.test(line)).map((line) => {
  const [threat = '', answer = '', numbers = '', proof = ''] = line.split('|').slice(1, -1).map((cell) => cell.trim());
  return { threat, answer, numbers: numbers.split(', '), files: [...proof.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file) };
});

test('every threat has an answer, numbers, and test files that exist', () => {
  expect(rows.length).toBeGreaterThan(30);
  for (const { threat, answer, numbers, files } of rows) {
    expect(answer.length, threat).toBeGreaterThan(20);
    for (const number of numbers) expect(number, threat).toMatch(/^SR-\d+$/);
    expect(files.filter((file) => !existsSync(file)), threat).toEqual([]);
    expect(files.length, threat).toBeGreaterThan(0);
  }
});

test('each number is carried by a test in one of the files named beside it', () => {
  const unproven = rows.flatMap(({ threat, numbers, files }) => {
    const said = files.map((file) => readFileSync(file, 'utf8')).join('\n');
    return numbers.filter((number) => !new RegExp(`${number}\\b`).test(said)).map((number) => `${number}: ${threat}`);
  });
  expect(unproven).toEqual([]);
});

test('every file named on the page exists', () => {
  const named = [...page.text.matchAll(/`((?:tests|src|docs|demo)\/[^`]*)`/g)].map(([, file = '']) => file);
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((file) => !existsSync(file))).toEqual([]);
});
