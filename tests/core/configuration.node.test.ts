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

  test('replaces rows whole: a row that is new has nothing of the ones before', () => {
    expect(replaceConfiguration(fields, { rows: [{ to: 'a', later: 1 }, { to: 'b' }] }, { rows: [{ to: 'c' }] })).toEqual({ rows: [{ to: 'c' }] });
  });

  test('a row that stays keeps its unknown keys wherever it moves, one edited in its place too; a removed one takes them along, a new one has none (UX-79)', () => {
    const stored = {
      rows: [
        { to: 'a', later: 1 },
        { to: 'b', later: 2 },
        { to: 'c', later: 3 },
      ],
    };
    const rows = (...to: string[]) => replaceConfiguration(fields, stored, { rows: to.map((one) => ({ to: one })) })['rows'];
    expect(rows('c', 'a', 'b')).toEqual([
      { to: 'c', later: 3 },
      { to: 'a', later: 1 },
      { to: 'b', later: 2 },
    ]);
    expect(rows('a', 'changed', 'c')).toEqual([
      { to: 'a', later: 1 },
      { to: 'changed', later: 2 },
      { to: 'c', later: 3 },
    ]);
    expect(rows('b', 'c')).toEqual([
      { to: 'b', later: 2 },
      { to: 'c', later: 3 },
    ]);
    expect(rows('b', 'c', 'new')).toEqual([{ to: 'b', later: 2 }, { to: 'c', later: 3 }, { to: 'new' }]);
    expect(rows('b', 'changed', 'new')).toEqual([{ to: 'b', later: 2 }, { to: 'changed' }, { to: 'new' }]);
    expect(rows('a', 'a')).toEqual([{ to: 'a', later: 1 }, { to: 'a' }]);
  });

  test('a row is the same while what must be unique of it is: the rest may change, and it may move', () => {
    const mapping = describeFields(z.object({ map: field(z.array(z.object({ from: field(z.string(), { label: 'From' }), to: field(z.string(), { label: 'To' }) })), { label: 'Map' }) }), 'configuration');
    const stored = { map: [{ from: 'a', to: 'x', later: 1 }, { from: 'b', to: 'y', later: 2 }, { from: 'c', to: 'z', later: 3 }] };
    const map = (...rows: [string, string][]) => replaceConfiguration(mapping, stored, { map: rows.map(([from, to]) => ({ from, to })) })['map'];
    expect(map(['b', 'y'], ['c', 'changed'], ['d', 'w'])).toEqual([{ from: 'b', to: 'y', later: 2 }, { from: 'c', to: 'changed', later: 3 }, { from: 'd', to: 'w' }]);
    expect(map(['a', 'x'], ['b', 'y'], ['d', 'z'])).toEqual([{ from: 'a', to: 'x', later: 1 }, { from: 'b', to: 'y', later: 2 }, { from: 'd', to: 'z' }]);
  });

  test('a row is recognised by what the schema knows of it, a default left out or not', () => {
    const deep = describeFields(
      z.object({
        rows: field(
          z.array(
            z.object({
              mode: field(z._default(z.string(), 'on'), { label: 'Mode' }),
              inner: field(z.object({ name: field(z.string(), { label: 'Name' }) }), { label: 'Inner' }),
            }),
          ),
          { label: 'Rows' },
        ),
      }),
      'configuration',
    );
    const stored = { rows: [{ inner: { name: 'a', deeper: 1 }, later: 1 }, { inner: { name: 'b' } }] };
    expect(replaceConfiguration(deep, stored, { rows: [{ mode: 'on', inner: { name: 'a' } }] })).toEqual({ rows: [{ mode: 'on', inner: { name: 'a', deeper: 1 }, later: 1 }] });
  });

  test('takes no longer for each row where there are many (SR-51)', () => {
    const many = (count: number) => Array.from({ length: count }, () => ({}));
    const calls = { small: 0, large: 0 };
    const counted = (size: 'small' | 'large') => many(size === 'small' ? 200 : 2000).map(() => new Proxy({}, { get: (row, key) => { calls[size] += 1; return Reflect.get(row, key) as unknown; }, ownKeys: (row) => { calls[size] += 1; return Reflect.ownKeys(row); } }));
    for (const size of ['small', 'large'] as const) replaceConfiguration(fields, { rows: counted(size) }, { rows: counted(size) });
    expect(calls.small).toBeGreaterThan(200);
    expect(calls.large).toBeLessThanOrEqual(calls.small * 10);
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

  test('fills rows too', () => {
    const inRows = describeFields(
      z.object({ rows: field(z.array(z.object({ mode: field(z._default(z.string(), 'on'), { label: 'Mode' }) })), { label: 'Rows' }) }),
      'configuration',
    );
    expect(withDefaults(inRows, { rows: [{}, { mode: 'off', later: 1 }, 'no row'] })).toEqual({ rows: [{ mode: 'on' }, { mode: 'off', later: 1 }, 'no row'] });
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
