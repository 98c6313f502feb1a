import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { IntegrationsError } from '../../../src/core/errors.ts';
import { field, type FieldOption } from '../../../src/core/field.ts';
import type { Page } from '../../../src/core/integration.ts';
import type { FieldsFormProps } from '../../../src/react/form/form-handle.ts';
import { showForm } from '../form/harness.tsx';

const lists = (count: number, name = 'List'): FieldOption[] => Array.from({ length: count }, (_, index) => ({ value: `L${index + 1}`, label: `${name} ${index + 1}` }));
const page = (items: readonly FieldOption[], nextCursor: string | null = null): Page<FieldOption> => ({ items, nextCursor });
const oneList = () => z.object({ listId: field(z.string(), { label: 'Default list', options: 'remote', secret: false }) });
const show = (loadOptions: FieldsFormProps['loadOptions'], listId?: string) => showForm(oneList(), { purpose: 'configuration', initial: listId ? { listId } : {}, ...(loadOptions ? { loadOptions } : {}) });
const submit = () => userEvent.click(screen.getByRole('button', { name: 'Connect' }));

const box = () => screen.getByRole('combobox', { name: 'Default list' });
const searchBox = () => waitFor(() => expect(box()).toBeInstanceOf(HTMLInputElement));

describe('remote choices (UX-77)', () => {
  test('say that they are loading, then stand in a native list', async () => {
    let answer = (_: Page<FieldOption>) => {};
    const answered = new Promise<Page<FieldOption>>((resolve) => { answer = resolve; });
    const { submitted } = show(() => answered);
    expect(screen.getByLabelText('Default list')).toHaveAttribute('aria-busy', 'true');
    expect(screen.getByRole('option', { name: 'Loading choices…' })).toBeInTheDocument();
    answer(page(lists(20)));
    await screen.findByRole('option', { name: 'List 20' });
    expect(screen.getByLabelText('Default list')).toBeInstanceOf(HTMLSelectElement);
    await userEvent.selectOptions(screen.getByLabelText('Default list'), 'List 3');
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ listId: 'L3' }]));
  });

  test('a failure says why, keeps what is stored, and can be tried again with focus in the field', async () => {
    let works = false;
    const { handle } = show(() => (works ? Promise.resolve(page(lists(3))) : Promise.reject(new IntegrationsError('provider_unavailable', { detail: 'Klaviyo is not answering.' }))), 'L2');
    await screen.findByText('Klaviyo is not answering.');
    expect(handle.values()).toEqual({ listId: 'L2' });
    expect(screen.getByLabelText('Default list')).toHaveAccessibleDescription('Klaviyo is not answering.');
    works = true;
    await userEvent.click(screen.getByRole('button', { name: 'Try again to load choices for Default list' }));
    await screen.findByRole('option', { name: 'List 3' });
    expect(screen.getByLabelText('Default list')).toHaveFocus();
    expect(screen.getByLabelText('Default list')).toHaveValue('L2');
  });

  test('an unknown failure never shows its own text', async () => {
    show(() => Promise.reject(new Error('ECONNREFUSED 10.0.0.7')));
    await screen.findByText(/could not be loaded from Klaviyo/);
    expect(document.body.textContent).not.toContain('ECONNREFUSED');
  });

  test('none at all explains itself', async () => {
    show(async () => page([]));
    await screen.findByText(/Klaviyo has nothing to choose for Default list yet/);
  });

  test('a choice that waits for another field is not called deleted', async () => {
    const schema = z.object({ audience: field(z.optional(z.string()), { label: 'Audience' }), group: field(z.string(), { label: 'Group', options: 'remote', dependsOn: ['audience'] }) });
    showForm(schema, { purpose: 'configuration', initial: { group: 'FNAME' }, loadOptions: async () => page([]) });
    await screen.findByText(/Fill in Audience first/);
    expect(screen.getByLabelText('Group')).toHaveDisplayValue('FNAME');
  });

  test('a vanished choice is named and blocks nothing until it is changed', async () => {
    const { submitted } = show(async () => page(lists(3)), 'Y6nRLr');
    await screen.findByRole('option', { name: 'Deleted in Klaviyo (Y6nRLr)' });
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ listId: 'Y6nRLr' }]));
  });

  test('an empty list of several is named and accessible', async () => {
    const schema = z.object({ segments: field(z.array(z.string()), { label: 'Segments', options: 'remote', secret: false }) });
    const { form } = showForm(schema, { purpose: 'configuration', loadOptions: async () => page([]) });
    await screen.findByText(/has nothing to choose/);
    expect(screen.getByRole('combobox', { name: 'Segments' })).toBeVisible();
    expect((await axe.run(form, { runOnly: ['wcag2a', 'wcag2aa'] })).violations.map(({ id }) => id)).toEqual([]);
  });

  test('what is stored is looked for on every page before it is called deleted', async () => {
    const pages = async (_field: string, _query: string | undefined, cursor: string | undefined) => {
      const from = Number(cursor ?? 0);
      return page(lists(60).slice(from, from + 15), from < 45 ? String(from + 15) : null);
    };
    const { unmount } = show(pages, 'L58');
    await waitFor(() => expect(box()).toHaveValue('List 58'));
    unmount();
    show(pages, 'Y6nRLr');
    await waitFor(() => expect(box()).toHaveValue('Deleted in Klaviyo (Y6nRLr)'));
  });

  test('more than 20 are searched, by keyboard too', async () => {
    const { submitted, handle } = show(async () => page([...lists(30), { value: 'CAFE', label: 'Café regulars' }]));
    await searchBox();
    await userEvent.type(box(), 'cafe');
    await screen.findByRole('option', { name: 'Café regulars' });
    expect(screen.getAllByRole('option')).toHaveLength(1);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(box()).toHaveValue('Café regulars');
    expect(handle.values()).toEqual({ listId: 'CAFE' });
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ listId: 'CAFE' }]));
  });

  test('choices that come in pages are searched at the provider', async () => {
    const asked: (string | undefined)[] = [];
    show(async (_field, query, cursor) => {
      asked.push(query);
      if (query) return page([{ value: 'far', label: `Found ${query}` }]);
      return page(lists(15, cursor ?? 'List'), cursor === 'Two' ? 'Three' : 'Two');
    });
    await searchBox();
    await userEvent.type(box(), 'vip');
    await userEvent.click(await screen.findByRole('option', { name: 'Found vip' }));
    expect(box()).toHaveValue('Found vip');
    expect(asked.filter(Boolean)).toEqual(['vip']);
  });

  test('choices load again, with the present values, when what they depend on changes', async () => {
    const schema = z.object({
      audience: field(z.enum(['a', 'b']), { label: 'Audience', secret: false }),
      tag: field(z.optional(z.string()), { label: 'Tag', options: 'remote', dependsOn: ['audience'], secret: false }),
    });
    const { handle } = showForm(schema, { purpose: 'configuration', initial: { audience: 'a' }, loadOptions: async (_field, _query, _cursor, values) => page(lists(2, `Tag of ${String(values['audience'])}`)) });
    await screen.findByRole('option', { name: 'Tag of a 1' });
    await userEvent.selectOptions(screen.getByLabelText('Audience'), 'b');
    await screen.findByRole('option', { name: 'Tag of b 1' });
    expect(handle.values()).toEqual({ audience: 'b' });
  });

  test('none, while what they depend on is blank, asks for that first', async () => {
    const schema = z.object({
      audience: field(z.optional(z.enum(['a', 'b'])), { label: 'Audience', secret: false }),
      tag: field(z.optional(z.string()), { label: 'Tag', options: 'remote', dependsOn: ['audience'], secret: false }),
    });
    showForm(schema, { purpose: 'configuration', loadOptions: async (_field, _query, _cursor, values) => page(values['audience'] ? lists(2) : []) });
    await screen.findByText('Fill in Audience first: the choices depend on it.');
    expect(screen.queryByRole('button', { name: /Load again/ })).toBeNull();
    await userEvent.selectOptions(screen.getByLabelText(/^Audience/), 'a');
    await screen.findByRole('option', { name: 'List 2' });
    expect(screen.queryByText(/Fill in Audience first/)).toBeNull();
  });

  test('none, where blank means something of its own, says so instead of waiting for it, and where to create one (UX-64)', async () => {
    const schema = z.object({
      account: field(z.optional(z.enum(['a', 'b'])), { label: 'Account', help: 'Blank: the one you connected.', mayBeBlank: true, secret: false }),
      pixel: field(z.optional(z.string()), { label: 'Pixel', options: 'remote', dependsOn: ['account'], createUrl: 'https://acme.example/pixels', secret: false }),
    });
    showForm(schema, { purpose: 'configuration', loadOptions: async () => page([]) });
    await screen.findByText(/has nothing to choose for Pixel yet/);
    expect(screen.queryByText(/Fill in Account first/)).toBeNull();
    expect(screen.getByRole('link', { name: /^Create one in .+opens in a new tab/ })).toHaveAttribute('href', 'https://acme.example/pixels');
    expect(screen.getByRole('button', { name: /Load again/ })).toBeVisible();
  });

  const pixel = (schema: z.ZodMiniType) => z.object({ pixel: field(schema, { label: 'Pixel', options: 'remote', secret: false }) });

  test('the only one is chosen where one is needed (UX-64)', async () => {
    const { handle } = showForm(pixel(z.string()), { purpose: 'configuration', loadOptions: async () => page(lists(1, 'Pixel')) });
    await waitFor(() => expect(handle.values()).toEqual({ pixel: 'L1' }));
  });

  test.each([
    ['is not needed', () => showForm(pixel(z.optional(z.string())), { purpose: 'configuration', loadOptions: async () => page(lists(1, 'Pixel')) })],
    ['is one of two', () => showForm(pixel(z.string()), { purpose: 'configuration', loadOptions: async () => page(lists(2, 'Pixel')) })],
    ['may not be changed', () => showForm(pixel(z.string()), { purpose: 'configuration', readOnly: true, loadOptions: async () => page(lists(1, 'Pixel')) })],
  ])('one that %s is left to the user (UX-64)', async (_, open) => {
    const { handle } = open();
    await screen.findByRole('option', { name: 'Pixel 1' });
    expect(handle.values()['pixel'] ?? '').toBe('');
  });

  test('without a way to load them, they are typed in', async () => {
    const { handle } = show(undefined);
    await userEvent.type(screen.getByRole('textbox', { name: 'Default list' }), 'Y6nRLr');
    expect(handle.values()).toEqual({ listId: 'Y6nRLr' });
  });
});
