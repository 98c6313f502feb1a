import { describe, expect, test } from 'vitest';
import { createMemoryAdapter } from '../../../src/adapters/memory.ts';
import { type Integration, IntegrationsError } from '../../../src/core/index.ts';
import { parcel, parcelAdapter, validKey } from '../../testing/parcel.ts';

const call = (idempotencyKey?: string) => ({ signal: new AbortController().signal, ...(idempotencyKey !== undefined && { idempotencyKey }) });
const valid = { publicId: 'abcd', apiKey: validKey, region: 'eu' };
const integration = 'parcel';
const code = (expected: string) => expect.objectContaining({ code: expected }) as unknown;
const connected = { parcel: { status: 'connected', stored: valid, configuration: { days: 7, later: 1 } } } as const;

describe('a seed', () => {
  test('starts a provider in any state, with previews made of stored values', async () => {
    const [first] = await parcelAdapter({ seed: connected }).list(call());
    expect(first).toMatchObject({ status: 'connected', scheme: 'credentials', account: { label: 'Parcel account' }, configuration: { days: 7 } });
    expect(first?.credentials).toMatchObject({ publicId: { secret: false, value: 'abcd' }, apiKey: { secret: true, isSet: true, hint: validKey.slice(-4) } });
    expect(JSON.stringify(first)).not.toContain(validKey.slice(0, 8));
  });

  test('keeps its stored secret when the field is left blank', async () => {
    const adapter = parcelAdapter({ seed: connected });
    expect(await adapter.connect({ integration, credentials: { publicId: 'efgh' } }, call())).toMatchObject({ status: 'connected', credentials: { publicId: { value: 'efgh' } } });
  });

  test('starts further accounts, listed after their provider', async () => {
    const adapter = parcelAdapter({ seed: { 'parcel~2': { status: 'error', label: 'Outlet' } } });
    expect((await adapter.list(call())).map(({ id, status }) => [id, status])).toEqual([['parcel', 'disconnected'], ['parcel~2', 'error']]);
  });

  test('of a provider that is not given throws', () => {
    expect(() => createMemoryAdapter({ providers: [parcel], seed: { klavio: {} } })).toThrow('"klavio"');
  });

  test('is not changed by what the adapter does, nor the adapter by its answers', async () => {
    const seed = { parcel: { status: 'connected' as const, configuration: { days: 7 } } };
    const adapter = parcelAdapter({ seed });
    const [first] = await adapter.list(call());
    (first?.configuration as Record<string, unknown>)['days'] = 99;
    expect((await adapter.list(call()))[0]?.configuration).toEqual({ days: 7 });
    await adapter.disconnect({ integration, eraseData: true }, call());
    expect(seed.parcel.configuration).toEqual({ days: 7 });
  });
});

describe('the memory adapter', () => {
  test('is deterministic: two alike answer alike (DX-35)', async () => {
    const story = async () => {
      const adapter = parcelAdapter();
      const first = await adapter.connect({ integration, credentials: valid }, call());
      return [first, await adapter.configure({ integration, configuration: { days: 3 }, revision: first.revision }, call()), await adapter.add?.({ provider: 'parcel' }, call())];
    };
    expect(await story()).toEqual(await story());
  });

  test('takes the time from the given clock', async () => {
    const adapter = parcelAdapter({ now: () => new Date('2027-05-05T05:05:05Z') });
    expect((await adapter.connect({ integration, credentials: valid }, call())).connectedAt).toBe('2027-05-05T05:05:05.000Z');
  });

  test('keeps unknown stored settings when it is configured', async () => {
    const adapter = parcelAdapter({ seed: connected });
    expect((await adapter.configure({ integration, configuration: { days: 9 }, revision: '1' }, call())).configuration).toEqual({ days: 9, later: 1 });
  });

  test('refuses a key that another method used', async () => {
    const adapter = parcelAdapter();
    await adapter.connect({ integration, credentials: valid }, call('one-intent'));
    await expect(adapter.disconnect({ integration }, call('one-intent'))).rejects.toEqual(code('idempotency_mismatch'));
  });

  test('lets a failed intent be tried again under its key', async () => {
    let isDown = true;
    const adapter = parcelAdapter({ reject: () => (isDown ? 'provider_unavailable' : undefined) });
    await expect(adapter.connect({ integration, credentials: valid }, call('k'))).rejects.toEqual(code('provider_unavailable'));
    isDown = false;
    expect((await adapter.connect({ integration, credentials: valid }, call('k'))).revision).toBe('1');
  });

  test('says at which stage a verification failed, and throws when the provider could not be asked', async () => {
    const forbidding = parcelAdapter({ reject: () => 'insufficient_permission' });
    const { outcome, account, stages } = await forbidding.verify({ integration, credentials: valid }, call());
    expect([outcome, account, stages.map((stage) => `${stage.id} ${stage.outcome}`)]).toEqual(['rejected', null, ['format passed', 'reach passed', 'sign-in passed', 'permission failed', 'resource skipped']]);
    await expect(parcelAdapter({ reject: () => 'rate_limited' }).verify({ integration, credentials: valid }, call())).rejects.toEqual(code('rate_limited'));
  });

  test('has nothing to verify while nothing is stored or given', async () => {
    await expect(parcelAdapter().verify({ integration }, call())).rejects.toEqual(code('not_connected'));
  });

  test('asks for a new sign-in only when stored credentials are proven wrong', async () => {
    const revoked = parcelAdapter({ seed: connected, reject: () => 'invalid_credentials' });
    expect(await revoked.status({ integration }, call())).toMatchObject({ status: 'needs_reauth', revision: '1', problem: { code: 'invalid_credentials' } });
    const down = parcelAdapter({ seed: connected, reject: () => 'provider_unavailable' });
    expect(await down.status({ integration }, call())).toMatchObject({ status: 'connected', problem: null });
  });

  test('pages choices by 20, and refuses a cursor it did not give', async () => {
    const adapter = parcelAdapter({ seed: connected });
    const first = await adapter.options({ integration, field: 'shop' }, call());
    const last = await adapter.options({ integration, field: 'shop', cursor: '40' }, call());
    expect([first.items.length, first.nextCursor, last.items.length, last.nextCursor]).toEqual([20, '20', 5, null]);
    await expect(adapter.options({ integration, field: 'shop', cursor: 'x' }, call())).rejects.toEqual(code('bad_request'));
  });

  test('can make choices of what is on the form', async () => {
    const adapter = parcelAdapter({ options: { parcel: { shop: ({ days }) => [{ value: 'only', label: `Open ${String(days)} days` }] } } });
    expect((await adapter.options({ integration, field: 'shop', values: { days: 5 } }, call())).items[0]?.label).toBe('Open 5 days');
  });

  test('offers further accounts only where a provider takes them', () => {
    expect(createMemoryAdapter({ providers: [{ ...parcel, accounts: 'one' }] }).add).toBeUndefined();
  });

  test('erases a further account twice alike', async () => {
    const adapter = parcelAdapter({ seed: { 'parcel~2': { status: 'connected' } } });
    const erase = () => adapter.disconnect({ integration: 'parcel~2', eraseData: true }, call());
    expect((await erase()).status).toBe('disconnected');
    expect((await erase()).status).toBe('disconnected');
    await expect(adapter.connect({ integration: 'parcel~2', credentials: valid }, call())).rejects.toEqual(code('not_found'));
  });

  test.each([['parcel~9', 'not_found'], ['nobody', 'provider_unknown'], ['../x', 'not_found'], ['__proto__', 'not_found'], ['constructor', 'provider_unknown']])('answers %s with %s', async (address, expected) => {
    await expect(parcelAdapter().status({ integration: address }, call())).rejects.toEqual(code(expected));
  });
});

describe('the controls (DX-35)', () => {
  test('fail the next call only', async () => {
    const adapter = parcelAdapter();
    adapter.controls.failNext('list', new IntegrationsError('rate_limited', { retryAfter: 7 }));
    await expect(adapter.list(call())).rejects.toMatchObject({ code: 'rate_limited', problem: { retryAfter: 7 } });
    expect(await adapter.list(call())).toHaveLength(1);
  });

  test('lose an answer after the call took effect', async () => {
    const adapter = parcelAdapter();
    adapter.controls.failNext('connect', 'network_failed', { lostAnswer: true });
    await expect(adapter.connect({ integration, credentials: valid }, call('k'))).rejects.toEqual(code('network_failed'));
    expect((await adapter.list(call()))[0]?.status).toBe('connected');
    expect((await adapter.connect({ integration, credentials: valid }, call('k'))).revision).toBe('1');
  });

  test('go offline and come back', async () => {
    const adapter = parcelAdapter();
    adapter.controls.offline(true);
    await expect(adapter.list(call())).rejects.toEqual(code('network_failed'));
    adapter.controls.offline(false);
    expect(await adapter.list(call())).toHaveLength(1);
  });

  test('hang a method until it is released, or aborted', async () => {
    const adapter = parcelAdapter();
    const release = adapter.controls.hang('list');
    const given = new AbortController();
    const aborted = adapter.list({ signal: given.signal });
    const waiting = adapter.list(call());
    given.abort();
    await expect(aborted).rejects.toEqual(code('aborted'));
    release();
    expect(await waiting).toHaveLength(1);
    expect(await adapter.list(call())).toHaveLength(1);
  });

  test('change an Integration as if elsewhere, and tell subscribers until they leave', async () => {
    const adapter = parcelAdapter({ seed: connected });
    const heard: Integration[] = [];
    const leave = adapter.subscribe((one) => heard.push(one));
    adapter.controls.change(integration, { label: 'Renamed' });
    leave();
    adapter.controls.change(integration, { label: 'Unheard' });
    expect(heard.map(({ label, revision, updatedBy }) => [label, revision, updatedBy])).toEqual([['Renamed', '2', 'somebody else']]);
  });

  test('let a save begun before meet a conflict, without a word', async () => {
    const adapter = parcelAdapter({ seed: connected });
    adapter.subscribe(() => expect.unreachable('conflict() tells nobody'));
    adapter.controls.conflict(integration);
    await expect(adapter.configure({ integration, configuration: { days: 9 }, revision: '1' }, call())).rejects.toMatchObject({ code: 'conflict', problem: { current: { revision: '2', configuration: { days: 7 } } } });
  });

  test('leave a call that always fails failing', async () => {
    const adapter = parcelAdapter({ fail: { status: 'timeout' } });
    await expect(adapter.status({ integration }, call())).rejects.toEqual(code('timeout'));
    await expect(adapter.status({ integration }, call())).rejects.toEqual(code('timeout'));
  });

  test('wait out a latency, but not after an abort', async () => {
    const adapter = parcelAdapter({ latency: { list: 3_600_000 } });
    const given = new AbortController();
    const listing = adapter.list({ signal: given.signal });
    given.abort();
    await expect(listing).rejects.toEqual(code('aborted'));
  });
});
