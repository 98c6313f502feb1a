import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Integration } from '../../../src/core/integration.ts';
import { klaviyo, twilio } from '../../../src/providers/index.ts';
import { createSandbox, type FaultName } from '../../../src/sandbox/index.ts';
import { builtinConnectors } from '../../../src/server/connectors/index.ts';
import { accountOf, origin, setFault } from '../connectors/harness.ts';
import { openShop, read, type Shop } from '../shop.ts';

const sandbox = createSandbox({ delay: () => Promise.resolve() });
let shop: Shop;
let afterCall: (() => Promise<unknown>) | null = null;
beforeAll(async () => {
  const fetch = (async (address: string, init: RequestInit) => {
    const { host, pathname, search } = new URL(address);
    const provider = host.endsWith('twilio.com') ? 'twilio' : 'klaviyo';
    const answer = await sandbox.fetch(new Request(`${origin}/${provider}/${host}${pathname}${search}`, init));
    const after = init.method === 'GET' ? null : afterCall;
    if (after) afterCall = null;
    await after?.();
    return answer;
  }) as typeof globalThis.fetch;
  shop = await openShop({ providers: [klaviyo, twilio], connectors: builtinConnectors.filter((one) => one.provider !== 'mailchimp'), fetch });
});
afterAll(() => shop.close());

const fault = (provider: string, name: FaultName) => setFault(sandbox, provider, name);
const calls = async (provider: string, method: string) => {
  const ledger = (await (await sandbox.fetch(new Request(`${origin}/_sandbox/ledger`))).json()) as { calls: { provider: string; method: string }[] };
  return ledger.calls.filter((one) => one.provider === provider && one.method === method).length;
};

async function connected(provider: 'klaviyo' | 'twilio') {
  const store = await shop.store();
  const { revision } = await read(store.connect(accountOf(sandbox, provider), {}, provider));
  const save = (configuration: object, at: string, headers = {}) => store.send('PUT', `/${provider}/configure`, { configuration }, { 'if-match': `"${at}"`, ...headers });
  const now = async () => (await store.list()).find((one) => one.id === provider) as Integration;
  const choice = async (field: string) => (await read<{ items: { value: string; hint?: string }[] }>(store.send('GET', `/${provider}/options/${field}`))).items;
  return { ...store, revision, save, now, choice };
}

describe('UX-74: settings the provider keeps too', () => {
  it('reach the provider after they are saved, and only those that are new', async () => {
    const store = await connected('klaviyo');
    const [list] = await store.choice('listId');
    const wanted = list?.hint ? 'single_opt_in' : 'double_opt_in';
    const before = await calls('klaviyo', 'PATCH');
    const saved = await read(store.save({ listId: list?.value, optInProcess: wanted }, store.revision));
    expect(saved).toMatchObject({ problem: null, configuration: { optInProcess: wanted } });
    expect((await store.choice('listId'))[0]?.hint).toBe(list?.hint ? undefined : 'Double opt-in');
    await store.save({ listId: list?.value, optInProcess: wanted, fromLabel: 'Shop' }, saved.revision);
    expect(await calls('klaviyo', 'PATCH') - before).toBe(1);
  });

  it('follow the field that decides where they apply', async () => {
    const store = await connected('klaviyo');
    const [one, two] = await store.choice('listId');
    const before = await calls('klaviyo', 'PATCH');
    const { revision } = await read(store.save({ listId: one?.value, optInProcess: 'double_opt_in' }, store.revision));
    await store.save({ listId: two?.value, optInProcess: 'double_opt_in' }, revision);
    expect(await calls('klaviyo', 'PATCH') - before).toBe(2);
  });

  it('are stored although they are refused, named with the reason, and nothing else is passed on by a retry', async () => {
    const store = await connected('twilio');
    const [service] = await store.choice('verifyServiceSid');
    const settings = { verifyEnabled: true, verifyServiceSid: service?.value, codeLength: 8, lookupEnabled: true };
    await fault('twilio', 'partial_scopes');
    const refused = await read(store.save(settings, store.revision));
    expect(refused).toMatchObject({ status: 'connected', configuration: settings, problem: { code: 'refused_by_provider', fields: { codeLength: expect.stringContaining('may not change'), lookupEnabled: expect.any(String) } } });
    expect(refused.revision).toBe(String(Number(store.revision) + 1));
    expect((await store.now()).problem).toEqual(refused.problem);

    await fault('twilio', 'none');
    const before = await calls('twilio', 'POST');
    const again = await read(store.save(settings, refused.revision));
    expect(again.problem).toBeNull();
    expect(await calls('twilio', 'POST') - before).toBe(Object.keys(refused.problem?.fields ?? {}).length);
    await store.save(settings, again.revision);
    expect(await calls('twilio', 'POST') - before).toBe(Object.keys(refused.problem?.fields ?? {}).length);
  });

  it('can be refused in part: what was taken is not passed on again', async () => {
    const store = await connected('twilio');
    const [service] = await store.choice('verifyServiceSid');
    const settings = { verifyEnabled: true, verifyServiceSid: service?.value, lookupEnabled: true, codeLength: 8 };
    // The permission is taken away after the first setting.
    afterCall = () => fault('twilio', 'partial_scopes');
    const { problem, revision } = await read(store.save(settings, store.revision));
    await fault('twilio', 'none');
    expect(Object.keys(problem?.fields ?? {}).toSorted()).toEqual(['doNotShareWarning', 'lookupEnabled', 'skipSmsToLandlines']);
    const before = await calls('twilio', 'POST');
    expect((await read(store.save(settings, revision))).problem).toBeNull();
    expect(await calls('twilio', 'POST') - before).toBe(3);
  });

  it('are turned off before what they need, and refused where the service is gone', async () => {
    const store = await connected('twilio');
    const [service] = await store.choice('verifyServiceSid');
    const save = async (more: object) => read(store.save({ verifyEnabled: true, verifyServiceSid: service?.value, ...more }, (await store.now()).revision));
    expect((await save({ lookupEnabled: true, skipSmsToLandlines: true })).problem).toBeNull();
    expect((await save({})).problem).toBeNull();
    const gone = await save({ verifyServiceSid: `VA${'0'.repeat(32)}` });
    expect(Object.values(gone.problem?.fields ?? {})).toEqual(Array.from({ length: 4 }, () => expect.stringContaining('no longer exists') as string));
  });

  it.each([['down', /could not be reached/], ['rate_limited', /no more requests/], ['malformed', /could not be reached/]] as const)('stay named while the provider is %s', async (name, reason) => {
    const store = await connected('klaviyo');
    const [list] = await store.choice('listId');
    await fault('klaviyo', name);
    const saved = await read(store.save({ listId: list?.value, optInProcess: 'double_opt_in' }, store.revision));
    await fault('klaviyo', 'none');
    expect(saved).toMatchObject({ configuration: { optInProcess: 'double_opt_in' }, problem: { code: 'refused_by_provider', fields: { optInProcess: expect.stringMatching(reason) } } });
  });

  it('stay named through a check of the health, and are gone with a setting that asks for nothing', async () => {
    const store = await connected('klaviyo');
    const [list] = await store.choice('listId');
    await fault('klaviyo', 'partial_scopes');
    const { revision } = await read(store.save({ listId: list?.value, optInProcess: 'double_opt_in' }, store.revision));
    await fault('klaviyo', 'none');
    expect((await read(store.send('GET', '/klaviyo/status'))).problem).toMatchObject({ code: 'refused_by_provider' });
    expect((await read(store.save({ listId: list?.value }, revision))).problem).toBeNull();
  });

  it('say that they are unconfirmed until the provider has answered, which a process that ends in between leaves standing', async () => {
    const store = await connected('klaviyo');
    const [list] = await store.choice('listId');
    let meanwhile: Integration | undefined;
    afterCall = async () => { meanwhile = await store.now(); };
    await store.save({ listId: list?.value, optInProcess: 'double_opt_in' }, store.revision);
    expect(meanwhile?.problem).toMatchObject({ code: 'refused_by_provider', fields: { optInProcess: expect.stringContaining('not confirmed') } });
    expect((await store.now()).problem).toBeNull();
  });

  it('answer a repeat under the same key as the first time, with what became of them (SR-56)', async () => {
    const store = await connected('klaviyo');
    const [list] = await store.choice('listId');
    await fault('klaviyo', 'partial_scopes');
    const send = () => store.save({ listId: list?.value, optInProcess: 'double_opt_in' }, store.revision, { 'idempotency-key': 'k1' });
    const first = await (await send()).text();
    await fault('klaviyo', 'none');
    const before = await calls('klaviyo', 'PATCH');
    expect(await (await send()).text()).toBe(first);
    expect(JSON.parse(first)).toMatchObject({ problem: { fields: { optInProcess: expect.stringContaining('lists:write') } } });
    expect(await calls('klaviyo', 'PATCH')).toBe(before);
  });

  it('leave a later save alone, which has taken them along', async () => {
    const store = await connected('klaviyo');
    const [list] = await store.choice('listId');
    await fault('klaviyo', 'partial_scopes');
    afterCall = async () => {
      await fault('klaviyo', 'none');
      const { revision } = await store.now();
      expect((await read(store.save({ listId: list?.value, optInProcess: 'double_opt_in', fromLabel: 'Ben' }, revision))).problem).toBeNull();
    };
    expect(await read(store.save({ listId: list?.value, optInProcess: 'double_opt_in' }, store.revision))).toMatchObject({ problem: null, configuration: { fromLabel: 'Ben' } });
    expect((await store.now()).problem).toBeNull();
  });

  it('are in the history with their names, and no value', async () => {
    const store = await connected('klaviyo');
    const [list] = await store.choice('listId');
    await fault('klaviyo', 'partial_scopes');
    await store.save({ listId: list?.value, optInProcess: 'double_opt_in' }, store.revision);
    await fault('klaviyo', 'none');
    const rows = await sql<{ outcome: string; details: object }>`select outcome, details from integration_audit where store_id = ${store.id} and action = 'push'`.execute(shop.database.kysely);
    expect(rows.rows).toEqual([{ outcome: 'failed', details: { fields: 'optInProcess', refused: 'optInProcess' } }]);
  });

  it('are forgotten with erased data, and shown by nothing disconnected', async () => {
    const store = await connected('klaviyo');
    const [list] = await store.choice('listId');
    await fault('klaviyo', 'partial_scopes');
    await store.save({ listId: list?.value, optInProcess: 'double_opt_in' }, store.revision);
    await fault('klaviyo', 'none');
    expect((await read(store.send('DELETE', '/klaviyo/disconnect'))).problem).toBeNull();
    await store.connect(accountOf(sandbox, 'klaviyo'), {}, 'klaviyo');
    expect((await store.now()).problem).toMatchObject({ code: 'refused_by_provider' });
    await store.send('DELETE', '/klaviyo/disconnect?eraseData=true');
    await store.connect(accountOf(sandbox, 'klaviyo'), {}, 'klaviyo');
    expect((await store.now()).problem).toBeNull();
  });
});
