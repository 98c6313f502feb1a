import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/core/errors.ts';
import { keyOf, openShop, read, type Shop } from '../shop.ts';

let shop: Shop;
beforeAll(async () => { shop = await openShop(); });
afterAll(() => shop.close());
beforeEach(() => { Object.assign(shop.world, { mood: 'well', asked: [] }); });

const anna = { apiKey: keyOf.anna, region: 'eu' };

describe('connect', () => {
  it('proves the credentials, stores them, and answers nothing secret (SR-1, SR-59)', async () => {
    const store = await shop.store();
    const answer = await store.connect({ ...anna, webhookSecret: 'short' });
    const text = await answer.clone().text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(await read(answer)).toMatchObject({
      id: 'mailer', status: 'connected', scheme: 'credentials', account: { id: 'anna', label: 'anna' }, connectedBy: 'ana', revision: '1', problem: null,
      credentials: { apiKey: { secret: true, isSet: true, hint: 'c44e8'.slice(-4) }, webhookSecret: { secret: true, isSet: true, hint: null }, region: { secret: false, value: 'eu' } },
    });
    expect(text).not.toContain('5b1f09d2');
    expect(shop.world.asked).toEqual([{ url: 'https://eu.mailer.example/account', key: keyOf.anna }]);
    expect(await store.mailer()).toEqual(JSON.parse(text));
    expect(JSON.stringify(shop.log)).not.toContain('5b1f09d2');
  });

  it('says “unverified” where the provider cannot prove the key (SR-59)', async () => {
    expect(await read((await shop.store()).connect({ ...anna, apiKey: keyOf.unproven }))).toMatchObject({ status: 'unverified' });
  });

  it.each([[keyOf.unknown, 'invalid_credentials'], [keyOf.narrow, 'insufficient_permission']])('answers 422 naming the field when the provider refuses %s, and stores nothing', async (apiKey, code) => {
    const store = await shop.store();
    const answer = await store.connect({ ...anna, apiKey });
    expect(answer.status).toBe(422);
    expect(await read<Problem>(answer)).toMatchObject({ code, fields: { apiKey: 'Not accepted.' } });
    expect(await store.mailer()).toMatchObject({ status: 'disconnected', revision: '0', credentials: {} });
  });

  it.each([['down', 502, 'provider_unavailable'], ['limited', 429, 'rate_limited'], ['nonsense', 502, 'provider_unavailable'], ['redirect', 502, 'provider_unavailable']] as const)('stores nothing when the provider is %s', async (mood, status, code) => {
    const store = await shop.store();
    await store.connect(anna);
    shop.world.mood = mood;
    const answer = await store.connect({ ...anna, apiKey: keyOf.bert });
    expect(answer.status).toBe(status);
    if (mood === 'limited') expect(answer.headers.get('retry-after')).toBe('30');
    expect(await read<Problem>(answer)).toMatchObject({ code });
    expect(await store.mailer()).toMatchObject({ status: 'connected', account: { id: 'anna' }, revision: '1' });
  });

  it('names each field that needs a correction before asking the provider', async () => {
    const store = await shop.store();
    const answer = await store.connect({ apiKey: 'a', region: 'not a region' });
    expect(answer.status).toBe(422);
    expect(Object.keys((await read<Problem>(answer)).fields ?? {}).sort()).toEqual(['apiKey', 'region']);
    expect(shop.world.asked).toHaveLength(0);
  });

  it('keeps a stored secret when its field is left blank, with its age and one entry in the trail (SR-80)', async () => {
    const store = await shop.store();
    await store.connect({ ...anna, webhookSecret: 'a webhook secret of length' });
    const before = (await store.mailer()).credentials;
    shop.time.now = new Date('2026-11-23T12:00:00.000Z');
    expect(await store.openings()).toBe(0);
    const after = await read(store.connect({ ...anna, webhookSecret: '' }));
    expect(after.credentials['webhookSecret']).toEqual(before['webhookSecret']);
    expect(after.credentials['apiKey']).toMatchObject({ updatedAt: '2026-11-23T12:00:00.000Z' });
    expect(await store.openings()).toBe(1);
    expect(await read(store.connect({ region: 'eu' }))).toMatchObject({ status: 'connected', revision: '3' });
    expect(shop.world.asked.at(-1)?.key).toBe(keyOf.anna);
  });

  it('asks for every secret again when the destination changes, and sends the stored one nowhere (SR-74)', async () => {
    const store = await shop.store();
    await store.connect(anna);
    shop.world.asked = [];
    const answer = await store.connect({ region: 'us' });
    expect(answer.status).toBe(422);
    expect(Object.keys((await read<Problem>(answer)).fields ?? {})).toEqual(['apiKey']);
    expect(shop.world.asked).toEqual([]);
    expect((await store.connect({ ...anna, region: 'us' })).status).toBe(200);
    expect(shop.world.asked[0]?.url).toBe('https://us.mailer.example/account');
  });

  it('never overwrites another account, and names both (SR-65)', async () => {
    const store = await shop.store();
    await store.connect(anna);
    const answer = await store.connect({ ...anna, apiKey: keyOf.bert });
    expect(answer.status).toBe(409);
    const problem = await read<Problem>(answer);
    expect(problem.code).toBe('wrong_account');
    expect(problem.detail).toMatch(/bert.*anna/);
    expect(await store.mailer()).toMatchObject({ account: { id: 'anna' }, revision: '1' });
  });

  it('takes another account after a disconnect', async () => {
    const store = await shop.store();
    await store.connect(anna);
    await store.send('DELETE', '/mailer/disconnect');
    expect(await read(store.connect({ ...anna, apiKey: keyOf.bert }))).toMatchObject({ status: 'connected', account: { id: 'bert' } });
  });

  it('leaves one row with one set of credentials after 20 at once (SR-58)', async () => {
    const store = await shop.store();
    const answers = await Promise.all(Array.from({ length: 20 }, () => store.connect(anna)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect((await store.list()).filter(({ provider }) => provider === 'mailer')).toHaveLength(1);
    expect((await store.mailer()).revision).toBe('20');
  });

  it('refuses to pair a kept secret with a change made meanwhile', async () => {
    const store = await shop.store();
    await store.connect({ ...anna, webhookSecret: 'one' });
    shop.world.meanwhile = () => store.connect({ ...anna, webhookSecret: 'two' });
    const answer = await store.connect({ ...anna });
    expect(answer.status).toBe(412);
    expect(await read<Problem>(answer)).toMatchObject({ code: 'conflict', current: { revision: '2' } });
    expect(await store.mailer()).toMatchObject({ revision: '2' });
  });

  it('honours If-Match where it is sent, before the provider is asked and again before storing (SR-57)', async () => {
    const store = await shop.store();
    expect((await store.connect(anna, { 'if-match': '*' })).status).toBe(412);
    expect((await store.connect(anna, { 'if-match': '"0"' })).status).toBe(200);
    shop.world.asked = [];
    expect((await store.connect(anna, { 'if-match': '"0"' })).status).toBe(412);
    expect(shop.world.asked).toHaveLength(0);
    shop.world.meanwhile = () => store.connect(anna);
    expect((await store.connect(anna, { 'if-match': '"1"' })).status).toBe(412);
    expect((await store.connect(anna, { 'if-match': '*' })).status).toBe(200);
  });

  it('connects a further account once it was added, and the same account only once', async () => {
    const store = await shop.store();
    await store.connect(anna);
    const added = await store.send('POST', '', { provider: 'mailer', label: ' Second ' });
    expect(added.status).toBe(201);
    const { id, label } = await read(added);
    expect(id).toMatch(/^mailer~[a-z0-9]{10}$/);
    expect(label).toBe('Second');
    const refused = await store.connect(anna, {}, id);
    expect([refused.status, refused.headers.get('etag')]).toEqual([409, null]);
    expect(await read<Problem>(refused)).toMatchObject({ code: 'already_connected', current: { id: 'mailer', account: { id: 'anna' } } });
    expect(await read(store.connect({ ...anna, apiKey: keyOf.bert }, {}, id))).toMatchObject({ id, account: { id: 'bert' } });
    expect((await store.list()).map((one) => one.id)).toEqual(['mailer', id, 'pager']);
    expect((await store.connect(anna, {}, 'mailer~nope')).status).toBe(404);
    expect((await store.send('POST', '', { provider: 'pager' })).status).toBe(400);
    expect((await store.send('POST', '', { provider: 'unheard-of' })).status).toBe(404);
  });
});
