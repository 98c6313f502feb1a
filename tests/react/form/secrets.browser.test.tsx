import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { field } from '../../../src/core/field.ts';
import type { CredentialPreview } from '../../../src/core/integration.ts';
import { goodKey, keys } from './fixtures.ts';
import { showForm } from './harness.tsx';

const secret = () => screen.getByLabelText<HTMLInputElement>('Private API key');
const submit = () => userEvent.click(screen.getByRole('button', { name: 'Connect' }));
const stored: Record<string, CredentialPreview> = {
  publicApiKey: { secret: false, value: 'X7F2QA' },
  privateApiKey: { secret: true, isSet: true, updatedAt: '2026-05-03T09:00:00.000Z', hint: '4f2a' },
};
const storedForm = (schema: Parameters<typeof showForm>[0] = keys()) => showForm(schema, { initial: { publicApiKey: 'X7F2QA' }, stored });
const replace = () => userEvent.click(screen.getByRole('button', { name: 'Replace Private API key' }));

describe('a secret (UX-35, SR-12)', () => {
  test('is masked, tells password managers to look away, and has a neutral name', () => {
    showForm(keys());
    expect(secret()).toHaveAttribute('type', 'password');
    expect(secret()).toHaveAttribute('autocomplete', 'new-password');
    expect(secret()).toHaveAttribute('spellcheck', 'false');
    for (const name of ['data-1p-ignore', 'data-lpignore', 'data-bwignore']) expect(secret()).toHaveAttribute(name);
    expect(secret()).toHaveAttribute('data-form-type', 'other');
    expect(secret().name).not.toMatch(/pass|user|login|email|key/i);
  });

  test('is shown by a button named after the field, and masked again on submit', async () => {
    showForm(keys());
    await userEvent.type(secret(), goodKey);
    await userEvent.click(screen.getByRole('button', { name: 'Show Private API key' }));
    expect(secret()).toHaveAttribute('type', 'text');
    expect(screen.getByRole('button', { name: 'Hide Private API key' })).toBeVisible();
    await submit();
    await waitFor(() => expect(secret()).toHaveAttribute('type', 'password'));
  });

  test('can be pasted, and invisible characters, line breaks and spaces around it are removed (UX-36)', async () => {
    const { handle } = showForm(keys());
    await userEvent.click(secret());
    await userEvent.paste(`\u200B  ${goodKey.slice(0, 8)}\u2060${goodKey.slice(8)}\uFEFF\n`);
    expect(secret().value).toBe(goodKey);
    expect(handle.values()).toEqual({ privateApiKey: goodKey });
  });

  test('typed with spaces around it, it is cleaned for the form at once and for the eye when it is left (UX-36)', async () => {
    const { handle } = showForm(keys());
    await userEvent.type(screen.getByLabelText('Public API key'), ' X7F2QA ');
    expect(handle.values()).toEqual({ publicApiKey: 'X7F2QA' });
    await userEvent.tab();
    expect(screen.getByLabelText('Public API key')).toHaveValue('X7F2QA');
  });

  test('is in no attribute, no address and no storage (SR-13)', async () => {
    const { form } = showForm(keys());
    await userEvent.type(secret(), goodKey);
    await userEvent.click(screen.getByRole('button', { name: 'Show Private API key' }));
    expect(form.outerHTML).not.toContain(goodKey);
    expect(location.href + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)).not.toContain(goodKey);
  });
});

describe('secret values (SR-13)', () => {
  test.each([['clearSecrets'], ['reset']] as const)('%s empties the input and forgets the value', async (ask) => {
    const { handle, dirty } = showForm(keys());
    await userEvent.type(secret(), goodKey);
    expect(dirty.at(-1)).toBe(1);
    handle[ask]();
    await waitFor(() => expect(secret()).toHaveValue(''));
    expect(handle.values()).toEqual({});
    expect(dirty.at(-1)).toBe(0);
  });

  test('are gone once the form is', async () => {
    const { handle, unmount } = showForm(keys());
    await userEvent.type(secret(), goodKey);
    unmount();
    expect(JSON.stringify(handle.values())).not.toContain(goodKey);
  });
});

test('no fallback submit can carry a secret into an address (SR-14)', async () => {
  const { form, submitted } = showForm(keys());
  expect(form.getAttribute('method')).toBe('post');
  expect(form.noValidate).toBe(true);
  await userEvent.type(screen.getByLabelText('Public API key'), 'X7F2QA');
  await userEvent.type(secret(), goodKey);
  await submit();
  await waitFor(() => expect(submitted).toEqual([{ publicApiKey: 'X7F2QA', privateApiKey: goodKey }]));
  const event = new Event('submit', { bubbles: true, cancelable: true });
  form.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
});

describe('a stored secret (UX-69)', () => {
  test('shows what may be shown, and is kept when left alone', async () => {
    const { submitted } = storedForm();
    expect(screen.getByText('Saved · ends in 4f2a · 3 May')).toBeVisible();
    expect(screen.queryByLabelText('Private API key')).toBeNull();
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ publicApiKey: 'X7F2QA' }]));
  });

  test('Replace opens an empty, focused field; Cancel restores and gives focus back', async () => {
    const { handle, dirty } = storedForm();
    await replace();
    expect(secret()).toHaveValue('');
    expect(secret()).toHaveFocus();
    await userEvent.type(secret(), 'half a key');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel replacing Private API key' }));
    expect(screen.getByText('Saved · ends in 4f2a · 3 May')).toBeVisible();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Replace Private API key' })).toHaveFocus());
    expect(handle.values()).toEqual({ publicApiKey: 'X7F2QA' });
    expect(dirty.at(-1)).toBe(0);
  });

  test('a replaced one is judged and submitted', async () => {
    const { submitted } = storedForm();
    await replace();
    await userEvent.type(secret(), 'X7F2QA');
    await submit();
    await screen.findByText('The private key starts with pk_.', { selector: '[data-part=error]' });
    await userEvent.clear(secret());
    await userEvent.type(secret(), goodKey);
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ publicApiKey: 'X7F2QA', privateApiKey: goodKey }]));
  });

  test('with one kept, the other members are still judged, without rules across them', async () => {
    const schema = keys().check(z.refine(() => false, { error: 'A rule that would always fail.' }));
    const { submitted } = storedForm(schema);
    await userEvent.clear(screen.getByLabelText('Public API key'));
    await userEvent.type(screen.getByLabelText('Public API key'), 'no');
    await submit();
    await screen.findByText('The public key has 6 letters or digits.', { selector: '[data-part=error]' });
    expect(submitted).toEqual([]);
    await userEvent.type(screen.getByLabelText('Public API key'), '1234');
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ publicApiKey: 'no1234' }]));
  });

  test('must be entered again when its destination changes', async () => {
    const schema = z.object({
      server: field(z.string(), { label: 'Server', secret: false, destination: true }),
      token: field(z.string(), { label: 'Token' }),
    });
    const { submitted } = showForm(schema, { initial: { server: 'us6' }, stored: { token: { secret: true, isSet: true, updatedAt: null, hint: null } } });
    expect(screen.getByText('Saved')).toBeVisible();
    await userEvent.clear(screen.getByLabelText('Server'));
    await userEvent.type(screen.getByLabelText('Server'), 'us21');
    expect(screen.getByText(/You changed where this connects to/)).toBeVisible();
    expect(screen.getByLabelText('Token')).toHaveValue('');
    await submit();
    await screen.findByText('Enter the Token.', { selector: '[data-part=error]' });
    expect(submitted).toEqual([]);
    await userEvent.clear(screen.getByLabelText('Server'));
    await userEvent.type(screen.getByLabelText('Server'), 'us6');
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ server: 'us6' }]));
  });

  test('a wrong one reported by the server opens its field', async () => {
    const { handle } = storedForm();
    handle.showErrors({ privateApiKey: 'Klaviyo refused this key.' });
    await userEvent.click(await screen.findByRole('link', { name: 'Klaviyo refused this key.' }));
    expect(secret()).toHaveFocus();
  });
});
