import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { field } from '../../../src/core/field.ts';
import { goodKey, keys } from './fixtures.ts';
import { showForm } from './harness.tsx';

const publicKey = () => screen.getByRole('textbox', { name: /Public API key/ });
const privateKey = () => screen.getByLabelText('Private API key');
const submit = () => userEvent.click(screen.getByRole('button', { name: 'Connect' }));
const summary = () => screen.findByRole('alert');

describe('when a field is judged (UX-39)', () => {
  test('nothing is marked wrong while it is typed for the first time', async () => {
    showForm(keys());
    await userEvent.type(publicKey(), 'X7');
    expect(publicKey()).not.toHaveAttribute('aria-invalid');
    expect(screen.queryByText(/has 6 letters/)).toBeNull();
  });

  test('a field with a value is judged when it is left, then on each change', async () => {
    showForm(keys());
    await userEvent.type(publicKey(), 'X7F2Q');
    await userEvent.tab();
    await screen.findByText('The public key has 6 letters or digits.');
    await userEvent.type(publicKey(), 'A');
    await waitFor(() => expect(publicKey()).not.toHaveAttribute('aria-invalid'));
    await userEvent.type(publicKey(), 'B');
    await screen.findByText('The public key has 6 letters or digits.');
  });

  test('an empty required field is wrong only on submit', async () => {
    showForm(keys());
    await userEvent.click(publicKey());
    await userEvent.tab();
    await userEvent.type(publicKey(), 'X');
    await userEvent.clear(publicKey());
    await userEvent.tab();
    expect(publicKey()).not.toHaveAttribute('aria-invalid');
    await submit();
    await summary();
    expect(publicKey()).toHaveAttribute('aria-invalid', 'true');
  });

  test('a field left empty and typed into later is not marked while it is first typed', async () => {
    showForm(keys());
    await userEvent.click(publicKey());
    await userEvent.tab();
    await userEvent.type(publicKey(), 'X7');
    expect(publicKey()).not.toHaveAttribute('aria-invalid');
  });
});

describe('a failed submit (UX-41)', () => {
  test('focuses a summary whose words equal the inline text and whose links focus the fields', async () => {
    const { submitted } = showForm(keys());
    await userEvent.type(publicKey(), 'nope');
    await submit();
    const box = await summary();
    await waitFor(() => expect(box).toHaveFocus());
    expect(within(box).getByText('There is a problem')).toBeVisible();
    const links = within(box).getAllByRole('link');
    expect(links.map((link) => link.textContent)).toEqual(['The public key has 6 letters or digits.', 'Enter the Private API key.']);
    for (const link of links) expect(screen.getAllByText(link.textContent ?? '')).toHaveLength(2);
    await userEvent.click(links[1] as HTMLElement);
    expect(privateKey()).toHaveFocus();
    expect(location.hash).toBe('');
    expect(submitted).toEqual([]);
  });

  test('describes each wrong field by its message and keeps every value, the secret included', async () => {
    showForm(keys());
    await userEvent.type(publicKey(), 'nope');
    await userEvent.type(privateKey(), goodKey);
    await submit();
    await summary();
    expect(publicKey()).toHaveAccessibleDescription(/The public key has 6 letters or digits\.$/);
    expect(publicKey()).toHaveValue('nope');
    expect(privateKey()).toHaveValue(goodKey);
    expect(privateKey()).not.toHaveAttribute('aria-invalid');
  });

  test('a rule across fields is judged on submit and forgiven as soon as it holds', async () => {
    const schema = z.object({
      least: field(z.number(), { label: 'Least', secret: false }),
      most: field(z.number(), { label: 'Most', secret: false }),
    }).check(z.refine((value) => value.least <= value.most, { error: 'Most is less than least.', path: ['most'] }));
    const { submitted } = showForm(schema);
    await userEvent.type(screen.getByLabelText('Least'), '9');
    await userEvent.type(screen.getByLabelText('Most'), '5');
    await submit();
    await screen.findByText('Most is less than least.', { selector: '[data-part=error]' });
    await userEvent.clear(screen.getByLabelText('Least'));
    await userEvent.type(screen.getByLabelText('Least'), '4');
    await waitFor(() => expect(screen.getByLabelText('Most')).not.toHaveAttribute('aria-invalid'));
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ least: 4, most: 5 }]));
  });
});

test('every message of the summary says which field it is about, in the words beside the field (UX-41)', async () => {
  showForm(z.object({
    days: field(z.int().check(z.maximum(730)), { label: 'Days', secret: false }),
    note: field(z.string().check(z.maxLength(3)), { label: 'Klaviyo note', secret: false }),
    list: field(z.string(), { label: 'Klaviyo list', secret: false }),
  }), { purpose: 'configuration', initial: { days: 800, note: 'long' } });
  await submit();
  const links = within(await summary()).getAllByRole('link').map((link) => link.textContent);
  expect(links).toEqual(['Days: at most 730.', 'Klaviyo note: at most 3 characters.', 'Enter the Klaviyo list.']);
  expect([...document.querySelectorAll('[data-part=error]')].map((error) => error.textContent)).toEqual(links);
});

describe('server errors (UX-43)', () => {
  test('land on their field by path; unknown paths and the detail stand in the focused summary', async () => {
    const { handle } = showForm(keys());
    handle.showErrors({ privateApiKey: 'Klaviyo refused this key.', elsewhere: 'The plan has no room.' }, 'Klaviyo answered no.');
    const box = await summary();
    await waitFor(() => expect(box).toHaveFocus());
    expect(within(box).getByText('Klaviyo answered no.')).toBeVisible();
    expect(within(box).getAllByRole('link').map((link) => link.textContent)).toEqual(['Klaviyo refused this key.']);
    expect(within(box).getByText('The plan has no room.')).toBeVisible();
    expect(privateKey()).toHaveAccessibleDescription(/Klaviyo refused this key\.$/);
  });

  test('an error of the server goes when its field changes', async () => {
    const { handle } = showForm(keys());
    handle.showErrors({ privateApiKey: 'Klaviyo refused this key.' });
    await summary();
    await userEvent.type(privateKey(), goodKey);
    await waitFor(() => expect(privateKey()).not.toHaveAttribute('aria-invalid'));
  });
});

test('a closed section opens when a field in it is wrong (UX-75)', async () => {
  const schema = z.object({
    name: field(z.string(), { label: 'Name', secret: false }),
    sender: field(z.string(), { label: 'Sender', secret: false, section: 'Email' }),
  });
  const { form } = showForm(schema, { purpose: 'configuration' });
  const section = form.querySelector('details') as HTMLDetailsElement;
  await userEvent.click(screen.getByText('Email'));
  expect(section.open).toBe(false);
  await userEvent.type(screen.getByLabelText('Name'), 'Acme');
  await submit();
  await userEvent.click(within(await summary()).getByRole('link', { name: 'Enter the Sender.' }));
  expect(section.open).toBe(true);
  expect(screen.getByLabelText('Sender')).toHaveFocus();
});

test('every field has a visible label, help before its control, "(optional)" where it may stay empty (UX-34)', () => {
  const schema = z.object({
    name: field(z.string(), { label: 'Name', help: 'As customers see it, for example Acme', secret: false }),
    note: field(z.optional(z.string()), { label: 'Note', secret: false, docsUrl: 'https://example.com/note' }),
    risky: field(z.optional(z.string()), { label: 'Risky', secret: false, docsUrl: 'javascript:alert(1)' }),
  });
  const { form } = showForm(schema, { purpose: 'configuration' });
  const name = screen.getByLabelText('Name');
  expect(name).toHaveAccessibleDescription('As customers see it, for example Acme');
  const help = screen.getByText('As customers see it, for example Acme');
  expect(help.compareDocumentPosition(name) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  expect(screen.getByLabelText('Note (optional)')).toBeVisible();
  expect(screen.getByRole('link', { name: /^About Note ?\(opens in a new tab\)$/ })).toHaveAttribute('target', '_blank');
  expect(screen.getAllByRole('link')).toHaveLength(1);
  expect([...form.querySelectorAll('[data-part=field]')].map((one) => one.getAttribute('data-field'))).toEqual(['name', 'note', 'risky']);
});

test('what is wrong is not said to look unusual as well (UX-37, UX-41)', async () => {
  const schema = z.object({ code: field(z.string().check(z.regex(/^[a-z]+$/, 'Use letters.')), { label: 'Code', secret: false, warn: { pattern: '^abc', message: 'Codes usually start with abc.' } }) });
  const { form } = showForm(schema, { purpose: 'configuration' });
  const said = () => ['warning', 'error'].map((part) => form.querySelector(`[data-part="${part}"]`)?.textContent ?? null);
  const code = screen.getByLabelText('Code');
  await userEvent.type(code, 'xyz1');
  await userEvent.tab();
  expect(said()).toEqual([null, 'Use letters.']);
  expect(code).toHaveAccessibleDescription(expect.stringContaining('Use letters.'));
  expect(code).not.toHaveAccessibleDescription(expect.stringContaining('usually'));
  await userEvent.type(code, '{Backspace}');
  expect(said()).toEqual(['Codes usually start with abc.', null]);
  expect(code).toHaveAccessibleDescription('Codes usually start with abc.');
});
