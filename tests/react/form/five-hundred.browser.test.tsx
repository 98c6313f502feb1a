import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { field } from '../../../src/core/field.ts';
import { showForm } from './harness.tsx';

const text = (label: string, more = {}) => field(z.optional(z.string().check(z.minLength(3))), { label, ...more });
const numbered = (count: number, member: (index: number) => unknown) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, member(index)]));

/** Five hundred fields: texts, numbers, switches, choices, conditions, groups, and a list of fifty rows. */
const schema = z.object({
  ...numbered(250, (index) => text(`Text ${index}`, { section: `Section ${index % 10}` })) as Record<string, z.ZodMiniType>,
  days: field(z.optional(z.number()), { label: 'Days' }),
  on: field(z.boolean(), { label: 'On' }),
  pick: field(z.enum(['a', 'b']), { label: 'Pick' }),
  group: field(z.object(numbered(97, (index) => text(`Hidden ${index}`, { showWhen: { field: 'pick', equals: 'b' } })) as Record<string, z.ZodMiniType>), { label: 'Group' }),
  rows: field(z.array(z.object({ from: text('From'), to: text('To'), note: text('Note') })), { label: 'Rows' }),
});
const initial = { pick: 'a', rows: Array.from({ length: 50 }, (_, index) => ({ from: `from ${index}`, to: `to ${index}` })) };

test('five hundred fields are each drawn once, and a key renders no more than the field it is for', async () => {
  const drawn = new Map<string, number>();
  // Every part reads its class name when it renders.
  const classNames = new Proxy({}, { get: (_, part) => void drawn.set(String(part), (drawn.get(String(part)) ?? 0) + 1) });
  const { form } = showForm(schema, { purpose: 'configuration', initial }, { classNames });
  const onPage = form.querySelectorAll('[data-part=field]').length;
  // StrictMode draws twice.
  expect(drawn.get('field')).toBe(2 * onPage);
  expect(onPage).toBe(250 + 3 + 1 + 150);
  const fieldsDrawnBy = async (act: () => Promise<unknown>) => {
    drawn.clear();
    await act();
    return (drawn.get('field') ?? 0) / 2;
  };
  const first = screen.getByLabelText(/^Text 0 /);
  const cell = screen.getAllByLabelText(/^To /)[30] as HTMLElement;
  const figures = {
    'typing into a text': await fieldsDrawnBy(() => userEvent.type(first, 'ab')),
    'leaving it, wrong': await fieldsDrawnBy(() => userEvent.tab()),
    'the key that rights it': await fieldsDrawnBy(() => userEvent.type(first, 'c')),
    'typing into a cell of a row': await fieldsDrawnBy(() => userEvent.type(cell, 'abc')),
    'a switch': await fieldsDrawnBy(() => userEvent.click(screen.getByRole('switch', { name: 'On' }))),
    'the choice that shows 97 fields': await fieldsDrawnBy(() => userEvent.selectOptions(screen.getByLabelText('Pick'), 'b')),
  };
  console.log(`fields drawn of ${onPage}: ${Object.entries(figures).map(([what, count]) => `${what} ${count}`).join(', ')}`);
  expect(figures).toEqual({ 'typing into a text': 0, 'leaving it, wrong': 1, 'the key that rights it': 1, 'typing into a cell of a row': 0, 'a switch': 1, 'the choice that shows 97 fields': 98 });
});
