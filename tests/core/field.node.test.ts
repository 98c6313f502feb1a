import * as classic from 'zod';
import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { describeFields, field } from '../../src/core/index.ts';
import { fieldMeta } from '../../src/core/field-meta.ts';

describe('field()', () => {
  test('throws when the schema already carries metadata, naming its label', () => {
    const name = field(z.string(), { label: 'Shop name' });
    expect(() => field(name, { label: 'Again' })).toThrow('Shop name');
    expect(fieldMeta(name)?.label).toBe('Shop name');
  });

  test('throws without a label', () => {
    expect(() => field(z.string(), { label: '' })).toThrow(TypeError);
  });

  test('freezes metadata and leaves the given object alone', () => {
    const meta = { label: 'Key' };
    const schema = field(z.string(), meta);
    expect(Object.isFrozen(fieldMeta(schema))).toBe(true);
    expect(meta).toEqual({ label: 'Key' });
  });

  test('is secret unless false is written', () => {
    expect(fieldMeta(field(z.string(), { label: 'Key' }))?.secret).toBe(true);
    expect(fieldMeta(field(z.string(), { label: 'Key', secret: true }))?.secret).toBe(true);
    expect(fieldMeta(field(z.string(), { label: 'Key', secret: undefined }))?.secret).toBe(true);
    expect(fieldMeta(field(z.string(), { label: 'Id', secret: false }))?.secret).toBe(false);
  });

  test.each([
    ['a checked mini copy', () => field(z.string(), { label: 'Id', secret: false }).check(z.minLength(3))],
    ['a checked classic copy', () => field(classic.string(), { label: 'Id', secret: false }).min(3)],
    ['an optional wrapper', () => z.optional(field(z.string(), { label: 'Id', secret: false }))],
    ['a described classic copy', () => field(classic.string(), { label: 'Id', secret: false }).describe('x')],
  ])('passes no metadata on to %s of a public field', (_, copy) => {
    const schema = copy();
    expect(fieldMeta(schema)).toBeUndefined();
    expect(() => describeFields(z.object({ id: schema }))).toThrow('"id" carries no metadata');
  });

  test('is read by a second copy of the package on the same page', () => {
    const schema = z.string();
    const registry = (globalThis as Record<symbol, unknown>)[Symbol.for('integrations-settings.fields')] as WeakMap<object, unknown>;
    field(schema, { label: 'Shared' });
    expect(registry.get(schema)).toMatchObject({ label: 'Shared' });
  });
});
