import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { MemoryAdapterOptions } from '../../../src/adapters/memory.ts';
import { expectAccessible } from '../page/setting.tsx';
import { connected, input, retype, save, saved, stored } from './editing.ts';
import { openDialog, openWorld } from './harness.tsx';

const reason = 'The key lacks the scope lists:write.';
/** Klaviyo refuses the opt-in until `allowed`. */
const refusing = () => {
  const klaviyo = { allowed: false };
  const refuse: MemoryAdapterOptions['refuse'] = () => (klaviyo.allowed ? undefined : { optInProcess: reason });
  return { klaviyo, options: { ...connected, refuse } };
};
const notice = () => within(screen.getByRole('dialog')).findByRole('group', { name: 'Saved here, but Klaviyo does not have all of it' });

test('UX-74: says that it is saved and what was refused, with the reason, where focus goes; the form is clean', async () => {
  const { options } = refusing();
  const world = await openWorld(options);
  await openDialog(world, 'Configure');
  await retype(world, 'customSource', 'Mine');
  await save(world);
  await saved();
  const group = await notice();
  await waitFor(() => expect(document.activeElement).toBe(group));
  expect(within(group).getAllByRole('listitem').map((one) => one.textContent)).toEqual([`Opt-in ${reason}`]);
  expect(stored(world)['customSource']).toBe('Mine');
  expect(document.querySelector('[data-part="save-bar"]')).toBeNull();
  await expectAccessible(screen.getByRole('dialog'));
});

test('UX-74: tries again with what is saved, and says when it was taken', async () => {
  const { klaviyo, options } = refusing();
  const world = await openWorld(options);
  await openDialog(world, 'Configure');
  await retype(world, 'customSource', 'Mine');
  await save(world);
  const group = await notice();
  klaviyo.allowed = true;
  await world.user.click(within(group).getByRole('button', { name: 'Try these again' }));
  await waitFor(() => expect(screen.queryByRole('group', { name: /does not have all of it/ })).toBeNull());
  await saved();
  expect(world.calls('configure')).toBe(2);
  expect(stored(world)['customSource']).toBe('Mine');
});

test('UX-74: with other changes in the form it offers no retry that would lose them: saving tries again too', async () => {
  const { klaviyo, options } = refusing();
  const world = await openWorld(options);
  await openDialog(world, 'Configure');
  await retype(world, 'customSource', 'Mine');
  await save(world);
  await notice();
  await retype(world, 'fromLabel', 'More');
  const group = await notice();
  expect(within(group).queryByRole('button')).toBeNull();
  expect(group.textContent).toContain('They are tried again with the next save.');
  expect(document.activeElement).toBe(input('fromLabel'));
  klaviyo.allowed = true;
  await save(world);
  await waitFor(() => expect(screen.queryByRole('group', { name: /does not have all of it/ })).toBeNull());
});

test('UX-74: a dialog opened later says it still, without taking focus', async () => {
  const { options } = refusing();
  const world = await openWorld(options);
  await openDialog(world, 'Configure');
  await retype(world, 'customSource', 'Mine');
  await save(world);
  await saved();
  await world.user.click(screen.getByRole('button', { name: 'Done' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await openDialog(world, 'Configure');
  const group = await notice();
  expect(group.contains(document.activeElement)).toBe(false);
});
