import * as z from 'zod/mini';
import { expect, test } from 'vitest';
import { describeFields, type FieldDescriptor } from '../../../src/core/describe-fields.ts';
import { field } from '../../../src/core/field.ts';
import { formatValue } from '../../../src/react/dialogs/format-value.ts';
import { mergeConfiguration } from '../../../src/react/dialogs/merge-configuration.ts';
import { presentValues } from '../../../src/react/form/present-values.ts';
import { differenceMessages } from '../../../src/react/messages/difference-messages.ts';
import { withValueAt } from '../../../src/react/dialogs/with-value-at.ts';

const fields = describeFields(z.object({
  name: field(z.optional(z.string()), { label: 'Name' }),
  days: field(z._default(z.number(), 30), { label: 'Days' }),
  tags: field(z._default(z.array(z.string()), []), { label: 'Tags' }),
  sync: field(z._default(z.boolean(), true), { label: 'Sync' }),
  list: field(z.optional(z.string()), { label: 'List', showWhen: { field: 'sync', equals: true } }),
  hours: field(z.object({ from: field(z.string(), { label: 'From' }), to: field(z.string(), { label: 'To' }) }), { label: 'Hours' }),
}), 'configuration');

const base = { name: 'Shop', days: 30, tags: ['a'], sync: true, list: 'L1', hours: { from: '08:00', to: '18:00' } };
const labels = (all: readonly { field: { label: string } }[]) => all.map((one) => one.field.label);

test('edits of different fields merge without asking, inside groups too (UX-73)', () => {
  const merged = mergeConfiguration(fields, base, { ...base, name: 'Mine', hours: { from: '09:00', to: '18:00' } }, { ...base, days: 7, hours: { from: '08:00', to: '20:00' } });
  expect(merged.conflicts).toEqual([]);
  expect(merged.values).toEqual({ ...base, name: 'Mine', days: 7, hours: { from: '09:00', to: '20:00' } });
  expect(merged.taken.map((one) => one.label)).toEqual(['Days', 'To']);
  expect(merged.differs).toBe(true);
});

test('the same value on both sides is no conflict, and leaves nothing to save (UX-73)', () => {
  const merged = mergeConfiguration(fields, base, { ...base, name: 'Both', tags: ['a', 'b'] }, { ...base, name: 'Both', tags: ['a', 'b'] });
  expect(merged.conflicts).toEqual([]);
  expect(merged.taken).toEqual([]);
  expect(merged.differs).toBe(false);
});

test('only the fields both changed differently are conflicts, each with both values (UX-72)', () => {
  const merged = mergeConfiguration(fields, base, { ...base, name: 'Mine', days: 1 }, { ...base, name: 'Theirs', tags: [] });
  expect(labels(merged.conflicts)).toEqual(['Name']);
  expect(merged.conflicts[0]).toMatchObject({ path: 'name', mine: 'Mine', theirs: 'Theirs' });
  expect(merged.values).toEqual({ ...base, name: 'Mine', days: 1, tags: [] });
});

test('lists are compared whole: two additions are a conflict', () => {
  expect(labels(mergeConfiguration(fields, base, { ...base, tags: ['a', 'm'] }, { ...base, tags: ['a', 't'] }).conflicts)).toEqual(['Tags']);
});

test('a cleared field against a changed one is a conflict, blank against missing is not', () => {
  const { name: _, ...cleared } = base;
  expect(labels(mergeConfiguration(fields, base, cleared, { ...base, name: 'Theirs' }).conflicts)).toEqual(['Name']);
  expect(mergeConfiguration(fields, cleared, { ...cleared, name: '' }, cleared).differs).toBe(false);
});

test('a default left out equals the default written out', () => {
  const { days: _, ...without } = base;
  expect(mergeConfiguration(fields, without, { ...base, days: 30 }, without).differs).toBe(false);
});

test('a field the draft hides keeps what they saved', () => {
  const { list: _, ...hidden } = base;
  const merged = mergeConfiguration(fields, base, { ...hidden, sync: false }, { ...base, list: 'L2' });
  expect(merged.conflicts).toEqual([]);
  expect(merged.values).toMatchObject({ sync: false, list: 'L2' });
});

test('a choice is put at its path', () => {
  expect(withValueAt(base, 'hours.to', '22:00')).toEqual({ ...base, hours: { from: '08:00', to: '22:00' } });
  expect(base.hours.to).toBe('18:00');
});

const rich = describeFields(z.object({
  token: field(z.optional(z.string()), { label: 'Token', secret: true }),
  rows: field(z._default(z.array(z.object({ from: field(z.string(), { label: 'From' }), to: field(z.string(), { label: 'To' }) })), []), { label: 'Rows' }),
  reply: field(z.optional(z.object({ name: field(z.string(), { label: 'Name' }) })), { label: 'Reply' }),
}), 'configuration');
const row = { from: 'a', to: 'b' };

test('rows are one value; keys of theirs that no form knows make no difference', () => {
  const stored = { rows: [{ ...row, legacy: 1 }] };
  expect(mergeConfiguration(rich, stored, { rows: [row] }, stored)).toMatchObject({ conflicts: [], taken: [], differs: false });
  const merged = mergeConfiguration(rich, stored, { rows: [row, { from: 'c', to: 'd' }] }, { rows: [] });
  expect(merged.conflicts.map(({ path, theirs }) => [path, theirs])).toEqual([['rows', []]]);
});

test('a group nobody filled in stays absent from what is saved', () => {
  const { values } = mergeConfiguration(rich, { rows: [] }, { rows: [row] }, { rows: [] });
  expect(presentValues(rich, values)).toEqual({ rows: [row] });
});

test('a secret is shown as changed or empty, never as what it is (UX-72)', () => {
  const [token, rows] = rich as [FieldDescriptor, FieldDescriptor];
  const secret: FieldDescriptor = { ...token, secret: true };
  expect(formatValue(secret, 'tok_live_1234', differenceMessages)).toBe('Changed (not shown)');
  expect(formatValue(secret, '', differenceMessages)).toBe('Empty');
  const withSecret = { ...rows, fields: (rows.fields ?? []).map((one) => (one.key === 'to' ? { ...one, secret: true } : one)) };
  expect(formatValue(withSecret, [{ ...row, legacy: 1 }], differenceMessages)).toBe('From: a, To: Changed (not shown)');
});
