import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { field } from '../../../src/core/field.ts';
import type { Integration } from '../../../src/core/integration.ts';
import { defineProvider } from '../../../src/core/provider.ts';
import { expectAccessible } from '../page/setting.tsx';
import { openDialog, openWorld } from './harness.tsx';

const needsEditing = { requires: ['edit'] };
const archive = defineProvider({
  id: 'archive', name: 'Archive', category: 'email', summary: 'Keeps mails.',
  forms: {
    auth: { credentials: { fields: z.object({ key: field(z.string(), { label: 'Key' }) }), steps: [] } },
    capabilities: [{ id: 'edit', name: 'permission to edit the archive', how: 'Ask its owner for a key that may edit.', url: 'https://archive.example/keys' }],
    configuration: z.object({
      months: field(z._default(z.string(), 'twelve'), { label: 'Months', ...needsEditing }),
      keep: field(z._default(z.boolean(), true), { label: 'Keep drafts', ...needsEditing }),
      shelf: field(z.optional(z.string()), { label: 'Shelf', options: 'remote', ...needsEditing }),
      rules: field(z._default(z.array(z.object({ word: field(z.string(), { label: 'Word' }) })), [{ word: 'sale' }]), { label: 'Rules', ...needsEditing }),
      note: field(z.optional(z.string()), { label: 'Note' }),
    }),
    disconnect: { impact: [], keeps: [] },
  },
});

async function opened(scopes: Integration['scopes']) {
  const seed = { archive: { status: 'connected', account: { label: 'Box' }, scopes, configuration: { shelf: 'S7' } } } as const;
  const world = await openWorld({ providers: [archive], options: { archive: { shelf: [{ value: 'S1', label: 'First' }] } }, seed });
  await openDialog(world, 'Configure', 'Archive');
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByLabelText(/^Note/);
  return { ...world, dialog };
}
const shown = (path: string) => document.querySelector<HTMLElement>(`[data-field="${path}"]`) as HTMLElement;

test('a setting whose permission is missing names it and the way to get it, cannot be changed, and does not stop a save', async () => {
  const { dialog, user, state } = await opened({ granted: [], missing: ['edit'] });
  const months = dialog.getByLabelText(/^Months/);
  expect(months).toHaveProperty('readOnly', true);
  const note = document.getElementById(months.getAttribute('aria-describedby')?.split(' ').find((id) => id.endsWith('-lacking')) ?? '');
  expect(note?.textContent).toContain('Needs permission to edit the archive. Ask its owner for a key that may edit.');
  expect(note?.querySelector('a')?.href).toBe('https://archive.example/keys');
  await user.click(dialog.getByRole('switch', { name: /Keep drafts/ }));
  expect(dialog.getByRole('switch', { name: /Keep drafts/ })).toHaveProperty('checked', true);
  expect(within(shown('rules')).queryByRole('button')).toBeNull();
  await expectAccessible(screen.getByRole('dialog'));

  await user.type(dialog.getByLabelText(/^Note/), 'Hello');
  await user.click(dialog.getByRole('button', { name: 'Save changes' }));
  await waitFor(() => expect(state().integrations['archive']?.configuration).toMatchObject({ note: 'Hello', months: 'twelve', keep: true, shelf: 'S7', rules: [{ word: 'sale' }] }));
});

test('its choices are not asked for: what is stored stands as it is, not as deleted', async () => {
  await opened({ granted: [], missing: ['edit'] });
  expect(shown('shelf').textContent).toContain('S7');
  expect(shown('shelf').textContent).not.toMatch(/Deleted|has no/);
});

test.each([['granted', { granted: ['edit'], missing: [] }], ['not told', null]] as const)('where the permission is %s, the setting is free', async (_, scopes) => {
  const { dialog } = await opened(scopes);
  expect(dialog.getByLabelText(/^Months/)).toHaveProperty('readOnly', false);
  expect(document.querySelector('[data-part="lacking"]')).toBeNull();
  expect(within(shown('rules')).getAllByRole('button').length).toBeGreaterThan(0);
});
