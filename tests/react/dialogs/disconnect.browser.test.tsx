import { screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { connectedKlaviyo, openDialog, openWorld } from './harness.tsx';

afterEach(() => vi.useRealTimers());

const connected = { seed: { klaviyo: connectedKlaviyo }, impact: { klaviyo: ['3 lists stop syncing', '2 flows lose their order trigger'] } };
const items = (part: string) => [...document.querySelectorAll(`[data-part="${part}"] li`)].map((item) => item.textContent);

test('it counts what stops, says what stays, and starts on Cancel (UX-82)', async () => {
  const world = await openWorld(connected);
  const ask = await openDialog(world, 'Disconnect');
  expect(screen.getByRole('alertdialog', { name: 'Disconnect Klaviyo?' })).not.toBeNull();
  await ask.findByText('3 lists stop syncing');
  expect(items('impact').slice(0, 2)).toEqual(['3 lists stop syncing', '2 flows lose their order trigger']);
  expect(items('impact').length).toBeGreaterThan(2);
  expect(items('keeps').length).toBeGreaterThan(0);
  expect(document.activeElement).toBe(ask.getByRole('button', { name: 'Cancel' }));
  expect(ask.getByRole('button', { name: 'Disconnect Klaviyo' })).not.toBeNull();
});

test('what goes on stands under what stays, never under what stops (UX-82)', async () => {
  const world = await openWorld({ ...connected, impact: { klaviyo: { items: ['3 lists stop syncing'], keeps: ['2 campaigns are active now.'] } } });
  const ask = await openDialog(world, 'Disconnect');
  await ask.findByText('2 campaigns are active now.');
  expect(items('keeps')[0]).toBe('2 campaigns are active now.');
  expect(items('impact')).not.toContain('2 campaigns are active now.');
});

test('what becomes of a key is said to who entered one, and not to who signed in (UX-82)', async () => {
  const ofKey = /^The private key stays valid/;
  const world = await openWorld(connected);
  const ask = await openDialog(world, 'Disconnect');
  expect(items('keeps').at(-1)).toMatch(ofKey);
  await world.user.click(ask.getByRole('button', { name: 'Cancel' }));
  world.adapter.controls.change('klaviyo', { scheme: 'oauth2', credentials: {} });
  await openDialog(world, 'Disconnect');
  await waitFor(() => expect(items('keeps').filter((one) => ofKey.test(one ?? ''))).toEqual([]));
  expect(items('keeps').length).toBeGreaterThan(1);
});

test('counting that takes long is said, and does not stand in the way (UX-82)', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const world = await openWorld({ ...connected, advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
  world.adapter.controls.hang('impact');
  const ask = await openDialog(world, 'Disconnect');
  await ask.findByText('Counting what else would stop…');
  await vi.advanceTimersByTimeAsync(3_000);
  await ask.findByText(/takes longer than usual/);
  await world.user.click(ask.getByRole('button', { name: 'Disconnect Klaviyo' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(world.state().integrations['klaviyo']?.status).toBe('disconnected');
});

test('counting that fails is said, and does not stand in the way (UX-82)', async () => {
  const world = await openWorld({ ...connected, fail: { impact: 'forbidden' } });
  const ask = await openDialog(world, 'Disconnect');
  await ask.findByText(/this list may be incomplete/);
  expect(items('impact').length).toBeGreaterThan(0);
  await world.user.click(ask.getByRole('button', { name: 'Disconnect Klaviyo' }));
  await waitFor(() => expect(world.state().integrations['klaviyo']?.status).toBe('disconnected'));
});

test('afterwards focus is on the card’s Connect, and it is said that settings are kept (UX-86)', async () => {
  const world = await openWorld(connected);
  const ask = await openDialog(world, 'Disconnect');
  await world.user.click(ask.getByRole('button', { name: 'Disconnect Klaviyo' }));
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Connect Klaviyo'));
  expect(screen.getByRole('status').textContent).toContain('Your settings are kept');
  expect(world.state().integrations['klaviyo']?.configuration).toEqual(connectedKlaviyo.configuration);
});

test('a failure leaves it connected, says why in the dialog, and can be tried again (UX-85)', async () => {
  const world = await openWorld(connected);
  world.adapter.controls.failNext('disconnect', 'forbidden');
  const ask = await openDialog(world, 'Disconnect');
  await world.user.click(ask.getByRole('button', { name: 'Disconnect Klaviyo' }));
  const notice = await ask.findByRole('group', { name: 'You may not do this' });
  expect(notice.textContent).toContain('Klaviyo is still connected.');
  await waitFor(() => expect(document.activeElement).toBe(notice));
  expect(world.state().integrations['klaviyo']?.status).toBe('connected');
  await world.user.click(ask.getByRole('button', { name: 'Retry' }));
  await waitFor(() => expect(world.state().integrations['klaviyo']?.status).toBe('disconnected'));
});

test('SR-15: a disconnect without a verdict claims nothing, is remembered, and is looked up instead of repeated', async () => {
  const world = await openWorld(connected);
  world.adapter.controls.failNext('disconnect', 'internal', { lostAnswer: true });
  const ask = await openDialog(world, 'Disconnect');
  await world.user.click(ask.getByRole('button', { name: 'Disconnect Klaviyo' }));
  const notice = await ask.findByRole('group', { name: 'Something went wrong on our side' });
  expect(notice.textContent).not.toContain('still connected');
  await world.user.click(ask.getByRole('button', { name: 'Cancel' }));
  const again = await openDialog(world, 'Disconnect');
  await world.user.click(await again.findByRole('button', { name: 'Check again' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(screen.getByRole('status').textContent).toContain('Klaviyo is disconnected.');
  expect(world.calls('disconnect')).toBe(1);
});

test('SR-15: a disconnect that left no trace can be tried again', async () => {
  const world = await openWorld(connected);
  world.adapter.controls.failNext('disconnect', 'internal');
  const ask = await openDialog(world, 'Disconnect');
  await world.user.click(ask.getByRole('button', { name: 'Disconnect Klaviyo' }));
  await world.user.click(await ask.findByRole('button', { name: 'Check again' }));
  await ask.findByText('Klaviyo is still connected.');
  await world.user.click(ask.getByRole('button', { name: 'Disconnect Klaviyo' }));
  await waitFor(() => expect(world.state().integrations['klaviyo']?.status).toBe('disconnected'));
});

test('pausing instead keeps it connected (UX-83)', async () => {
  const world = await openWorld(connected);
  const ask = await openDialog(world, 'Disconnect');
  await world.user.click(ask.getByRole('button', { name: 'Pause instead' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(world.state().integrations['klaviyo']).toMatchObject({ status: 'connected', enabled: false });
  expect(world.calls('disconnect')).toBe(0);
});

test('pausing is not offered where the backend cannot (UX-83)', async () => {
  const world = await openWorld({ ...connected, change: (adapter) => { delete (adapter as { update?: unknown }).update; } });
  const ask = await openDialog(world, 'Disconnect');
  expect(ask.queryByRole('button', { name: 'Pause instead' })).toBeNull();
});

test('pressed twice it sends one request (SR-17)', async () => {
  const world = await openWorld(connected);
  const release = world.adapter.controls.hang('disconnect');
  const ask = await openDialog(world, 'Disconnect');
  await world.user.dblClick(ask.getByRole('button', { name: 'Disconnect Klaviyo' }));
  release();
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(world.calls('disconnect')).toBe(1);
});
