import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/core/errors.ts';
import { keyOf, openShop, read, type Shop } from '../shop.ts';

let shop: Shop;
beforeAll(async () => { shop = await openShop(); });
afterAll(() => shop.close());
beforeEach(() => { Object.assign(shop.world, { mood: 'well', asked: [] }); });

const anna = { apiKey: keyOf.anna, region: 'eu' };
async function connectedStore() {
  const store = await shop.store();
  await store.connect(anna);
  return store;
}

describe('configure', () => {
  it('replaces what the schema knows and fills in defaults', async () => {
    const store = await connectedStore();
    const saved = await store.configure({ listId: 'l1', frequency: 'hourly' }, '1');
    expect(saved.headers.get('etag')).toBe('"2"');
    expect(await read(saved)).toMatchObject({ configuration: { listId: 'l1', frequency: 'hourly' }, revision: '2', updatedBy: 'ana' });
    expect((await read(store.configure({ listId: 'l2' }, '2'))).configuration).toEqual({ listId: 'l2', frequency: 'daily' });
  });

  it('keeps stored keys the schema does not know, and drops unknown ones it is sent (SR-49)', async () => {
    const store = await connectedStore();
    await sql`update integrations set configuration = '{"legacy":{"a":1}}' where store_id = ${store.id}`.execute(shop.database.kysely);
    const { configuration } = await read(store.configure({ listId: 'l1', status: 'error', apiKey: 'x', legacy: 'mine' }, '1'));
    expect(configuration).toEqual({ legacy: { a: 1 }, listId: 'l1', frequency: 'daily' });
  });

  it('keeps unknown keys of rows that stay, judges each row by itself, and answers by the path of the cell (UX-78, UX-79)', async () => {
    const store = await connectedStore();
    const stored = { listId: 'l1', map: [{ from: 'order', to: 'm1', weight: 3 }, { from: 'cart', to: 'm2', weight: 5 }] };
    await sql`update integrations set configuration = ${JSON.stringify(stored)}::jsonb where store_id = ${store.id}`.execute(shop.database.kysely);
    const { configuration } = await read(store.configure({ listId: 'l1', map: [{ from: 'cart', to: 'm3' }, { from: 'refund', to: 'hidden' }] }, '1'));
    expect(configuration).toEqual({ listId: 'l1', frequency: 'daily', map: [{ from: 'cart', to: 'm3', weight: 5 }, { from: 'refund' }] });
    const refused = await read<Problem>(store.configure({ listId: 'l1', runs: '0 99 * * *', map: [{ from: 'x' }, { from: 'cart' }, { from: 'x' }] }, '2'));
    expect(Object.keys(refused.fields ?? {}).sort()).toEqual(['map.0.from', 'map.1.to', 'map.2.from', 'runs']);
  });

  it.each([{ status: 'connected' }, { credentials: {} }, { revision: '9' }, { enabled: false }, { id: 'x' }, { updatedAt: 'x' }])('refuses the member %j beside the configuration (SR-49)', async (member) => {
    const store = await connectedStore();
    expect((await store.send('PUT', '/mailer/configure', { configuration: { listId: 'l1' }, ...member }, { 'if-match': '"1"' })).status).toBe(400);
    expect((await store.mailer()).revision).toBe('1');
  });

  it('answers 428 without a revision, 412 with what is there for a stale one, 409 while disconnected (SR-57)', async () => {
    const store = await shop.store();
    expect((await store.send('PUT', '/mailer/configure', { configuration: { listId: 'l1' } })).status).toBe(428);
    expect((await store.send('PUT', '/mailer/configure', { configuration: { listId: 'l1' } }, { 'if-match': '*' })).status).toBe(409);
    const early = await store.configure({ listId: 'l1' }, '0');
    expect(await read<Problem>(early)).toMatchObject({ status: 409, code: 'not_connected' });
    await store.connect(anna);
    const stale = await store.configure({ listId: 'l1' }, '0');
    expect(stale.headers.get('etag')).toBe('"1"');
    expect(await read<Problem>(stale)).toMatchObject({ status: 412, code: 'conflict', current: { id: 'mailer', revision: '1' } });
    expect((await store.send('PUT', '/mailer/configure', { configuration: { listId: 'l1' } }, { 'if-match': '*' })).status).toBe(200);
  });

  it('lets exactly one of 20 writers on one revision win, even if they write the same (SR-57)', async () => {
    const store = await connectedStore();
    const answers = await Promise.all(Array.from({ length: 20 }, () => store.configure({ listId: 'same' }, '1')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(19);
    expect((await store.mailer()).revision).toBe('2');
  });

  it('names the fields that need a correction and saves nothing', async () => {
    const store = await connectedStore();
    expect(await read<Problem>(store.configure({ frequency: 'never' }, '1'))).toMatchObject({ status: 422, code: 'validation_failed', fields: { listId: expect.any(String), frequency: expect.any(String) } });
    expect(await store.mailer()).toMatchObject({ revision: '1', configuration: {} });
  });
});

describe('update', () => {
  it('pauses, resumes and renames with a revision', async () => {
    const store = await connectedStore();
    const patch = (change: unknown, revision: string) => store.send('PATCH', '/mailer', change, { 'if-match': `"${revision}"` });
    expect(await read(patch({ enabled: false }, '1'))).toMatchObject({ enabled: false, label: null, revision: '2' });
    expect(await read(patch({ enabled: true, label: ' Shop ' }, '2'))).toMatchObject({ enabled: true, label: 'Shop', revision: '3' });
    expect(await read(patch({ label: '' }, '3'))).toMatchObject({ label: null });
    expect((await patch({ label: 'x' }, '3')).status).toBe(412);
    expect((await patch({}, '4')).status).toBe(400);
    expect((await patch({ status: 'connected' }, '4')).status).toBe(400);
    expect((await store.send('PATCH', '/mailer', { enabled: true })).status).toBe(428);
    expect((await store.send('PATCH', '/pager', { enabled: false }, { 'if-match': '"0"' })).status).toBe(409);
  });
});

describe('disconnect', () => {
  it('destroys credentials at once, keeps the configuration, and is idempotent', async () => {
    const store = await connectedStore();
    await store.configure({ listId: 'l1' }, '1');
    const answer = await read(store.send('DELETE', '/mailer/disconnect'));
    expect(answer).toMatchObject({ status: 'disconnected', credentials: {}, account: null, scheme: null, connectedAt: null, configuration: { listId: 'l1' }, revision: '3' });
    const { rows } = await sql<{ left: string }>`select credentials::text as left from integrations where store_id = ${store.id}`.execute(shop.database.kysely);
    expect(rows).toEqual([{ left: '{}' }]);
    expect(await read(store.send('DELETE', '/mailer/disconnect'))).toEqual(answer);
    expect((await store.connect({ region: 'eu' })).status).toBe(422);
    expect(await read(store.connect(anna))).toMatchObject({ status: 'connected', configuration: { listId: 'l1' } });
  });

  it('forgets configuration and label on request, and removes a further account', async () => {
    const store = await connectedStore();
    await store.configure({ listId: 'l1' }, '1');
    expect(await read(store.send('DELETE', '/mailer/disconnect?eraseData=true'))).toMatchObject({ status: 'disconnected', configuration: {}, label: null });
    const { id } = await read(store.send('POST', '', { provider: 'mailer' }));
    expect(await read(store.send('DELETE', `/${id}/disconnect?eraseData=true`))).toMatchObject({ id, status: 'disconnected' });
    expect((await store.send('GET', `/${id}/status`)).status).toBe(404);
    expect((await store.list()).map((one) => one.id)).toEqual(['mailer', 'pager']);
  });

  it('answers for what was never connected, and refuses an unclear flag or a stale revision', async () => {
    const store = await shop.store();
    expect(await read(store.send('DELETE', '/mailer/disconnect'))).toMatchObject({ status: 'disconnected', revision: '0' });
    await store.connect(anna);
    expect((await store.send('DELETE', '/mailer/disconnect?eraseData=yes')).status).toBe(400);
    expect((await store.send('DELETE', '/mailer/disconnect', undefined, { 'if-match': '"0"' })).status).toBe(412);
    expect((await store.mailer()).status).toBe('connected');
  });

  it('is not undone by a connect that was under way', async () => {
    const store = await connectedStore();
    shop.world.meanwhile = () => store.send('DELETE', '/mailer/disconnect');
    expect((await store.connect({ region: 'eu' })).status).toBe(412);
    expect(await store.mailer()).toMatchObject({ status: 'disconnected', credentials: {} });
  });
});

describe('repeated requests (SR-56)', () => {
  const key = (value: string) => ({ 'idempotency-key': value });

  it('answer the same again without a second effect, byte for byte', async () => {
    const store = await shop.store();
    const first = await store.connect(anna, key('k1'));
    const second = await store.connect(anna, key('k1'));
    expect(await second.text()).toBe(await first.text());
    expect(second.headers.get('etag')).toBe('"1"');
    expect(second.status).toBe(200);
    expect(shop.world.asked).toHaveLength(1);
    const added = await Promise.all([1, 2].map(async () => (await read(store.send('POST', '', { provider: 'mailer' }, key('k2')))).id));
    expect(new Set(added.filter((id) => id?.startsWith('mailer~'))).size).toBe(1);
  });

  it('with other content, for another Integration or with another revision are refused', async () => {
    const store = await connectedStore();
    await store.configure({ listId: 'l1' }, '1', key('k1'));
    for (const again of [store.configure({ listId: 'l2' }, '1', key('k1')), store.configure({ listId: 'l1' }, '2', key('k1')), store.send('PUT', '/mailer~other/configure', { configuration: { listId: 'l1' } }, { 'if-match': '"1"', ...key('k1') })]) {
      expect(await read<Problem>(again)).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
    }
    expect((await store.configure({ listId: 'l1' }, '1', key('k1'))).status).toBe(200);
  });

  it('are known by a hash: neither the user nor the key is stored in clear', async () => {
    const store = await connectedStore();
    await store.configure({ listId: 'l1' }, '1', key('session-of-ana'));
    await store.connect(anna, key(`session-of-ana-${'x'.repeat(200)}`));
    const { rows } = await sql<{ key: string }>`select key from integration_idempotency where store_id = ${store.id}::uuid`.execute(shop.database.kysely);
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row.key).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  it('that differ in their query alone are refused', async () => {
    const store = await connectedStore();
    expect((await store.send('DELETE', '/mailer/disconnect', undefined, key('k1'))).status).toBe(200);
    expect(await read<Problem>(store.send('DELETE', '/mailer/disconnect?eraseData=true', undefined, key('k1')))).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
  });

  it('are those of one route: the same key elsewhere is another intent', async () => {
    const store = await shop.store();
    expect((await store.connect(anna, key('k1'))).status).toBe(200);
    expect((await store.configure({ listId: 'l1' }, '1', key('k1'))).status).toBe(200);
    expect((await store.send('DELETE', '/mailer/disconnect', undefined, key('k1'))).status).toBe(200);
  });

  it('of one save at the same moment are one save, answered alike', async () => {
    const store = await connectedStore();
    const answers = await Promise.all(Array.from({ length: 5 }, () => store.configure({ listId: 'l1' }, '1', key('k1'))));
    expect(new Set(await Promise.all(answers.map(async (answer) => `${answer.status} ${answer.headers.get('etag')} ${await answer.text()}`))).size).toBe(1);
    expect(await store.mailer()).toMatchObject({ revision: '2', configuration: { listId: 'l1' } });
  });

  it('of a save are free again after it failed', async () => {
    const store = await connectedStore();
    expect((await store.configure({ frequency: 'never' }, '1', key('k1'))).status).toBe(422);
    expect((await store.configure({ listId: 'l1' }, '0', key('k1'))).status).toBe(412);
    expect((await store.configure({ listId: 'l1' }, '1', key('k1'))).status).toBe(200);
  });

  it('are 409 while the first is running, and free again after it failed', async () => {
    const store = await shop.store();
    let during: Response | undefined;
    shop.world.meanwhile = async () => { during = await store.connect(anna, key('k1')); };
    expect((await store.connect(anna, key('k1'))).status).toBe(200);
    expect(during?.status).toBe(409);
    expect(during?.headers.get('retry-after')).toBe('1');
    shop.world.mood = 'down';
    expect((await store.connect(anna, key('k2'))).status).toBe(502);
    shop.world.mood = 'well';
    expect((await store.connect(anna, key('k2'))).status).toBe(200);
  });

  it('never meet another user’s answer, but a new session of the same user does', async () => {
    const store = await shop.store();
    await store.connect(anna, key('k1'));
    try {
      shop.hook.answer = { actor: 'ana', session: 's2' };
      expect((await read(store.connect(anna, key('k1')))).revision).toBe('1');
      shop.hook.answer = { actor: 'ben', session: 's3' };
      expect((await read(store.connect(anna, key('k1')))).revision).toBe('2');
    } finally {
      shop.hook.answer = { actor: 'ana', session: 's1' };
    }
    expect((await read((await shop.store()).connect(anna, key('k1')))).revision).toBe('1');
  });
});
