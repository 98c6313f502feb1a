import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { replaceConfiguration, withDefaults } from '../../src/core/configuration.ts';
import { describeFields, field } from '../../src/core/index.ts';

const fields = describeFields(z.object({
  days: field(z._default(z.number(), 30), { label: 'Days' }),
  tags: field(z._default(z.array(z.string()), ['new']), { label: 'Tags' }),
  sender: field(z.optional(z.object({ name: field(z._default(z.string(), 'Shop'), { label: 'Name' }), email: field(z.optional(z.string()), { label: 'Email' }) })), { label: 'Sender' }),
  rows: field(z.optional(z.array(z.object({ to: field(z.string(), { label: 'To' }) }))), { label: 'Rows' }),
}), 'configuration');

describe('replaceConfiguration()', () => {
  test('replaces known keys, drops omitted ones and keeps unknown ones', () => {
    expect(replaceConfiguration(fields, { days: 7, tags: ['a'], fromANewerVersion: true }, { days: 14 })).toEqual({ days: 14, fromANewerVersion: true });
  });

  test('does so at every level of nested objects', () => {
    const stored = { sender: { name: 'A', email: 'a@example.com', later: 1 } };
    expect(replaceConfiguration(fields, stored, { sender: { name: 'B' } })).toEqual({ sender: { name: 'B', later: 1 } });
  });

  test('keeps the unknown keys of a nested object that is omitted', () => {
    expect(replaceConfiguration(fields, { sender: { name: 'A', later: 1 } }, {})).toEqual({ sender: { later: 1 } });
    expect(replaceConfiguration(fields, { sender: { name: 'A' } }, {})).toEqual({});
  });

  test('replaces rows whole', () => {
    expect(replaceConfiguration(fields, { rows: [{ to: 'a', later: 1 }, { to: 'b' }] }, { rows: [{ to: 'c' }] })).toEqual({ rows: [{ to: 'c' }] });
  });

  test('never writes a key it was not asked to know from the new values', () => {
    expect(replaceConfiguration(fields, {}, { days: 1, status: 'error' })).toEqual({ days: 1 });
  });

  test('lets a stored __proto__ change no prototype', () => {
    const result = replaceConfiguration(fields, JSON.parse('{"__proto__":{"days":99}}') as never, {});
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(result['days']).toBeUndefined();
  });
});

describe('withDefaults()', () => {
  test('fills what is not stored, nested members too, and keeps the rest', () => {
    expect(withDefaults(fields, { days: 7, other: 1 })).toEqual({ days: 7, tags: ['new'], sender: { name: 'Shop' }, other: 1 });
  });

  test('hands out copies, so that editing one form does not change the next', () => {
    (withDefaults(fields, {})['tags'] as string[]).push('edited');
    expect(withDefaults(fields, {})['tags']).toEqual(['new']);
  });

  test('keeps false, 0 and empty text as they were stored', () => {
    const plain = describeFields(z.object({ on: field(z._default(z.boolean(), true), { label: 'On' }), text: field(z._default(z.string(), 'x'), { label: 'Text' }), n: field(z._default(z.number(), 5), { label: 'N' }) }));
    expect(withDefaults(plain, { on: false, text: '', n: 0 })).toEqual({ on: false, text: '', n: 0 });
  });
});
