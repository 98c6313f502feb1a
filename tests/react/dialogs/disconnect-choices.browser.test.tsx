import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openDialog, openWorld, type World, type WorldOptions } from './harness.tsx';

const box = 'Remove the store, with its customers, orders and carts';
const mailchimp: WorldOptions = {
  seed: { mailchimp: { status: 'connected', account: { label: 'Acme' }, stored: { apiKey: '0123456789abcdef0123456789abcdef-us6', serverPrefix: 'us6' } } },
  impact: { mailchimp: { items: [], choices: { store: 'It holds 42 orders.' } } },
};
const open = async (options: WorldOptions = {}) => {
  const world = await openWorld({ ...mailchimp, ...options });
  return { world, ask: await openDialog(world, 'Disconnect', 'Mailchimp') };
};
const left = (world: World) => waitFor(() => expect(world.state().integrations['mailchimp']?.status).toBe('disconnected'));

test('what may be removed as well is offered unticked, with what it would remove, and is not removed unless ticked (UX-83)', async () => {
  const { world, ask } = await open();
  const tick = await ask.findByRole('checkbox', { name: new RegExp(`^${box}`) });
  expect(tick).toHaveProperty('checked', false);
  await ask.findByText('It holds 42 orders.');
  expect(ask.queryByRole('textbox')).toBeNull();
  await world.user.click(ask.getByRole('button', { name: 'Disconnect Mailchimp' }));
  await left(world);
  expect(world.adapter.controls.removed('mailchimp')).toEqual([]);
  expect(screen.getByRole('status').textContent).not.toContain('removed');
});

test('what is ticked is confirmed by the provider’s name, then sent, and said (UX-84)', async () => {
  const { world, ask } = await open();
  await world.user.click(await ask.findByRole('checkbox'));
  await world.user.click(ask.getByRole('button', { name: 'Disconnect Mailchimp' }));
  const name = ask.getByRole('textbox', { name: 'Type “Mailchimp” to confirm' });
  expect(name.getAttribute('aria-invalid')).toBe('true');
  expect(document.activeElement).toBe(name);
  ask.getByText(/^This is not “Mailchimp”/);
  expect(world.calls('disconnect')).toBe(0);
  await world.user.paste(' mailchimp ');
  expect(name.getAttribute('aria-invalid')).toBeNull();
  await world.user.click(ask.getByRole('button', { name: 'Disconnect Mailchimp' }));
  await left(world);
  expect(world.adapter.controls.removed('mailchimp')).toEqual(['store']);
  expect(screen.getByRole('status').textContent).toContain('What you ticked is being removed at Mailchimp.');
});

test('unticked again, nothing has to be typed and nothing is removed', async () => {
  const { world, ask } = await open();
  const tick = await ask.findByRole('checkbox');
  await world.user.click(tick);
  await world.user.click(tick);
  expect(ask.queryByRole('textbox')).toBeNull();
  await world.user.click(ask.getByRole('button', { name: 'Disconnect Mailchimp' }));
  await left(world);
  expect(world.adapter.controls.removed('mailchimp')).toEqual([]);
});

test('to pause asks for no name, whatever is ticked', async () => {
  const { world, ask } = await open();
  await world.user.click(await ask.findByRole('checkbox'));
  await world.user.click(ask.getByRole('button', { name: 'Pause instead' }));
  await waitFor(() => expect(world.state().integrations['mailchimp']?.enabled).toBe(false));
  expect(world.calls('disconnect')).toBe(0);
});

test('a failure keeps what was ticked and typed; trying again sends it (UX-85)', async () => {
  const { world, ask } = await open();
  world.adapter.controls.failNext('disconnect', 'forbidden');
  await world.user.click(await ask.findByRole('checkbox'));
  await world.user.type(ask.getByRole('textbox'), 'Mailchimp');
  await world.user.click(ask.getByRole('button', { name: 'Disconnect Mailchimp' }));
  await ask.findByRole('group', { name: 'You may not do this' });
  expect(ask.getByRole('checkbox')).toHaveProperty('checked', true);
  expect(ask.getByRole('textbox')).toHaveProperty('value', 'Mailchimp');
  await world.user.click(ask.getByRole('button', { name: 'Retry' }));
  await left(world);
  expect(world.adapter.controls.removed('mailchimp')).toEqual(['store']);
});

test('while it is under way nothing can be ticked any more', async () => {
  const { world, ask } = await open();
  const release = world.adapter.controls.hang('disconnect');
  const tick = await ask.findByRole('checkbox');
  await world.user.click(ask.getByRole('button', { name: 'Disconnect Mailchimp' }));
  await ask.findByText('Disconnecting…');
  await world.user.click(tick);
  expect(tick).toHaveProperty('checked', false);
  release();
  await left(world);
});

test('who may only look is offered nothing to remove (UX-12)', async () => {
  const { ask } = await open({ page: { readOnly: true }, impact: { mailchimp: { items: ['The audience stops syncing.'], choices: { store: 'It holds 42 orders.' } } } });
  await ask.findByText(/^The audience stops/);
  expect(ask.queryByRole('checkbox')).toBeNull();
});
