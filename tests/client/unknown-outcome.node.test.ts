import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cardState } from '../../src/client/card-state.ts';
import { IntegrationsError } from '../../src/core/errors.ts';
import type { Integration } from '../../src/core/integration.ts';
import { codeOf, connected, readyClient } from './fixtures.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const settings = { configuration: { name: 'Shop' } };
const opened = connected('klaviyo', { revision: '1', ...settings });
const secret = 'pk_aVeryLongAndSecretKey0123456789';
type World = Awaited<ReturnType<typeof readyClient>>;

const operation = ({ client }: World) => client.getState().operations['klaviyo'];
const badge = ({ client }: World) => {
  const { integrations, operations, unknown } = client.getState();
  return cardState(integrations['klaviyo'], operations['klaviyo'], unknown['klaviyo']);
};

/** A change goes out, and every try of it loses its answer. */
async function lose(world: World, verb: 'connect' | 'configure' | 'disconnect', send: () => Promise<unknown>): Promise<string | undefined> {
  const before = world.count(verb);
  const work = codeOf(send());
  for (let tries = 1; tries <= 3; tries++) {
    await vi.waitFor(() => expect(world.count(verb)).toBe(before + tries));
    world.call(verb).fail(new IntegrationsError('network_failed'));
    await vi.advanceTimersByTimeAsync(2000);
  }
  expect(await work).toBe('network_failed');
  expect(operation(world)).toMatchObject({ verb, phase: 'unknown' });
  return world.call(verb).o.idempotencyKey;
}

async function check(world: World, answer: Integration | IntegrationsError): Promise<void> {
  const before = world.count('status');
  const checking = codeOf(world.client.refresh('klaviyo'));
  await vi.waitFor(() => expect(world.count('status')).toBe(before + 1));
  if ('revision' in answer) world.call('status').answer(answer);
  else world.call('status').fail(answer);
  await checking;
}

const save = ({ client }: World, name = 'Mine') => client.configure('klaviyo', { name }, '1');

test('SR-15: a save stays unknown until what is stored says how it ended, and the card knows the status again before that', async () => {
  const world = await readyClient([opened]);
  await lose(world, 'configure', () => save(world));
  expect(badge(world)).toBe('unknown');
  await check(world, opened);
  expect(operation(world)).toMatchObject({ verb: 'configure', phase: 'unknown', found: 'nothing', sent: { configuration: { name: 'Mine' } } });
  expect(badge(world)).toBe('connected');
  await check(world, { ...opened, revision: '2', configuration: { name: 'Theirs' } });
  expect(operation(world)).toMatchObject({ found: 'other' });
  await check(world, { ...opened, revision: '2', configuration: { name: 'Mine' } });
  expect(operation(world)).toBeUndefined();
});

test('SR-15: a check that fails forgets nothing', async () => {
  const world = await readyClient([opened]);
  await lose(world, 'configure', () => save(world));
  await check(world, new IntegrationsError('forbidden'));
  expect(operation(world)).toMatchObject({ verb: 'configure', phase: 'unknown', sent: { configuration: { name: 'Mine' } } });
  expect(badge(world)).toBe('unknown');
});

test('SR-15: a list read later says the same as a check', async () => {
  const world = await readyClient([opened]);
  await lose(world, 'configure', () => save(world));
  const read = async (answer: Integration) => {
    const loaded = world.client.load();
    await vi.waitFor(() => expect(world.count('list')).toBeGreaterThan(1));
    world.call('list').answer([answer]);
    await loaded;
  };
  await read(opened);
  expect(operation(world)).toMatchObject({ phase: 'unknown', found: 'nothing' });
  await read({ ...opened, revision: '2', configuration: { name: 'Mine' } });
  expect(operation(world)).toBeUndefined();
});

test('SR-15: news pushed meanwhile show on the card, and end the doubt only where they prove it', async () => {
  let push: (integration: Integration) => void = () => {};
  const world = await readyClient([opened]);
  const { createIntegrationsClient } = await import('../../src/client/create-client.ts');
  const client = createIntegrationsClient({ adapter: { ...world.adapter, subscribe: (listener) => ((push = listener), () => {}) }, providers: world.client.providers });
  await client.preload();
  const loaded = client.load();
  await vi.waitFor(() => expect(world.count('list')).toBe(2));
  world.call('list').answer([opened]);
  await loaded;
  const pushed = { ...world, client };
  await lose(pushed, 'configure', () => save(pushed));
  push({ ...opened, revision: '2', label: 'Renamed' });
  await vi.waitFor(() => expect(client.getState().integrations['klaviyo']?.label).toBe('Renamed'));
  expect(operation(pushed)).toMatchObject({ phase: 'unknown' });
  expect(operation(pushed)).not.toHaveProperty('found');
  push({ ...opened, revision: '3', configuration: { name: 'Mine' } });
  await vi.waitFor(() => expect(operation(pushed)).toBeUndefined());
});

test('SR-17: the same wish, sent again after a check found nothing, goes out under the key it had', async () => {
  const world = await readyClient([opened]);
  const first = await lose(world, 'configure', () => save(world));
  await check(world, opened);
  void save(world);
  await vi.waitFor(() => expect(world.count('configure')).toBe(4));
  expect(world.call('configure').o.idempotencyKey).toBe(first);
  world.call('configure').answer({ ...opened, revision: '2', configuration: { name: 'Mine' } });
  await vi.waitFor(() => expect(operation(world)).toBeUndefined());
});

test('SR-17: another wish, the same one after others have saved, and the same one after it is known to have happened have keys of their own', async () => {
  const world = await readyClient([opened]);
  const keys = new Set([await lose(world, 'configure', () => save(world))]);
  await check(world, opened);
  keys.add(await lose(world, 'configure', () => save(world, 'Another')));
  await check(world, { ...opened, revision: '2', configuration: { name: 'Theirs' } });
  keys.add(await lose(world, 'configure', () => save(world, 'Another')));
  await check(world, { ...opened, revision: '3', configuration: { name: 'Another' } });
  keys.add(await lose(world, 'configure', () => save(world, 'Another')));
  expect(keys.size).toBe(4);
});

test('SR-15: a refusal that is no verdict leaves a repeat unknown unless a read came in between', async () => {
  const world = await readyClient([opened]);
  const repeat = async () => {
    const work = codeOf(save(world));
    const before = world.count('configure');
    await vi.waitFor(() => expect(world.count('configure')).toBe(before + 1));
    world.call('configure').fail(new IntegrationsError('forbidden'));
    expect(await work).toBe('forbidden');
  };
  await lose(world, 'configure', () => save(world));
  await repeat();
  expect(operation(world)).toMatchObject({ phase: 'unknown' });
  await check(world, opened);
  await repeat();
  expect(operation(world)).toMatchObject({ phase: 'failed' });
});

test('SR-13, SR-17: a connect is repeated under its key although nothing of the credentials was kept', async () => {
  const world = await readyClient([connected('klaviyo', { status: 'disconnected', revision: '0' })]);
  const connect = (key = secret) => world.client.connect('klaviyo', { key }, undefined, { key: { secret: true, isSet: true, updatedAt: null, hint: key.slice(-4) } });
  const first = await lose(world, 'connect', () => connect());
  expect(JSON.stringify(world.client.getState())).not.toContain(secret.slice(0, 8));
  await check(world, connected('klaviyo', { status: 'disconnected', revision: '0' }));
  expect(operation(world)).toMatchObject({ verb: 'connect', found: 'nothing' });
  expect(await lose(world, 'connect', () => connect())).toBe(first);
  await check(world, connected('klaviyo', { status: 'disconnected', revision: '0' }));
  expect(await lose(world, 'connect', () => connect('pk_anotherKeyOfTheSameLength012345'))).not.toBe(first);
});
