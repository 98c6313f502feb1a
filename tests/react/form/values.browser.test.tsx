import { fireEvent, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { field } from '../../../src/core/field.ts';
import { showForm } from './harness.tsx';

const submit = () => userEvent.click(screen.getByRole('button', { name: 'Connect' }));
const labels = () => [...document.querySelectorAll('[data-part=field] [data-part=label]')].map((label) => label.textContent);

const sync = () => z.object({
  listSyncEnabled: field(z._default(z.boolean(), false), { label: 'Sync customers to a list', secret: false }),
  source: field(z.optional(z.string().check(z.minLength(3))), { label: 'Consent source', secret: false, showWhen: { field: 'listSyncEnabled', equals: true, required: true } }),
  days: field(z._default(z.number().check(z.minimum(1), z.maximum(730)), 90), { label: 'Days', secret: false, unit: 'days' }),
});

describe('conditional fields (UX-76)', () => {
  test('appear after their cause, keep their value while hidden, and are neither judged nor submitted then', async () => {
    const { submitted } = showForm(sync(), { purpose: 'configuration', initial: { listSyncEnabled: true, source: 'Shop' } });
    expect(labels()).toEqual(['Sync customers to a list', 'Consent source', 'Days']);
    await userEvent.clear(screen.getByLabelText('Consent source'));
    await userEvent.type(screen.getByLabelText('Consent source'), 'no');
    await userEvent.click(screen.getByRole('switch', { name: 'Sync customers to a list' }));
    expect(labels()).toEqual(['Sync customers to a list', 'Days']);
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ listSyncEnabled: false, days: 90 }]));
    await userEvent.click(screen.getByRole('switch', { name: 'Sync customers to a list' }));
    expect(screen.getByLabelText('Consent source')).toHaveValue('no');
  });

  test('are required while shown when they say so', async () => {
    const { submitted } = showForm(sync(), { purpose: 'configuration', initial: { listSyncEnabled: true } });
    await submit();
    await screen.findByText('Enter the Consent source.', { selector: '[data-part=error]' });
    expect(submitted).toEqual([]);
  });
});

describe('while saving (UX-71)', () => {
  test('fields turn read-only: focus and caret stay, nothing changes', async () => {
    const { rerender, handle } = showForm(sync(), { purpose: 'configuration', initial: { listSyncEnabled: true, source: 'My shop' } });
    const source = screen.getByLabelText<HTMLInputElement>('Consent source');
    await userEvent.click(source);
    source.setSelectionRange(2, 2);
    rerender({ readOnly: true });
    expect(source).toHaveFocus();
    expect(source.selectionStart).toBe(2);
    expect(source).toHaveAttribute('readonly');
    expect(source.disabled).toBe(false);
    await userEvent.type(source, 'x');
    const toggle = screen.getByRole<HTMLInputElement>('switch', { name: 'Sync customers to a list' });
    await userEvent.click(toggle);
    expect(toggle.disabled).toBe(false);
    expect(toggle).toBeChecked();
    expect(handle.values()).toEqual({ listSyncEnabled: true, source: 'My shop', days: 90 });
  });

  test('a select keeps its choice', async () => {
    const schema = z.object({ optIn: field(z.enum(['single', 'double']), { label: 'Opt-in', secret: false }) });
    const { handle } = showForm(schema, { purpose: 'configuration', initial: { optIn: 'single' }, readOnly: true });
    const select = screen.getByLabelText<HTMLSelectElement>('Opt-in');
    expect(select.disabled).toBe(false);
    fireEvent.change(select, { target: { value: 'double' } });
    expect(select).toHaveValue('single');
    expect(fireEvent.keyDown(select, { key: 'ArrowDown' })).toBe(false);
    expect(handle.values()).toEqual({ optIn: 'single' });
  });
});

test('a kind nobody knows shows its stored value and survives a save (UX-79)', async () => {
  const odd = { nested: ['a', { b: 1 }] };
  const member = () => field(z.union([z.number(), z.any()]), { label: 'Odd', secret: false });
  const schema = z.object({
    name: field(z.string(), { label: 'Name', secret: false }),
    odd: member(),
    rows: field(z.array(z.object({ odd: member() })), { label: 'Rows', secret: false }),
  });
  const { submitted } = showForm(schema, { purpose: 'configuration', initial: { name: 'Acme', odd: 42, rows: [{ odd, later: 1 }], unknown: 'kept by the server' } });
  expect(screen.getAllByRole('group', { name: 'Odd' }).map((shown) => shown.textContent.replace(/\s/g, ''))).toEqual(['42', JSON.stringify(odd)]);
  expect(screen.getAllByText('This setting cannot be changed here. It stays as it is.')).toHaveLength(2);
  await userEvent.type(screen.getByLabelText('Name'), '!');
  await submit();
  await waitFor(() => expect(submitted).toEqual([{ name: 'Acme!', odd: 42, rows: [{ odd }] }]));
});

describe('the handle', () => {
  test('counts changed fields once each, and none when they are changed back', async () => {
    const { dirty } = showForm(sync(), { purpose: 'configuration', initial: { listSyncEnabled: true, source: 'Shop' } });
    await userEvent.type(screen.getByLabelText('Consent source'), 's!');
    await userEvent.type(screen.getByLabelText('Days'), '1');
    expect(dirty).toEqual([1, 2]);
    await userEvent.type(screen.getByLabelText('Days'), '{Backspace}');
    await userEvent.type(screen.getByLabelText('Consent source'), '{Backspace}{Backspace}');
    expect(dirty).toEqual([1, 2, 1, 0]);
  });

  test('starts over from new values, and sets values as if typed', async () => {
    const { handle, dirty } = showForm(sync(), { purpose: 'configuration', initial: { source: 'Shop', listSyncEnabled: true } });
    handle.setValues({ source: 'Fair', days: 30 });
    await waitFor(() => expect(screen.getByLabelText('Days')).toHaveValue('30'));
    expect(handle.values()).toEqual({ listSyncEnabled: true, source: 'Fair', days: 30 });
    expect(dirty.at(-1)).toBe(2);
    handle.reset({ listSyncEnabled: true, source: 'Market' });
    await waitFor(() => expect(screen.getByLabelText('Consent source')).toHaveValue('Market'));
    expect(screen.getByLabelText('Days')).toHaveValue('90');
    expect(dirty.at(-1)).toBe(0);
    await userEvent.type(screen.getByLabelText('Consent source'), 's');
    expect(handle.values()).toEqual({ listSyncEnabled: true, source: 'Markets', days: 90 });
  });

  test('empties what it is given as empty, and leaves alone what it is not given', async () => {
    const { handle, dirty } = showForm(sync(), { purpose: 'configuration', initial: { source: 'Shop', listSyncEnabled: true, days: 30 } });
    handle.setValues({ source: undefined });
    await waitFor(() => expect(screen.getByLabelText('Consent source')).toHaveValue(''));
    expect(handle.values()).toEqual({ listSyncEnabled: true, days: 30 });
    expect(dirty.at(-1)).toBe(1);
  });

  test('focuses the first field', () => {
    const { handle } = showForm(sync(), { purpose: 'configuration' });
    handle.focusFirst();
    expect(screen.getByRole('switch', { name: 'Sync customers to a list' })).toHaveFocus();
  });
});

test('a nested object is a named group, submitted as an object', async () => {
  const schema = z.object({
    sender: field(z.object({ name: field(z.string(), { label: 'Name', secret: false }), reply: field(z.optional(z.string()), { label: 'Reply to', secret: false }) }), { label: 'Sender', secret: false }),
  });
  const { submitted } = showForm(schema, { purpose: 'configuration' });
  expect(screen.getByRole('group', { name: 'Sender' })).toBeVisible();
  await userEvent.type(screen.getByLabelText('Name'), 'Acme');
  await submit();
  await waitFor(() => expect(submitted).toEqual([{ sender: { name: 'Acme' } }]));
});

test('an unusual value is noted, not refused', async () => {
  const schema = z.object({ key: field(z.string(), { label: 'Key', secret: false, warn: { pattern: '^pk_', message: 'Keys usually start with pk_.' } }) });
  const { submitted } = showForm(schema);
  await userEvent.type(screen.getByLabelText('Key'), 'abc');
  expect(screen.queryByText('Keys usually start with pk_.')).toBeNull();
  await userEvent.tab();
  expect(screen.getByLabelText('Key')).toHaveAccessibleDescription('Keys usually start with pk_.');
  await submit();
  await waitFor(() => expect(submitted).toEqual([{ key: 'abc' }]));
});
