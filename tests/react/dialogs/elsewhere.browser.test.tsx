import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { IntegrationsError } from '../../../src/core/errors.ts';
import { disconnectedIntegration } from '../../../src/core/integration.ts';
import { connected, input, meanwhile, retype, save, saved, stored } from './editing.ts';
import { connectedKlaviyo, openDialog, openWorld, submit, typeKeys, type World } from './harness.tsx';

const dialog = () => within(screen.getByRole('dialog'));
const away = disconnectedIntegration('klaviyo');
const disconnectElsewhere = (world: World, more = {}) =>
  world.adapter.controls.change('klaviyo', { status: 'disconnected', scheme: null, account: null, credentials: {}, connectedAt: null, connectedBy: null, updatedBy: 'ben', ...more });
const typing = async (world: World) => {
  await openDialog(world, 'Configure');
  await retype(world, 'customSource', 'Mine');
};

test('a pause and a new name from elsewhere are no conflict: the save goes through, and both stay (UX-73)', async () => {
  const world = await openWorld(connected);
  await typing(world);
  world.adapter.controls.change('klaviyo', { enabled: false, label: 'Renamed', updatedBy: 'ben' });
  await save(world);
  await saved();
  expect(document.querySelector('[data-part="conflict"], [data-part="error-summary"]')).toBeNull();
  expect(world.state().integrations['klaviyo']).toMatchObject({ enabled: false, label: 'Renamed', configuration: { customSource: 'Mine' } });
});

test('a disconnect from elsewhere is said without taking focus, and the draft outlives the way through Connect', async () => {
  const world = await openWorld(connected);
  await typing(world);
  disconnectElsewhere(world);
  const news = await dialog().findByText(/^ben disconnected Klaviyo meanwhile\. What you entered is kept/);
  // In view although the form is scrolled to what is being typed.
  const body = document.querySelector('[data-part="dialog-body"]') as HTMLElement;
  body.scrollTop = body.scrollHeight;
  expect(news.getBoundingClientRect().top).toBeGreaterThanOrEqual(body.getBoundingClientRect().top);
  expect(document.activeElement).toBe(input('customSource'));
  expect(input('customSource').value).toBe('Mine');
  await world.user.click(dialog().getByRole('button', { name: 'Connect Klaviyo' }));
  expect(screen.queryByRole('alertdialog')).toBeNull();
  const connect = within(await screen.findByRole('dialog', { name: 'Connect Klaviyo' }));
  await connect.findByLabelText(/^Public API key/);
  await typeKeys(world, connect);
  await submit(world, connect);
  await world.user.click(await connect.findByRole('button', { name: 'Configure' }));
  await screen.findByText('These are the changes you had not saved yet.');
  expect(input('customSource').value).toBe('Mine');
  await save(world);
  await saved();
  expect(stored(world)).toMatchObject({ customSource: 'Mine', fromLabel: 'Ana' });
  expect(screen.queryByText(/had not saved yet/)).toBeNull();
});

test('a save that finds it disconnected says so, keeps what was typed and offers Connect', async () => {
  const world = await openWorld({ ...connected, change: (adapter) => { adapter.configure = () => Promise.reject(new IntegrationsError('not_connected', { current: away })); } });
  await typing(world);
  await save(world);
  const notice = await dialog().findByRole('group', { name: 'Klaviyo is not connected any more' });
  await waitFor(() => expect(document.activeElement).toBe(notice));
  expect(input('customSource').value).toBe('Mine');
  await world.user.click(within(notice).getByRole('button', { name: 'Connect Klaviyo' }));
  await screen.findByRole('dialog', { name: 'Connect Klaviyo' });
  expect(world.state().integrations['klaviyo']?.status).toBe('disconnected');
});

test('closing keeps the draft of a disconnected Integration without asking; a draft that was saved or discarded does not come back', async () => {
  const world = await openWorld(connected);
  await typing(world);
  disconnectElsewhere(world);
  await dialog().findByText(/^ben disconnected Klaviyo/);
  await world.user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  world.adapter.controls.change('klaviyo', { status: 'connected' });
  await openDialog(world, 'Configure');
  expect(input('customSource').value).toBe('Mine');
  await world.user.click(dialog().getByRole('button', { name: 'Discard' }));
  await world.user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await openDialog(world, 'Configure');
  expect(input('customSource').value).toBe('Shop');
});

test('an erased Integration keeps what is being typed, and the fields of others empty only where they are not edited', async () => {
  const world = await openWorld(connected);
  await typing(world);
  disconnectElsewhere(world, { configuration: {} });
  await dialog().findByText(/^ben disconnected Klaviyo/);
  expect([input('customSource').value, input('fromLabel').value]).toEqual(['Mine', 'Ana']);
});

test.each([['typed in', 'Mine'], ['untouched', 'Shop']])('an account removed elsewhere is said, and the fields of a form that is %s stay to be copied', async (_, source) => {
  const world = await openWorld({ seed: { ...connected.seed, 'klaviyo~2': { ...connectedKlaviyo, label: 'Second' } } });
  world.root.openDialog({ kind: 'configure', integration: 'klaviyo~2' });
  await waitFor(() => expect(document.querySelector('[data-connection]')).not.toBeNull());
  await retype(world, 'customSource', source);
  const list = await world.adapter.list({ signal: new AbortController().signal });
  world.adapter.list = async () => list.filter((one) => one.id !== 'klaviyo~2');
  await world.root.client.load({ fresh: true });
  await dialog().findByText(/^This Klaviyo account was removed elsewhere/);
  expect([input('customSource').value, input('fromLabel').value]).toEqual([source, 'Ana']);
});

test('a save to an account that is gone says so and keeps what was typed', async () => {
  const world = await openWorld({ ...connected, change: (adapter) => { adapter.configure = () => Promise.reject(new IntegrationsError('not_found')); } });
  await typing(world);
  await save(world);
  await dialog().findByRole('group', { name: 'This Klaviyo account is not here any more' });
  expect(input('customSource').value).toBe('Mine');
});

test('what Ben saved in between is put together with a draft that waited for the reconnect', async () => {
  const world = await meanwhile({ customSource: 'Mine' }, {});
  disconnectElsewhere(world);
  await dialog().findByText(/^ben disconnected Klaviyo/);
  await world.user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  world.adapter.controls.change('klaviyo', { status: 'connected', configuration: { ...connectedKlaviyo.configuration, fromLabel: 'Ben' } });
  await openDialog(world, 'Configure');
  await save(world);
  const note = await dialog().findByText(/changed elsewhere: Sender name/);
  const body = document.querySelector('[data-part="dialog-body"]') as HTMLElement;
  expect(note.getBoundingClientRect().top).toBeGreaterThanOrEqual(body.getBoundingClientRect().top);
  expect(stored(world)).toMatchObject({ customSource: 'Mine', fromLabel: 'Ben' });
});
