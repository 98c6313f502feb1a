import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { withDefaults } from '../../src/core/configuration.ts';
import { describeFields, field, type FieldDescriptor } from '../../src/core/index.ts';
import { fieldsOfRow } from '../../src/core/fields-of-row.ts';
import { missingWhenShown, withoutHidden } from '../../src/core/shown-values.ts';
import { isRequired, isVisible } from '../../src/core/visibility.ts';

const fields = describeFields(
  z.object({
    mode: field(z.enum(['off', 'list', 'group']), { label: 'Mode' }),
    listId: field(z.optional(z.string()), { label: 'List', showWhen: { field: 'mode', equals: 'list', required: true } }),
    note: field(z.optional(z.string()), { label: 'Note', showWhen: { field: 'mode', in: ['list', 'group'] } }),
    sender: field(z.optional(z.object({
      own: field(z.boolean(), { label: 'Own sender' }),
      email: field(z.optional(z.string()), { label: 'Address', showWhen: { field: 'sender.own', equals: true, required: true } }),
    })), { label: 'Sender', showWhen: { field: 'mode', in: ['list', 'group'] } }),
    mapping: field(z.optional(z.array(z.object({
      kind: field(z.enum(['text', 'date']), { label: 'Kind' }),
      format: field(z.optional(z.string()), { label: 'Format', showWhen: { field: '.kind', equals: 'date', required: true } }),
      group: field(z.optional(z.string()), { label: 'Group', showWhen: { field: 'mode', equals: 'group' } }),
    }))), { label: 'Mapping' }),
  }),
  'configuration',
);
const named = (key: string) => fields.find((one) => one.key === key) as (typeof fields)[number];

describe('hidden fields', () => {
  test('are left out, their children with them', () => {
    expect(withoutHidden(fields, { mode: 'off', listId: 'L1', note: 'x', sender: { own: true, email: 'a@example.com' } })).toEqual({ mode: 'off' });
  });

  test('are left out inside a shown object', () => {
    expect(withoutHidden(fields, { mode: 'group', sender: { own: false, email: 'a@example.com' } })).toEqual({ mode: 'group', sender: { own: false } });
  });

  test('are judged row by row, and against the form, in a list of rows', () => {
    const mapping = [{ kind: 'date', format: 'ISO', group: 'g' }, { kind: 'text', format: 'ISO', group: 'g' }];
    expect(withoutHidden(fields, { mode: 'list', mapping })).toEqual({ mode: 'list', mapping: [{ kind: 'date', format: 'ISO' }, { kind: 'text' }] });
    expect(withoutHidden(fields, { mode: 'group', mapping })['mapping']).toEqual([mapping[0], { kind: 'text', group: 'g' }]);
  });

  test('keep unknown keys, but never through the prototype', () => {
    const kept = withoutHidden(fields, JSON.parse('{"mode":"off","other":1,"__proto__":{"listId":"L1"}}') as Record<string, unknown>);
    expect(kept).toEqual({ mode: 'off', other: 1 });
    expect(kept['listId']).toBeUndefined();
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
  });

  test('do not depend on inherited values', () => {
    const [shown] = describeFields(z.object({ it: field(z.string(), { label: 'It', showWhen: { field: 'constructor.name', equals: 'Object' } }) }));
    expect(withoutHidden([shown as never], { it: 'x' })).toEqual({});
  });
});

describe('objects in rows', () => {
  const nested = describeFields(
    z.object({
      kind: field(z.optional(z.string()), { label: 'Kind of the form' }),
      rules: field(
        z.array(
          z.object({
            kind: field(z._default(z.enum(['text', 'date']), 'date'), { label: 'Kind' }),
            detail: field(
              z.object({
                kind: field(z.optional(z.string()), { label: 'Kind of the detail' }),
                format: field(z.optional(z.string()), { label: 'Format', showWhen: { field: '.kind', equals: 'date', required: true } }),
              }),
              { label: 'Detail' },
            ),
          }),
        ),
        { label: 'Rules' },
      ),
    }),
    'configuration',
  );

  test('mean their row by a leading dot, not the object and not the form', () => {
    const rules = [
      { kind: 'date', detail: { kind: 'text', format: 'ISO' } },
      { kind: 'text', detail: { kind: 'date', format: 'ISO' } },
    ];
    expect(withoutHidden(nested, { kind: 'text', rules })['rules']).toEqual([rules[0], { kind: 'text', detail: { kind: 'date' } }]);
    expect([
      ...missingWhenShown(nested, {
        kind: 'text',
        rules: [
          { kind: 'date', detail: {} },
          { kind: 'text', detail: { kind: 'date' } },
        ],
      }).keys(),
    ]).toEqual(['rules.0.detail.format']);
  });

  test('read the default of what their row leaves out', () => {
    const given = { rules: [{ detail: { format: 'ISO' } }] };
    expect(withoutHidden(nested, given, withDefaults(nested, given))).toEqual(given);
  });

  test('read the same from a row that is drawn, where the path is written out', () => {
    const values = {
      rules: [
        { kind: 'text', detail: {} },
        { kind: 'date', detail: {} },
      ],
    };
    const list = nested[1] as FieldDescriptor;
    const shownIn = (index: number) => fieldsOfRow(list, index)[1]?.fields?.[1] as FieldDescriptor;
    expect(shownIn(1)).toMatchObject({ path: 'rules.1.detail.format', showWhen: { field: 'rules.1.kind' } });
    expect([0, 1].map((index) => isVisible(shownIn(index), values))).toEqual([false, true]);
    expect([0, 1].map((index) => isRequired(shownIn(index), values))).toEqual([false, true]);
  });
});

describe('fields required while shown', () => {
  test('are missing when blank, and only while shown', () => {
    expect([...missingWhenShown(fields, { mode: 'list', listId: '  ' }).keys()]).toEqual(['listId']);
    expect([...missingWhenShown(fields, { mode: 'off' }).keys()]).toEqual([]);
    expect([...missingWhenShown(fields, { mode: 'list', listId: 'L1' }).keys()]).toEqual([]);
  });

  test('are found in objects, and in rows by their index', () => {
    const values = { mode: 'group', sender: { own: true }, mapping: [{ kind: 'text' }, { kind: 'date' }] };
    expect([...missingWhenShown(fields, values).keys()]).toEqual(['sender.email', 'mapping.1.format']);
  });

  test('are marked as required only then', () => {
    expect(isRequired(named('listId'), { mode: 'list' })).toBe(true);
    expect(isRequired(named('listId'), { mode: 'off' })).toBe(false);
    expect(isRequired(named('mode'), {})).toBe(true);
    expect(isRequired(named('note'), { mode: 'list' })).toBe(false);
  });
});
