import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { field } from '../../../src/core/field.ts';
import type { Values } from '../../../src/core/integration.ts';
import type { FieldsFormProps } from '../../../src/react/form/form-handle.ts';
import { showForm } from './harness.tsx';

const mapping = () => z.object({
  name: field(z.string(), { label: 'Name' }),
  map: field(z.array(z.object({
    from: field(z.string(), { label: 'Store event' }),
    to: field(z.string().check(z.minLength(3)), { label: 'Metric' }),
  })).check(z.minLength(1), z.maxLength(4)), { label: 'Event mapping', help: 'Which event becomes which metric.' }),
});
const stored = { name: 'Shop', map: [{ from: 'order', to: 'Placed' }, { from: 'cart', to: 'Started' }, { from: 'refund', to: 'Refunded' }] };
const show = (initial: Values = stored, more: Partial<FieldsFormProps> = {}, announced: string[] = []) => showForm(mapping(), { purpose: 'configuration', initial, ...more }, { announce: (message) => announced.push(message) });

const submit = () => userEvent.click(screen.getByRole('button', { name: 'Connect' }));
const row = (number: number) => screen.getByRole('group', { name: `Row ${number}` });
const cell = (number: number, label: string) => within(row(number)).getByLabelText<HTMLInputElement>(label);
const events = () => screen.queryAllByLabelText<HTMLInputElement>('Store event').map((input) => input.value);
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const errors = () => [...document.querySelectorAll('[data-part=error]')].map((one) => [one.id, one.textContent]);

describe('rows (UX-78)', () => {
  test('stand in a group named by the field, each with its own name', () => {
    show();
    expect(screen.getByRole('group', { name: 'Event mapping' })).toContainElement(row(3));
    expect(events()).toEqual(['order', 'cart', 'refund']);
    expect(cell(2, 'Metric')).toHaveValue('Started');
    expect(document.querySelector('[data-field="map.1.to"]')).toContainElement(cell(2, 'Metric'));
  });

  test('Add focuses the first field of the new row', async () => {
    const { submitted, dirty } = show();
    await press('Add row to Event mapping');
    expect(cell(4, 'Store event')).toHaveFocus();
    await userEvent.keyboard('signup{Tab}Joined');
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ ...stored, map: [...stored.map, { from: 'signup', to: 'Joined' }] }]));
    expect(dirty.at(-1)).toBe(1);
  });

  test('Remove focuses the row that follows, and says once what happened and how to take it back', async () => {
    const announced: string[] = [];
    const { handle } = show(stored, {}, announced);
    await press('Remove row 2 from Event mapping');
    expect(events()).toEqual(['order', 'refund']);
    expect(cell(2, 'Store event')).toHaveFocus();
    expect(cell(2, 'Store event')).toHaveValue('refund');
    expect(announced).toEqual(['Row 2 removed from Event mapping. Undo stands in its place.']);
    expect(handle.values()['map']).toEqual([stored.map[0], stored.map[2]]);
  });

  test('Remove of the last row focuses Add', async () => {
    show();
    await press('Remove row 3 from Event mapping');
    expect(screen.getByRole('button', { name: 'Add row to Event mapping' })).toHaveFocus();
  });

  test('Undo brings a row back with its value, its place and its problem, and focuses it', async () => {
    const { handle, dirty } = show();
    await userEvent.clear(cell(2, 'Metric'));
    await userEvent.type(cell(2, 'Metric'), 'no{Tab}');
    expect(errors()).toEqual([['form-map-1-to-error', 'Metric: at least 3 characters.']]);
    await press('Remove row 2 from Event mapping');
    expect(errors()).toEqual([]);
    await press('Undo removing row 2 from Event mapping');
    expect(cell(2, 'Store event')).toHaveFocus();
    expect(handle.values()['map']).toEqual([stored.map[0], { from: 'cart', to: 'no' }, stored.map[2]]);
    expect(errors()).toEqual([['form-map-1-to-error', 'Metric: at least 3 characters.']]);
    await userEvent.clear(cell(2, 'Metric'));
    await userEvent.type(cell(2, 'Metric'), 'Started');
    expect(errors()).toEqual([]);
    expect(dirty.at(-1)).toBe(0);
  });

  test('several removals are undone one after the other', async () => {
    show();
    await press('Remove row 1 from Event mapping');
    await press('Remove row 2 from Event mapping');
    expect(events()).toEqual(['cart']);
    await press('Undo removing row 2 from Event mapping');
    await press('Undo removing row 1 from Event mapping');
    expect(events()).toEqual(['order', 'cart', 'refund']);
    expect(screen.queryByRole('button', { name: /Undo/ })).toBeNull();
  });

  test('what is typed and what is wrong goes up with its row when one before it is removed', async () => {
    const { submitted } = show();
    await userEvent.clear(cell(3, 'Metric'));
    await userEvent.type(cell(3, 'Metric'), 'no{Tab}');
    await press('Remove row 1 from Event mapping');
    expect(errors()).toEqual([['form-map-1-to-error', 'Metric: at least 3 characters.']]);
    expect(cell(2, 'Metric')).toHaveValue('no');
    await userEvent.type(cell(2, 'Metric'), 'tified');
    expect(errors()).toEqual([]);
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ name: 'Shop', map: [stored.map[1], { from: 'refund', to: 'notified' }] }]));
  });

  test('a duplicate is explained on both rows when its field is left, and both are fine once one of them changes', async () => {
    show();
    await userEvent.clear(cell(2, 'Store event'));
    await userEvent.type(cell(2, 'Store event'), 'order');
    expect(errors()).toEqual([]);
    await userEvent.tab();
    const same = (other: number) => `Store event: the same as in row ${other}. Change one of them, or remove a row.`;
    expect(errors()).toEqual([['form-map-0-from-error', same(2)], ['form-map-1-from-error', same(1)]]);
    expect(cell(1, 'Store event')).toHaveAccessibleDescription(expect.stringContaining(same(2)));
    await userEvent.type(cell(1, 'Store event'), 's');
    expect(errors()).toEqual([]);
    await userEvent.type(cell(1, 'Store event'), '{Backspace}');
    expect(errors()).toHaveLength(2);
    await press('Remove row 1 from Event mapping');
    expect(errors()).toEqual([]);
    await press('Undo removing row 1 from Event mapping');
    expect(errors()).toHaveLength(2);
  });

  test('a duplicate that only submitting finds is explained on both rows too, and ends the same way', async () => {
    const { submitted } = show({ name: 'Shop', map: [{ from: 'order', to: 'Placed' }, { from: 'order', to: 'Paid' }] });
    await submit();
    await screen.findByRole('alert');
    expect(errors().map(([id]) => id)).toEqual(['form-map-0-from-error', 'form-map-1-from-error']);
    await userEvent.type(cell(2, 'Store event'), ' paid');
    expect(errors()).toEqual([]);
    await submit();
    await waitFor(() => expect(submitted).toHaveLength(1));
  });

  test('an incomplete row is named in the summary, with its number, and the summary leads to the cell (UX-41)', async () => {
    show();
    await press('Add row to Event mapping');
    await submit();
    const summary = await screen.findByRole('alert');
    expect(summary).toHaveFocus();
    expect([...summary.querySelectorAll('li')].map((line) => line.textContent)).toEqual(['Row 4: Enter the Store event.', 'Row 4: Enter the Metric.']);
    await userEvent.click(within(summary).getByRole('link', { name: 'Row 4: Enter the Metric.' }));
    expect(cell(4, 'Metric')).toHaveFocus();
    expect(cell(4, 'Metric')).toHaveAccessibleDescription(/Enter the Metric\./);
  });

  test('what a server says about a cell, a row or the list lands there (UX-43)', () => {
    const { handle } = show();
    handle.showErrors({ 'map.2.from': 'Klaviyo has no such event.', 'map.0': 'This row is paused.', map: 'Too many.' });
    expect(new Map(errors() as [string, string][])).toEqual(new Map([['form-map-2-from-error', 'Klaviyo has no such event.'], ['form-map-0-error', 'This row is paused.'], ['form-map-error', 'Too many.']]));
    expect(row(1)).toHaveAccessibleDescription(/This row is paused\./);
    expect(screen.getByRole('group', { name: 'Event mapping' })).toHaveAccessibleDescription(/Too many\./);
  });

  test('fewest and most rows: an empty list is asked for on the list, a full one says so in the place of Add', async () => {
    const { submitted } = show({ name: 'Shop' });
    expect(screen.getByText('No rows yet.')).toBeVisible();
    await submit();
    await userEvent.click(await screen.findByRole('link', { name: 'Add at least one entry to the Event mapping.' }));
    expect(screen.getByRole('group', { name: 'Event mapping' })).toHaveFocus();
    for (let count = 0; count < 4; count++) await press('Add row to Event mapping');
    expect(cell(4, 'Store event')).toHaveFocus();
    expect(screen.queryByRole('button', { name: 'Add row to Event mapping' })).toBeNull();
    expect(screen.getByText('This takes at most 4 rows. Remove one to add another.')).toBeVisible();
    expect(errors()).toEqual([]);
    expect(submitted).toEqual([]);
  });

  test('read-only: everything can be read and focused, nothing added, removed or changed', async () => {
    const { handle } = show(stored, { readOnly: true });
    expect(screen.queryByRole('button', { name: /row/ })).toBeNull();
    await userEvent.type(cell(1, 'Metric'), 'x');
    expect(cell(1, 'Metric')).toHaveFocus();
    expect(handle.values()).toEqual(stored);
  });

  test('reset, and values set from elsewhere, show at once, and offer no Undo of rows that are no longer those', async () => {
    const { handle, dirty } = show();
    await press('Remove row 1 from Event mapping');
    await press('Add row to Event mapping');
    await userEvent.keyboard('x');
    handle.reset(stored);
    await waitFor(() => expect(events()).toEqual(['order', 'cart', 'refund']));
    expect(screen.queryByRole('button', { name: /Undo/ })).toBeNull();
    expect(dirty.at(-1)).toBe(0);
    handle.setValues({ map: [{ from: 'a', to: 'Aaa' }] });
    await waitFor(() => expect(events()).toEqual(['a']));
    expect(dirty.at(-1)).toBe(1);
    await userEvent.type(cell(1, 'Store event'), 'b');
    expect(handle.values()['map']).toEqual([{ from: 'ab', to: 'Aaa' }]);
    handle.reset();
    expect(handle.values()).toEqual(stored);
  });

  test('axe finds nothing, in any state', async () => {
    const { form } = show({ name: 'Shop', map: [{ from: 'order', to: 'x' }, { from: 'order', to: 'Paid' }] });
    await submit();
    await screen.findByRole('alert');
    await press('Remove row 2 from Event mapping');
    const { violations } = await axe.run(form, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
});

describe('rows in depth', () => {
  const rules = () => z.object({
    mode: field(z._default(z.enum(['simple', 'full']), 'full'), { label: 'Mode' }),
    rules: field(z._default(z.array(z.object({
      kind: field(z._default(z.enum(['text', 'date']), 'text'), { label: 'Kind' }),
      on: field(z.boolean(), { label: 'On' }),
      detail: field(z.object({
        format: field(z.optional(z.string()), { label: 'Format', showWhen: { field: '.kind', equals: 'date', required: true } }),
        note: field(z.optional(z.string()), { label: 'Note', showWhen: { field: 'mode', equals: 'full' } }),
      }), { label: 'Detail' }),
      tags: field(z._default(z.array(z.object({ code: field(z.string(), { label: 'Code' }) })), []), { label: 'Codes' }),
    })), []), { label: 'Rules' }),
  });
  const showRules = (initial: Values) => showForm(rules(), { purpose: 'configuration', initial });
  const inRule = (number: number) => within(within(screen.getByRole('group', { name: 'Rules' })).getAllByRole('group', { name: `Row ${number}` })[0] as HTMLElement);

  test('a condition reads its own row; what it hides is kept in the session and not submitted (UX-76)', async () => {
    const { submitted } = showRules({ rules: [{ kind: 'date', on: true, detail: { format: 'ISO' } }, { kind: 'text', on: false }] });
    expect(inRule(1).getByLabelText('Format')).toHaveValue('ISO');
    expect(inRule(2).queryByLabelText('Format')).toBeNull();
    await userEvent.selectOptions(inRule(2).getByLabelText('Kind'), 'date');
    await submit();
    await screen.findByText('Enter the Format.', { selector: '[data-part=error]' });
    await userEvent.selectOptions(inRule(1).getByLabelText('Kind'), 'text');
    await userEvent.type(inRule(2).getByLabelText('Format'), 'RFC');
    await userEvent.selectOptions(screen.getByLabelText('Mode'), 'simple');
    expect(inRule(2).queryByLabelText('Note')).toBeNull();
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ mode: 'simple', rules: [{ kind: 'text', on: true, detail: {}, tags: [] }, { kind: 'date', on: false, detail: { format: 'RFC' }, tags: [] }] }]));
    await userEvent.selectOptions(inRule(1).getByLabelText('Kind'), 'date');
    expect(inRule(1).getByLabelText('Format')).toHaveValue('ISO');
  });

  test('a condition goes on reading its own row when rows move', async () => {
    showRules({ rules: [{ kind: 'text', on: true, detail: {} }, { kind: 'date', on: true, detail: { format: 'ISO' } }] });
    await press('Remove row 1 from Rules');
    expect(inRule(1).getByLabelText('Format')).toHaveValue('ISO');
    await userEvent.selectOptions(inRule(1).getByLabelText('Kind'), 'text');
    expect(inRule(1).queryByLabelText('Format')).toBeNull();
  });

  test('a new row starts with its defaults, its switches off, and may hold rows itself', async () => {
    const { submitted } = showRules({});
    await press('Add row to Rules');
    expect(inRule(1).getByLabelText('Kind')).toHaveFocus();
    await press('Add row to Codes');
    await userEvent.keyboard('A1');
    await press('Add row to Codes');
    await userEvent.keyboard('A2');
    await press('Remove row 1 from Codes');
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ mode: 'full', rules: [{ kind: 'text', on: false, detail: {}, tags: [{ code: 'A2' }] }] }]));
  });

  test('a problem in rows within rows is found and led to', async () => {
    showRules({ rules: [{ on: true, detail: {}, tags: [{ code: 'A1' }] }, { on: true, detail: {}, tags: [{ code: 'B1' }, {}] }] });
    await submit();
    await userEvent.click(await screen.findByRole('link', { name: 'Row 2: Enter the Code.' }));
    expect(document.activeElement?.id).toBe('form-rules-1-tags-1-code');
    await userEvent.keyboard('B2');
    expect(errors()).toEqual([]);
  });
});
