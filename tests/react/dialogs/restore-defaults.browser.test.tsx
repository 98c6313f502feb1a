import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { field } from '../../../src/core/field.ts';
import type { Integration } from '../../../src/core/integration.ts';
import { defineProvider } from '../../../src/core/provider.ts';
import { expectAccessible } from '../page/setting.tsx';
import { bar, save, saved } from './editing.ts';
import { openDialog, openWorld, type WorldOptions } from './harness.tsx';

const custom = { showWhen: { field: 'bidding', equals: 'custom' } } as const;
const archive = defineProvider({
  id: 'archive', name: 'Archive', category: 'email', summary: 'Keeps mails.',
  forms: {
    auth: { credentials: { fields: z.object({ key: field(z.string(), { label: 'Key' }) }), steps: [] } },
    configuration: z.object({
      days: field(z._default(z.number(), 30), { label: 'Keep for', unit: 'days', effect: 'Older mails are deleted for good.' }),
      share: field(z._default(z.boolean(), true), { label: 'Share', requires: ['share'] }),
      bidding: field(z._default(z.enum(['auto', 'custom']), 'auto'), { label: 'Bidding', options: [{ value: 'auto', label: 'Automatic' }, { value: 'custom', label: 'By hand' }] }),
      bid: field(z.optional(z.string()), { label: 'Bid', ...custom }),
      note: field(z.optional(z.string()), { label: 'Note' }),
    }),
    disconnect: { impact: [], keeps: [] },
  },
});
const changed = { days: 90, share: true, bidding: 'custom', bid: '4', note: 'Ours' };

async function opened(configuration: Record<string, unknown> = changed, scopes: Integration['scopes'] = { granted: ['share'], missing: [] }, options: WorldOptions = {}) {
  const world = await openWorld({ providers: [archive], seed: { archive: { status: 'connected', account: { label: 'Box' }, scopes, configuration } }, ...options });
  await openDialog(world, 'Configure', 'Archive');
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByLabelText(/^Note/);
  return { ...world, world, dialog, stored: () => world.state().integrations['archive']?.configuration };
}
const ask = async ({ user, dialog }: Awaited<ReturnType<typeof opened>>, name: string) => {
  await user.click(dialog.getByRole('button', { name: 'Restore defaults' }));
  return within(await screen.findByRole('alertdialog', { name }));
};
const lines = () => [...document.querySelectorAll('[data-changes] > li')].map((line) => [...line.children].map((part) => part.textContent));

test('what changes is shown before it does, with its effect; Cancel changes nothing (UX-80)', async () => {
  const all = await opened();
  const question = await ask(all, 'Restore defaults?');
  expect(lines()).toEqual([
    ['Keep for', 'Now 90 days', 'Then 30 days', 'Older mails are deleted for good.'],
    ['Bidding', 'Now By hand', 'Then Automatic'],
    ['Bid', 'Now 4', 'Then Not used any more'],
  ]);
  expect(question.getByText(/^2 settings change\. Nothing is saved until you save\./)).not.toBeNull();
  expect(document.activeElement).toBe(question.getByRole('button', { name: 'Cancel' }));
  await expectAccessible(document.body);
  await all.user.click(question.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(document.activeElement).toBe(all.dialog.getByRole('button', { name: 'Restore defaults' }));
  expect(bar()).toBeNull();
  expect(all.dialog.getByLabelText(/^Keep for/)).toHaveProperty('value', '90');
});

test('agreed to, they are filled in and counted, and saved only by saving (UX-80)', async () => {
  const all = await opened();
  const question = await ask(all, 'Restore defaults?');
  await all.user.click(question.getByRole('button', { name: 'Restore defaults' }));
  await waitFor(() => expect(bar()?.textContent).toContain('2 unsaved changes'));
  expect(all.dialog.getByLabelText(/^Keep for/)).toHaveProperty('value', '30');
  expect(all.dialog.queryByLabelText(/^Bid\b(?!ding)/)).toBeNull();
  expect(all.dialog.getByLabelText(/^Note/)).toHaveProperty('value', 'Ours');
  expect(document.activeElement).toBe(all.dialog.getByRole('button', { name: 'Restore defaults' }));
  expect(all.stored()).toEqual(changed);
  await save(all.world);
  await saved();
  expect(all.stored()).toEqual({ days: 30, share: true, bidding: 'auto', note: 'Ours' });
});

test('what is typed and not saved yet is part of what changes (UX-80)', async () => {
  const all = await opened({ note: 'Ours' });
  await all.user.clear(all.dialog.getByLabelText(/^Keep for/));
  await all.user.type(all.dialog.getByLabelText(/^Keep for/), '7');
  await ask(all, 'Restore defaults?');
  expect(lines()).toEqual([['Keep for', 'Now 7 days', 'Then 30 days', 'Older mails are deleted for good.']]);
});

test('at its defaults already, it says so (UX-80)', async () => {
  const all = await opened({ note: 'Ours' });
  const question = await ask(all, 'Nothing to restore');
  expect(question.queryByRole('button', { name: 'Restore defaults' })).toBeNull();
  await all.user.click(question.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
});

test('a setting whose permission is missing stays as it is (UX-80)', async () => {
  const all = await opened({ share: false }, { granted: [], missing: ['share'] });
  await ask(all, 'Nothing to restore');
});

test('somebody else’s save beneath the question is what it then speaks of (UX-80, UX-72)', async () => {
  const all = await opened();
  await ask(all, 'Restore defaults?');
  all.adapter.controls.change('archive', { configuration: { ...changed, days: 60 }, updatedBy: 'ben' });
  await waitFor(() => expect(lines()[0]).toContain('Now 60 days'));
});

test('a viewer is not offered it (UX-80)', async () => {
  const { dialog } = await opened(changed, undefined, { page: { readOnly: true } });
  expect(dialog.queryByRole('button', { name: 'Restore defaults' })).toBeNull();
});
