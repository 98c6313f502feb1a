import type { $ZodType } from 'zod/v4/core';
import * as classic from 'zod';
import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { describeFields, field, type FieldDescriptor, type FieldMeta } from '../../src/core/index.ts';

const describeOne = (schema: $ZodType, meta: Partial<FieldMeta> = {}): FieldDescriptor =>
  describeFields(z.object({ it: field(schema, { label: 'It', ...meta }) }))[0] as FieldDescriptor;
const inner = () => ({ from: field(z.string(), { label: 'From', secret: false }) });

describe('describeFields() names the kind of', () => {
  test.each<[string, $ZodType, $ZodType]>([
    ['text', z.string(), classic.string()],
    ['text', z.email(), classic.email()],
    ['text', z.url(), classic.url()],
    ['text', z.string().check(z.trim(), z.overwrite((text) => text.toLowerCase())), classic.string().trim().toLowerCase()],
    ['text', z.pipe(z.string(), z.transform(Number)), classic.preprocess((value) => value, classic.string())],
    ['number', z.number(), classic.number()],
    ['number', z.int(), classic.coerce.number()],
    ['boolean', z.boolean(), classic.boolean()],
    ['choice', z.enum(['a', 'b']), classic.enum(['a', 'b'])],
    ['choice', z.literal(['a', 'b']), classic.literal('a')],
    ['choices', z.array(z.enum(['a', 'b'])), classic.array(classic.enum(['a', 'b'])).min(1)],
    ['tags', z.array(z.string()), classic.string().array()],
    ['object', z.object(inner()), classic.object(inner())],
    ['rows', z.array(z.object(inner())), classic.array(classic.strictObject(inner()))],
    ['unknown', z.union([z.string(), z.number()]), classic.union([classic.string(), classic.boolean()])],
    ['unknown', z.literal([1, 2]), classic.literal(true)],
    ['unknown', z.array(z.number()), classic.date()],
    ['unknown', z.enum({ one: 1, two: 2 }), classic.any()],
  ])('%s (mini and classic)', (kind, mini, full) => {
    expect(describeOne(mini).kind).toBe(kind);
    expect(describeOne(full).kind).toBe(kind);
  });
});

describe('describeFields() reads', () => {
  test.each<[string, $ZodType, object]>([
    ['lengths', z.string().check(z.minLength(2), z.maxLength(9)), { minLength: 2, maxLength: 9 }],
    ['an exact length', classic.string().length(6), { minLength: 6, maxLength: 6 }],
    ['a pattern', z.string().check(z.regex(/^pk_/)), { pattern: '^pk_' }],
    ['no pattern whose flags would be lost', classic.string().regex(/^pk_/i), {}],
    ['a range', z.number().check(z.minimum(1), z.maximum(90)), { min: 1, max: 90 }],
    ['the strictest of several limits', classic.number().int().positive().min(3).max(9).max(20), { integer: true, min: 3, max: 9 }],
    ['whole numbers', z.int(), { integer: true }],
    ['multiples of a whole number', z.number().check(z.multipleOf(5)), { integer: true }],
    ['multiples of a fraction', z.number().check(z.multipleOf(0.5)), {}],
    ['limits beneath wrappers', z.optional(z.number().check(z.minimum(5))), { min: 5 }],
    ['the size of a list', z.array(z.string()).check(z.maxLength(3)), { maxLength: 3 }],
  ])('%s', (_, schema, constraints) => {
    expect(describeOne(schema).constraints).toEqual(constraints);
  });

  test.each<[string, $ZodType, boolean, unknown]>([
    ['a bare schema', z.string(), true, undefined],
    ['optional', z.optional(z.string()), false, undefined],
    ['a default', z._default(z.number(), 30), false, 30],
    ['a default of false', classic.boolean().default(false), false, false],
    ['the outermost of two defaults', z._default(z._default(z.number(), 1), 2), false, 2],
    ['prefault', z.prefault(z.string(), 'x'), false, 'x'],
    ['nullable, which still refuses an absent value', z.nullable(z.string()), true, undefined],
    ['nullish', classic.string().nullish(), false, undefined],
    ['catch', classic.number().catch(1), false, undefined],
    ['readonly', z.readonly(z.string()), true, undefined],
    ['nonoptional', classic.string().optional().nonoptional(), true, undefined],
  ])('what %s requires', (_, schema, required, fallback) => {
    const described = describeOne(schema);
    expect([described.required, described.default]).toEqual([required, fallback]);
  });

  test('options of a choice, in the order of the schema, with the labels of the metadata', () => {
    const { options } = describeOne(z.enum(['eu', 'us']), { options: [{ value: 'us', label: 'United States', hint: 'Ohio' }] });
    expect(options).toEqual([{ value: 'eu', label: 'eu' }, { value: 'us', label: 'United States', hint: 'Ohio' }]);
  });

  test('remote options of plain text', () => {
    expect(describeOne(z.string(), { options: 'remote' }).options).toBe('remote');
  });

  test('members of objects and rows, with dotted paths and no row index', () => {
    const schema = z.object({ mapping: field(z.array(z.object({ to: field(z.object(inner()), { label: 'To' }) })), { label: 'Mapping' }) });
    const [mapping] = describeFields(schema);
    expect(mapping?.fields?.[0]).toMatchObject({ path: 'mapping.to', key: 'to', kind: 'object' });
    expect(mapping?.fields?.[0]?.fields?.[0]).toMatchObject({ path: 'mapping.to.from', key: 'from', secret: false });
  });

  test('nothing of a configuration as secret', () => {
    const schema = z.object({ key: field(z.string(), { label: 'Key' }) });
    expect(describeFields(schema)[0]?.secret).toBe(true);
    expect(describeFields(schema, 'configuration')[0]?.secret).toBe(false);
  });
});

describe('describeFields() throws', () => {
  test.each(['a.b', 'a-b', '1st', 'with space', '_x', 'constructor', 'toString', 'hasOwnProperty'])('on the key "%s"', (key) => {
    expect(() => describeFields(z.object({ [key]: field(z.string(), { label: 'It' }) }))).toThrow('is not a field key');
  });

  test('on a member without metadata, saying where and what to write', () => {
    expect(() => describeFields(z.object({ name: z.string() }))).toThrow(/"name" carries no metadata.*name: field\(/);
  });

  test('on a nested member without metadata', () => {
    expect(() => describeFields(z.object({ rows: field(z.array(z.object({ to: z.string() })), { label: 'Rows' }) }))).toThrow('"rows.to"');
  });
});

test('a schema is described once for each purpose', () => {
  const schema = z.object({ token: field(z.string(), { label: 'Token' }) });
  expect(describeFields(schema)).toBe(describeFields(schema, 'credentials'));
  expect(describeFields(schema, 'configuration')).toBe(describeFields(schema, 'configuration'));
  expect([describeFields(schema)[0]?.secret, describeFields(schema, 'configuration')[0]?.secret]).toEqual([true, false]);
});
