import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { describeFields, field } from '../../src/core/index.ts';
import { loadForms } from '../../src/core/load-forms.ts';
import { providerFromJSON, providerToJSON } from '../../src/provider-json/index.ts';
import { isTame } from '../../src/provider-json/tame-pattern.ts';
import { builtinProviders } from '../../src/providers/index.ts';
import { processorTime } from '../setup/processor-time.ts';

describe('patterns that could try an exponential number of ways are not trusted', () => {
  test.each([
    '(a+)+',
    '^(a|aa)+$',
    '([a-z]+)*$',
    '(.*)*',
    '(a*){2,}',
    '(\\w+\\s?)+$',
    '(a?b?)*',
    '(-?[a-z]+)*',
    '(,|a+)*',
    '((?!-)a+)*',
    '((-|b)a+)*',
    '(a)\\1',
    '(?<n>a)\\k<n>',
    '(a[ab]*)+',
    '(.a+)+',
    '(a{1,60}){1,60}',
    '((a+)b?)+',
    '[(](a+)+',
    '(?:a+){50}',
  ])('%s', (pattern) => {
    expect(isTame(pattern)).toBe(false);
  });
});

describe('patterns as people write them are trusted', () => {
  test.each([
    '^[a-z0-9]+(-[a-z0-9]+)*$',
    '((ab)+c)+',
    '^[^\\s@]{1,64}@[^\\s@.]{1,63}(?:\\.[^\\s@.]{1,63}){1,8}$',
    z.email()._zod.def.pattern?.source ?? '',
    '^(?!pk_(?:live|test)_)',
    '(\\d{3}){2}',
    '(?:a|b)?',
    '([a-z]+,)*',
    '[(+)]+',
    '\\(a+\\)+',
    '^https://[^/]+(?:/[^/]+)*$',
    '',
  ])('%s', (pattern) => {
    expect(isTame(pattern)).toBe(true);
  });

  test('those of the built-in providers among them', async () => {
    const text = JSON.stringify(await Promise.all(builtinProviders.map(providerToJSON)));
    const patterns = [...text.matchAll(/"pattern":("\^(?:[^"\\]|\\.)*")/g)].map(([, json]) => JSON.parse(json ?? '""') as string);
    expect(patterns.length).toBeGreaterThan(20);
    for (const pattern of patterns) expect(isTame(pattern), pattern).toBe(true);
  });
});

test('an untrusted pattern is described but never run, and a long text meets none (SR-51)', async () => {
  const form = z.object({
    slow: field(z.string().check(z.regex(/^(a+)+$/)), { label: 'Slow', warn: { pattern: '^(b+)+$', message: 'Unusual.' } }),
    quick: field(z.string().check(z.regex(/^[^x]*[^x]*[^x]*y$/)), { label: 'Quick', warn: { pattern: '^b+$', message: 'Unusual.' } }),
  });
  const read = providerFromJSON(
    JSON.parse(
      JSON.stringify(
        await providerToJSON({
          id: 'x',
          name: 'X',
          category: 'x',
          summary: '',
          forms: { auth: { credentials: { fields: form, steps: [] } }, disconnect: { impact: [], keeps: [] } },
        }),
      ),
    ),
  );
  const fields = (await loadForms(read)).auth.credentials!.fields;
  const [slow, quick] = describeFields(fields);
  expect([slow?.constraints.pattern, slow?.warn]).toEqual(['^(a+)+$', undefined]);
  expect(quick?.warn?.pattern).toBe('^b+$');
  const hostile = { slow: `${'a'.repeat(40)}!`, quick: 'z'.repeat(100_000) };
  expect(processorTime(() => z.safeParse(fields, hostile))).toBeLessThan(50);
  expect(z.safeParse(fields, hostile).success).toBe(true);
  expect(z.safeParse(fields, { slow: 'a', quick: 'z' }).success).toBe(false);
});
