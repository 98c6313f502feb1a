import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { userEvent as realKeys } from 'vitest/browser';
import { IntegrationsError } from '../../../src/core/errors.ts';
import { bar, connected, input, meanwhile, retype, save, saved, stored } from './editing.ts';
import { connectedKlaviyo, openDialog, openWorld } from './harness.tsx';

test('the save bar is there only while something differs, with a count (UX-70)', async () => {
  const world = await openWorld(connected);
  await openDialog(world, 'Configure');
  expect(bar()).toBeNull();
  await retype(world, 'customSource', 'Web shop');
  await waitFor(() => expect(bar()?.textContent).toContain('1 unsaved change'));
  await retype(world, 'fromLabel', 'Shop');
  await waitFor(() => expect(bar()?.textContent).toContain('2 unsaved changes'));
  await retype(world, 'customSource', 'Shop');
  await retype(world, 'fromLabel', 'Ana');
  await waitFor(() => expect(bar()).toBeNull());
});

test('saving stays in the dialog, says when, and takes the bar away (UX-70)', async () => {
  const world = await openWorld({ ...connected, page: { now: () => new Date(2026, 10, 5, 14, 3).getTime(), locale: 'en-GB' } });
  const configure = await openDialog(world, 'Configure');
  await retype(world, 'customSource', 'Web shop');
  await save(world);
  await saved();
  expect(configure.getByText('Saved at 14:03')).not.toBeNull();
  expect(bar()).toBeNull();
  expect(stored(world)['customSource']).toBe('Web shop');
  expect(document.querySelector('[role="dialog"]')?.contains(document.activeElement)).toBe(true);
  expect(document.activeElement).not.toBe(document.querySelector('[role="dialog"]'));
});

test('one change is discarded at once, several only after a question (UX-70)', async () => {
  const world = await openWorld(connected);
  const configure = await openDialog(world, 'Configure');
  await retype(world, 'customSource', 'X');
  await world.user.click(configure.getByRole('button', { name: 'Discard' }));
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(input('customSource').value).toBe('Shop');
  await retype(world, 'customSource', 'X');
  await retype(world, 'fromLabel', 'Y');
  await world.user.click(configure.getByRole('button', { name: 'Discard' }));
  const ask = within(await screen.findByRole('alertdialog', { name: 'Discard changes?' }));
  await world.user.click(ask.getByRole('button', { name: 'Discard changes' }));
  await waitFor(() => expect([input('customSource').value, input('fromLabel').value]).toEqual(['Shop', 'Ana']));
  await waitFor(() => expect(document.activeElement?.closest('[data-field], [data-part="dialog-footer"]')).not.toBeNull());
  expect(world.calls('configure')).toBe(0);
});

test('while saving, fields are read-only and keep focus (UX-71)', async () => {
  const world = await openWorld(connected);
  const release = world.adapter.controls.hang('configure');
  await openDialog(world, 'Configure');
  await retype(world, 'customSource', 'Web');
  await realKeys.keyboard('{Enter}');
  await waitFor(() => expect(input('customSource').readOnly).toBe(true));
  expect(input('customSource').disabled).toBe(false);
  expect(document.activeElement).toBe(input('customSource'));
  expect(bar()?.textContent).toContain('Saving…');
  await realKeys.keyboard('{Enter}');
  release();
  await saved();
  expect(document.activeElement).toBe(input('customSource'));
  expect(world.calls('configure')).toBe(1);
});

test('what the server says of a field stands on the field (UX-43)', async () => {
  const world = await openWorld(connected);
  world.adapter.controls.failNext('configure', new IntegrationsError('validation_failed', { fields: { customSource: 'Klaviyo takes no slash here.' } }));
  await openDialog(world, 'Configure');
  await retype(world, 'customSource', 'a/b');
  await save(world);
  await waitFor(() => expect(document.querySelector('[data-field="customSource"] [data-part="error"]')?.textContent).toContain('Klaviyo takes no slash here.'));
  expect(input('customSource').value).toBe('a/b');
});

test('a save that meets another one overwrites nothing and shows only what differs (UX-72, SR-16)', async () => {
  const world = await meanwhile({ customSource: 'Mine', fromLabel: 'Both' }, { customSource: 'Theirs', fromLabel: 'Both' });
  await save(world);
  const view = await screen.findByRole('region', { name: /^ben changed this/ });
  expect(stored(world)['customSource']).toBe('Theirs');
  expect([...view.querySelectorAll<HTMLElement>('fieldset')].map((one) => one.dataset['field'])).toEqual(['customSource']);
  expect(within(view).getByLabelText(/Yours\s*Mine/)).not.toBeNull();
  await world.user.click(within(view).getByLabelText(/Theirs\s*Theirs/));
  await save(world);
  await saved();
  expect(stored(world)).toMatchObject({ customSource: 'Theirs', fromLabel: 'Both' });
});

test('Keep all mine and Take all theirs choose for every field; saving uses the new revision (UX-72)', async () => {
  const world = await meanwhile({ customSource: 'Mine 1', fromLabel: 'Mine 2' }, { customSource: 'Theirs 1', fromLabel: 'Theirs 2' });
  await save(world);
  await screen.findByRole('region', { name: /changed this/ });
  const chosen = () => [...document.querySelectorAll<HTMLInputElement>('[data-part="conflict"] input:checked')].map((one) => one.closest('label')?.textContent);
  await world.user.click(screen.getByRole('button', { name: 'Take all theirs' }));
  expect(chosen()).toEqual(['Theirs Theirs 1', 'Theirs Theirs 2']);
  await world.user.click(screen.getByRole('button', { name: 'Keep all mine' }));
  expect(chosen()).toEqual(['Yours Mine 1', 'Yours Mine 2']);
  await save(world);
  await saved();
  expect(stored(world)).toMatchObject({ customSource: 'Mine 1', fromLabel: 'Mine 2' });
});

test('going back from the conflict keeps the draft, and the next save asks again (UX-72)', async () => {
  const world = await meanwhile({ customSource: 'Mine' }, { customSource: 'Theirs' });
  await save(world);
  await world.user.click(await screen.findByRole('button', { name: 'Keep editing' }));
  expect(input('customSource').value).toBe('Mine');
  await save(world);
  await screen.findByRole('region', { name: /changed this/ });
  expect(stored(world)['customSource']).toBe('Theirs');
});

test('edits of different fields are merged and saved, with a note (UX-73)', async () => {
  const world = await meanwhile({ customSource: 'Mine' }, { fromLabel: 'Ben' });
  await save(world);
  await screen.findByText(/Meanwhile these were changed elsewhere: Sender name/);
  expect(stored(world)).toMatchObject({ customSource: 'Mine', fromLabel: 'Ben' });
  expect(input('fromLabel').value).toBe('Ben');
  expect(bar()).toBeNull();
});

test('what was emptied stays empty when it is put together with somebody else’s save', async () => {
  const world = await openWorld(connected);
  const configure = await openDialog(world, 'Configure');
  await world.user.clear(input('fromLabel'));
  world.adapter.controls.change('klaviyo', { configuration: { ...connectedKlaviyo.configuration, customSource: 'Theirs' }, updatedBy: 'ben' });
  const { configure: save412 } = world.adapter;
  let saves = 0;
  world.adapter.configure = (...given) => (saves++ === 0 ? save412(...given) : Promise.reject(new IntegrationsError('forbidden')));
  await save(world);
  await configure.findByRole('group', { name: 'You may not do this' });
  expect([input('customSource').value, input('fromLabel').value]).toEqual(['Theirs', '']);
});

test('the same edit made twice is no conflict (UX-73)', async () => {
  const world = await meanwhile({ customSource: 'Same' }, { customSource: 'Same' });
  await save(world);
  await saved();
  expect(document.querySelector('[data-part="conflict"]')).toBeNull();
  expect(world.calls('configure')).toBe(1);
});

test('a change made elsewhere shows in an untouched form, never in one being edited (UX-15)', async () => {
  const world = await openWorld(connected);
  await openDialog(world, 'Configure');
  world.adapter.controls.change('klaviyo', { configuration: { ...connectedKlaviyo.configuration, customSource: 'Elsewhere' } });
  await waitFor(() => expect(input('customSource').value).toBe('Elsewhere'));
  await retype(world, 'fromLabel', 'Mine');
  world.adapter.controls.change('klaviyo', { configuration: { ...connectedKlaviyo.configuration, fromLabel: 'Ben' } });
  await waitFor(() => expect(world.state().integrations['klaviyo']?.configuration).toMatchObject({ fromLabel: 'Ben' }));
  expect(input('fromLabel').value).toBe('Mine');
});

test('a save whose answer was lost is checked, never sent again (SR-15)', async () => {
  const world = await openWorld(connected);
  const configure = await openDialog(world, 'Configure');
  world.adapter.configure = () => Promise.reject(new IntegrationsError('timeout'));
  await retype(world, 'customSource', 'Mine');
  await save(world);
  await configure.findByRole('group', { name: /We do not know yet/ }, { timeout: 20_000 });
  expect(configure.queryByRole('button', { name: 'Save changes' })).toBeNull();
  world.adapter.controls.change('klaviyo', { configuration: { ...connectedKlaviyo.configuration, customSource: 'Mine' } });
  await world.user.click(configure.getByRole('button', { name: 'Check again' }));
  await saved();
}, 25_000);

test('stored keys show as saved; Replace opens the reconnect, after the same question (UX-30)', async () => {
  const world = await openWorld(connected);
  const configure = await openDialog(world, 'Configure');
  expect(configure.getByText(/^Saved · ends in eUaP · /)).not.toBeNull();
  await retype(world, 'customSource', 'X');
  await world.user.click(configure.getByRole('button', { name: 'Replace Private API key' }));
  await world.user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Discard changes' }));
  await screen.findByRole('dialog', { name: 'Reconnect Klaviyo' });
});
