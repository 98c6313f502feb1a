import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { benSaves, connected, input, retype, save, saved, stored } from './editing.ts';
import { connectedKlaviyo, openDialog, openWorld, privateKey, submit, typeKeys, type World } from './harness.tsx';

// Waits between two tries are drawn by chance; here they are the shortest.
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0));

const unknown = { timeout: 20_000 };
const question = () => screen.findByRole('group', { name: /We do not know yet/ }, unknown);
/** Beside the live regions, which say it too. */
const said = (text: RegExp) => within(screen.getByRole('dialog')).findByText(text);
const check = async (world: World) => world.user.click(await screen.findByRole('button', { name: 'Check again' }));
/** Remembers the key of every call that reached the backend. */
function keysOf({ adapter }: World): (string | undefined)[] {
  const keys: (string | undefined)[] = [];
  const { connect, configure } = adapter;
  adapter.connect = (input, o) => (keys.push(o.idempotencyKey), connect(input, o));
  adapter.configure = (input, o) => (keys.push(o.idempotencyKey), configure(input, o));
  return keys;
}
const loseAnswers = (world: World, method: 'connect' | 'configure', arrives: boolean) => {
  for (let tries = 0; tries < 3; tries++) world.adapter.controls.failNext(method, 'network_failed', { lostAnswer: arrives });
};

/** Ana saves `mine`, and every answer is lost on the way back (`arrives`), or every request on the way there. */
async function saveIntoTheDark(arrives: boolean): Promise<{ world: World; keys: (string | undefined)[] }> {
  const world = await openWorld(connected);
  const keys = keysOf(world);
  loseAnswers(world, 'configure', arrives);
  await openDialog(world, 'Configure');
  await retype(world, 'customSource', 'Mine');
  await save(world);
  await question();
  return { world, keys };
}

test('SR-15: a save whose answer was lost is a state of its own: nothing can be sent or edited, and checking finds it saved', async () => {
  const { world, keys } = await saveIntoTheDark(true);
  expect(screen.queryByRole('button', { name: 'Save changes' })).toBeNull();
  expect(input('customSource').readOnly).toBe(true);
  await world.user.type(input('customSource'), '{Enter}');
  const sent = keys.length;
  await check(world);
  await saved();
  expect(input('customSource').readOnly).toBe(false);
  expect(keys).toHaveLength(sent);
});

test('SR-15: one that did not arrive is not sent by checking; the user sends it, under the key it had (SR-17)', async () => {
  const { world, keys } = await saveIntoTheDark(false);
  await check(world);
  await said(/did not go through/);
  expect(stored(world)['customSource']).toBe('Shop');
  expect(keys).toHaveLength(3);
  expect(input('customSource').value).toBe('Mine');
  await save(world);
  await saved();
  expect(stored(world)['customSource']).toBe('Mine');
  expect(new Set(keys).size).toBe(1);
});

test('SR-15: where somebody else saved instead, checking takes theirs over, says so, and sends nothing', async () => {
  const { world, keys } = await saveIntoTheDark(false);
  benSaves(world, { fromLabel: 'Ben' });
  await check(world);
  await said(/changed elsewhere: Sender name\. .* not saved yet/);
  expect([input('customSource').value, input('fromLabel').value]).toEqual(['Mine', 'Ben']);
  expect(stored(world)).toMatchObject({ customSource: 'Shop', fromLabel: 'Ben' });
  expect(keys).toHaveLength(3);
  await save(world);
  await saved();
  expect(stored(world)).toMatchObject({ customSource: 'Mine', fromLabel: 'Ben' });
});

test('SR-15: where somebody else saved the same field, checking asks', async () => {
  const { world, keys } = await saveIntoTheDark(false);
  benSaves(world, { customSource: 'Ben' });
  await check(world);
  await screen.findByRole('region', { name: /^ben changed this/ });
  expect(keys).toHaveLength(3);
  await save(world);
  await saved();
  expect(stored(world)['customSource']).toBe('Mine');
});

test('SR-15: closing and opening again forgets neither the question nor what was typed, and asks nothing about discarding', async () => {
  const { world } = await saveIntoTheDark(false);
  await world.user.click(screen.getAllByRole('button', { name: 'Close' })[0] as HTMLElement);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(world.state().operations['klaviyo']).toMatchObject({ verb: 'configure', phase: 'unknown' });
  await openDialog(world, 'Configure');
  await question();
  expect(input('customSource').value).toBe('Mine');
  await check(world);
  await said(/did not go through/);
  await save(world);
  await saved();
  expect(stored(world)['customSource']).toBe('Mine');
  expect(world.state().operations['klaviyo']).toBeUndefined();
});

test('SR-15: a check that cannot read either leaves the question standing', async () => {
  const { world } = await saveIntoTheDark(true);
  world.adapter.controls.offline(true);
  await check(world);
  await waitFor(() => expect(world.state().operations['klaviyo']).toMatchObject({ verb: 'configure', phase: 'unknown' }), unknown);
  await question();
  world.adapter.controls.offline(false);
  await check(world);
  await saved();
});

test('SR-15: a draft that is discarded after a check is forgotten', async () => {
  const { world } = await saveIntoTheDark(false);
  await check(world);
  await said(/did not go through/);
  await world.user.click(screen.getByRole('button', { name: 'Discard' }));
  expect(input('customSource').value).toBe('Shop');
  expect(world.state().operations['klaviyo']).toBeUndefined();
});

/** A connect whose every answer is lost. */
async function connectIntoTheDark(arrives: boolean, seed = {}): Promise<{ world: World; keys: (string | undefined)[] }> {
  const world = await openWorld({ seed });
  const keys = keysOf(world);
  loseAnswers(world, 'connect', arrives);
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect);
  await submit(world, connect);
  await question();
  return { world, keys };
}

test('SR-15: a connect that somebody else overtook with other keys is no success of ours', async () => {
  const { world, keys } = await connectIntoTheDark(false);
  world.adapter.controls.change('klaviyo', {
    status: 'connected', updatedBy: 'ben', account: { label: 'Ben’s Shop' },
    credentials: { publicApiKey: { secret: false, value: 'BenBen' }, privateApiKey: { secret: true, isSet: true, updatedAt: '2026-05-12T10:00:00.000Z', hint: 'nnnn' } },
  });
  await check(world);
  await said(/^ben connected Klaviyo meanwhile, with other details than yours/);
  expect(screen.queryByRole('heading', { name: 'Klaviyo is connected' })).toBeNull();
  expect(keys).toHaveLength(3);
});

test('SR-15: a reconnect is no success because somebody saved settings meanwhile', async () => {
  const world = await openWorld(connected);
  for (let tries = 0; tries < 3; tries++) world.adapter.controls.failNext('connect', 'network_failed');
  const connect = await openDialog(world, 'Connect');
  await world.user.click(connect.getByRole('button', { name: /^Replace Private API key/ }));
  await world.user.click(connect.getByLabelText(/^Private API key/));
  await world.user.paste(privateKey);
  await world.user.click(connect.getByRole('button', { name: 'Reconnect Klaviyo' }));
  await question();
  world.adapter.controls.change('klaviyo', { configuration: { ...connectedKlaviyo.configuration, fromLabel: 'Ben' } });
  await check(world);
  await said(/did not go through/);
});

test('SR-15: a connect of unknown outcome is still one after closing and opening; the key is gone with its form (SR-13)', async () => {
  const { world } = await connectIntoTheDark(true);
  await world.user.keyboard('{Escape}');
  await world.user.click(await screen.findByRole('button', { name: 'Discard changes' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(JSON.stringify(world.state())).not.toContain(privateKey.slice(5, 15));
  await world.user.click(screen.getByRole('button', { name: 'Connect Klaviyo' }));
  await question();
  await check(world);
  await screen.findByRole('heading', { name: 'Klaviyo is connected' });
});

test('SR-17: a connect that did not arrive goes out again under its key', async () => {
  const { world, keys } = await connectIntoTheDark(false);
  await check(world);
  await said(/did not go through/);
  await world.user.click(screen.getByRole('button', { name: 'Connect Klaviyo' }));
  await screen.findByRole('heading', { name: 'Klaviyo is connected' });
  expect(keys).toHaveLength(4);
  expect(new Set(keys).size).toBe(1);
});
