import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { field } from '../../../src/core/field.ts';
import { IntegrationsError } from '../../../src/core/errors.ts';
import { defineProvider } from '../../../src/core/provider.ts';
import { openWorld } from './harness.tsx';

const mapper = defineProvider({
  id: 'mapper', name: 'Mapper', category: 'email', summary: 'Maps events.',
  forms: async () => ({
    auth: { credentials: { fields: z.object({ key: field(z.string(), { label: 'Key' }) }), steps: [] } },
    configuration: z.object({
      name: field(z.string(), { label: 'Name' }),
      map: field(z._default(z.array(z.object({ from: field(z.string(), { label: 'From' }), to: field(z.string(), { label: 'To' }) })), []), { label: 'Map' }),
    }),
    disconnect: { impact: [], keeps: [] },
  }),
});
const configuration = { name: 'Shop', map: [{ from: 'a', to: 'x', weight: 3 }, { from: 'b', to: 'y', weight: 5 }, { from: 'c', to: 'z', weight: 7 }], fromANewerVersion: { keep: true } };

test('rows are saved as they stand; unknown keys survive, those of rows that stay and of the whole (UX-78, UX-79)', async () => {
  const { root, user, adapter, calls } = await openWorld({ providers: [mapper], seed: { mapper: { status: 'connected', stored: { key: 'k' }, configuration } } });
  root.openDialog({ kind: 'configure', integration: 'mapper' });
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(await dialog.findByRole('button', { name: 'Remove row 1 from Map' }));
  await user.click(dialog.getByRole('button', { name: 'Add row to Map' }));
  await user.keyboard('d{Tab}w');
  await user.type(within(dialog.getByRole('group', { name: 'Row 2' })).getByLabelText('To'), '!');
  await user.click(dialog.getByRole('button', { name: 'Save changes' }));
  await waitFor(() => expect(calls('configure')).toBe(1));
  await dialog.findByText(/^Saved at/);
  const [saved] = await adapter.list({ signal: new AbortController().signal });
  expect(saved?.configuration).toEqual({ name: 'Shop', map: [{ from: 'b', to: 'y', weight: 5 }, { from: 'c', to: 'z!', weight: 7 }, { from: 'd', to: 'w' }], fromANewerVersion: { keep: true } });
});

test('what the server says about a cell stands at that cell, and leads there', async () => {
  const refusal = new IntegrationsError('validation_failed', { fields: { 'map.1.to': 'Mapper has no such field.' } });
  const { root, user } = await openWorld({ providers: [mapper], seed: { mapper: { status: 'connected', stored: { key: 'k' }, configuration } }, fail: { configure: refusal } });
  root.openDialog({ kind: 'configure', integration: 'mapper' });
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(await dialog.findByLabelText('Name'), '!');
  await user.click(dialog.getByRole('button', { name: 'Save changes' }));
  await user.click(await dialog.findByRole('link', { name: 'Row 2: Mapper has no such field.' }));
  const cell = within(dialog.getByRole('group', { name: 'Row 2' })).getByLabelText('To');
  expect(cell).toHaveFocus();
  expect(cell).toHaveAttribute('aria-invalid', 'true');
});
