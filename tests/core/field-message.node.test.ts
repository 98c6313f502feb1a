import type { $ZodType } from 'zod/v4/core';
import * as classic from 'zod';
import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { describeFields, field, type FieldMeta } from '../../src/core/index.ts';
import { fieldMessage, fieldWords } from '../../src/core/field-message.ts';
import { judgeMember } from '../../src/core/judge-member.ts';

/** What is told about a value; without `words` as on a page that has not fetched them yet. */
function toldWith(words: typeof fieldWords | undefined, schema: $ZodType, value: unknown, meta: Partial<FieldMeta> = {}): string {
  const [descriptor] = describeFields(z.object({ it: field(schema, { label: 'Private API key', ...meta }) }));
  const [message] = descriptor ? judgeMember(descriptor, schema, value, undefined, words).problems.values() : [];
  if (message === undefined) throw new Error('The value was accepted.');
  return message;
}

const told = toldWith.bind(null, fieldWords);
const unworded = toldWith.bind(null, undefined);

const regions = { options: [{ value: 'eu', label: 'Europe' }, { value: 'us', label: 'USA' }] };

describe('fieldMessage() says', () => {
  test.each<[string, string, $ZodType, $ZodType, unknown, Partial<FieldMeta>?]>([
    ['what to enter', 'Enter the Private API key.', z.string(), classic.string(), undefined],
    ['what to enter for blank text', 'Enter the Private API key.', z.string().check(z.minLength(1)), classic.string().min(1), ''],
    ['a name as it is', 'Enter the Auth Token.', z.string(), classic.string(), undefined, { label: 'Auth Token' }],
    ['a brand as it is', 'Enter the Klaviyo list.', z.string(), classic.string(), undefined, { label: 'Klaviyo list' }],
    ['an acronym as it is', 'Enter the API key.', z.string(), classic.string(), undefined, { label: 'API key' }],
    ['the fewest characters', 'Private API key: at least 20 characters.', z.string().check(z.minLength(20)), classic.string().min(20), 'x'],
    ['the most characters', 'Private API key: at most 1 character.', z.string().check(z.maxLength(1)), classic.string().max(1), 'xx'],
    ['an exact length', 'Private API key: exactly 6 characters.', z.string().check(z.length(6)), classic.string().length(6), 'x'],
    ['a format by its example', 'Check the Private API key. It looks like pk_123.', z.string().check(z.regex(/^pk_/)), classic.string().regex(/^pk_/), 'x', { placeholder: 'pk_123' }],
    ['an email address', 'Private API key: enter an email address, such as name@example.com.', z.email(), classic.email(), 'x'],
    ['a web address', 'Private API key: enter a full web address, such as https://example.com.', z.url(), classic.url(), 'x'],
    ['the beginning', 'Private API key: it starts with “pk_”. Copy all of it.', z.string().check(z.startsWith('pk_')), classic.string().startsWith('pk_'), 'x'],
    ['a number is needed', 'Enter a number for the Days.', z.number(), classic.number(), undefined, { label: 'Days' }],
    ['whole numbers only', 'Private API key: enter a whole number.', z.int(), classic.int(), 1.5],
    ['the largest number', 'Private API key: at most 36,000.', z.number().check(z.maximum(36_000)), classic.number().max(36_000), 40_000],
    ['the smallest number', 'Private API key: at least 1.', z.number().check(z.minimum(1)), classic.number().min(1), 0],
    ['a number above', 'Private API key: more than 0.', z.number().check(z.positive()), classic.number().positive(), 0],
    ['the steps', 'Private API key: use a multiple of 5.', z.number().check(z.multipleOf(5)), classic.number().multipleOf(5), 7],
    ['the choices', 'Private API key: choose one of Europe, USA.', z.enum(['eu', 'us']), classic.enum(['eu', 'us']), 'asia', regions],
    ['how many to choose', 'Private API key: at least 2 choices.', z.array(z.enum(['eu', 'us'])).check(z.minLength(2)), classic.array(classic.enum(['eu', 'us'])).min(2), ['eu'], regions],
    ['to choose at all', 'Private API key: choose from Europe, USA.', z.array(z.enum(['eu', 'us'])).check(z.minLength(1)), classic.array(classic.enum(['eu', 'us'])).min(1), [], regions],
    ['to add an entry', 'Add at least one entry to the Tags.', z.array(z.string()).check(z.minLength(1)), classic.array(classic.string()).min(1), [], { label: 'Tags' }],
    ['yes or no', 'Choose yes or no for “Track it”.', z.boolean(), classic.boolean(), 'x', { label: 'Track it' }],
    ['where to look when it knows no better', 'Check the Private API key: it is not what this form expects.', z.union([z.string(), z.number()]), classic.union([classic.string(), classic.number()]), true],
  ])('%s (mini and classic)', (_, expected, mini, full, value, meta) => {
    expect([told(mini, value, meta), told(full, value, meta)]).toEqual([expected, expected]);
  });

  test.each([
    ['mini', z.string().check(z.regex(/^a/, 'Copy the key from Settings.'))],
    ['classic', classic.string().regex(/^a/, 'Invalid key. Copy it again.')],
    ['classic', classic.string().regex(/^a/, { error: 'Too short: copy all of it.' })],
  ])('the schema’s own words where it has some (%s)', (_, schema) => {
    expect(told(schema, 'x')).toMatch(/^(Copy the key from Settings|Invalid key. Copy it again|Too short: copy all of it)\.$/);
  });

  test('which field it is about, or the schema’s own words, while no others have come', () => {
    expect(unworded(z.string().check(z.minLength(20)), 'x')).toBe('Check the Private API key: it is not what this form expects.');
    expect(unworded(z.string().check(z.regex(/^a/, 'Copy the key from Settings.')), 'x')).toBe('Copy the key from Settings.');
  });

  test('something for a field nobody knows', () => {
    expect(fieldMessage(undefined, { code: 'custom', message: '' })).toMatch(/^Check this entry/);
  });
});
