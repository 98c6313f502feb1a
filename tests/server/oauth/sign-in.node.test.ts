import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { backends } from './backends.ts';
import { openSignIns } from './sign-in-harness.ts';

// A boot of PGlite takes 1 to 2 s on an idle machine, and many times that on a busy one.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

describe.each(backends)('a sign-in at Klaviyo on %s', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  it('goes from begin over consent to a connected card, whose options it opens', async () => {
    const shop = await openSignIns(database);
    const begun = await shop.begin();
    const url = new URL(begun.url);
    expect([url.pathname, Object.fromEntries(url.searchParams)]).toEqual(['/klaviyo/www.klaviyo.com/oauth/authorize', {
      response_type: 'code', client_id: shop.client('klaviyo').clientId, redirect_uri: 'https://shop.example/oauth/callback/klaviyo', state: begun.state,
      scope: expect.stringMatching(/^accounts:read lists:read /), code_challenge: expect.stringMatching(/^[\w-]{43}$/), code_challenge_method: 'S256',
    }]);
    expect(begun).toEqual({ id: begun.state.split('.')[0], url: begun.url, state: expect.stringMatching(/^klaviyo_[0-9a-f-]{36}\.[\w-]{43}$/), expiresAt: '2026-11-22T12:10:00.000Z' });
    expect((await shop.card()).authorization).toEqual({ id: begun.id, expiresAt: begun.expiresAt });
    expect((await shop.record(begun)).body).toEqual({ status: 'pending' });

    const { status, body } = await shop.handIn(await shop.visit(begun));
    expect([status, body]).toMatchObject([200, { status: 'completed', integration: { status: 'connected', scheme: 'oauth2', authorization: null, account: { label: expect.stringContaining('Harbour Goods') }, scopes: { missing: [] }, credentials: {}, connectedBy: 'ana', accessEndsAt: null } }]);
    expect((await shop.record(begun)).body).toEqual(body);
    expect(await shop.card()).toEqual(body.integration);
    expect((await shop.on<{ items: object[] }>('GET', 'klaviyo/options/listId')).body.items.length).toBeGreaterThan(0);
    expect((await shop.on('GET', 'klaviyo/status')).body).toMatchObject({ status: 'connected', scopes: body.integration?.scopes });
    expect((await shop.on('POST', 'klaviyo/verify', {})).body).toMatchObject({ outcome: 'verified' });
    expect((await shop.on('POST', 'klaviyo/test-event', {})).body).toMatchObject({ outcome: 'accepted' });
  });

  it('keeps state, verifier, code and tokens out of the database, the log and every answer (SR-60, SR-61)', async () => {
    const shop = await openSignIns(database);
    const begun = await shop.begin();
    const back = await shop.visit(begun);
    const before = await shop.stored();
    const answer = await shop.handIn(back);
    const text = [before, await shop.stored(), JSON.stringify(shop.log), JSON.stringify(answer.body), JSON.stringify(await shop.list())].join();
    for (const secret of [begun.state.split('.')[1] ?? '', back['code'] ?? '', shop.caller.session, shop.client('klaviyo').clientSecret, ...shop.tokensGiven]) {
      expect(secret.length).toBeGreaterThan(10);
      expect(text.includes(secret)).toBe(false);
    }
    expect(shop.tokensGiven).toHaveLength(2);
  });

  it('is used once: whoever hands it in again is refused, and reads how it ended', async () => {
    const shop = await openSignIns(database);
    const begun = await shop.begin();
    const back = await shop.visit(begun);
    const answers = await Promise.all([shop.handIn(back), shop.handIn(back), shop.handIn(back)]);
    expect(answers.map(({ status, body }) => `${status} ${body.code ?? body.status}`).sort()).toEqual(['200 completed', '422 authorization_mismatch', '422 authorization_mismatch']);
    expect((await shop.handIn(back)).body.code).toBe('authorization_mismatch');
    expect((await shop.record(begun)).body.status).toBe('completed');
    expect(shop.tokenCalls()).toBe(1);
  });

  it('that is denied says so, once, and leaves the card as it was (UX-57)', async () => {
    const shop = await openSignIns(database);
    const begun = await shop.begin();
    const back = await shop.visit(begun, { press: 'deny' });
    expect(await shop.handIn(back)).toMatchObject({ status: 422, body: { code: 'authorization_denied' } });
    expect((await shop.handIn(back)).body.code).toBe('authorization_mismatch');
    expect((await shop.record(begun)).body).toMatchObject({ status: 'failed', problem: { code: 'authorization_denied' } });
    expect(await shop.card()).toMatchObject({ status: 'disconnected', authorization: null });
    expect(shop.tokenCalls()).toBe(0);
  });

  it('with fewer scopes connects, names what is missing, and a later one adds it (SR-65, UX-58)', async () => {
    const shop = await openSignIns(database);
    const { body } = await shop.signIn({ scopes: ['accounts:read', 'lists:read'] });
    expect(body.integration?.scopes).toMatchObject({ granted: ['accounts:read', 'lists:read'], missing: expect.arrayContaining(['lists:write', 'templates:read']) });
    const more = await shop.begin('klaviyo', ['templates:read']);
    expect(new URL(more.url).searchParams.get('scope')).toBe('accounts:read lists:read templates:read');
    expect((await shop.handIn(await shop.visit(more))).body.integration?.scopes?.granted).toEqual(['accounts:read', 'lists:read', 'templates:read']);
  });

  it('that is cancelled connects nothing, even where the provider answers later', async () => {
    const shop = await openSignIns(database);
    const begun = await shop.begin();
    const back = await shop.visit(begun);
    expect((await shop.cancel(begun)).body).toEqual({ status: 'cancelled' });
    expect((await shop.cancel(begun)).body).toEqual({ status: 'cancelled' });
    expect((await shop.handIn(back)).body.code).toBe('authorization_mismatch');
    expect([await shop.card(), shop.tokenCalls()]).toMatchObject([{ status: 'disconnected', authorization: null }, 0]);
  });

  it('with another account changes nothing until somebody chooses (SR-65, UX-63)', async () => {
    const shop = await openSignIns(database);
    await shop.signIn();
    const configured = await shop.on('PUT', 'klaviyo/configure', undefined);
    expect(configured.status).toBe(428);
    const before = await shop.card();
    const { begun, body } = await shop.signIn({ account: 'Second Shop' });
    expect(body).toMatchObject({ status: 'needs_choice', integration: { account: before.account }, choices: [{ value: 'replace', label: expect.stringContaining('Second Shop') }, { value: 'add' }] });
    // The card leads back to the choice; all else is as it was.
    expect(await shop.card()).toEqual({ ...before, authorization: { id: begun.id, expiresAt: '2026-11-22T12:10:00.000Z' } });
    expect((await shop.record(begun)).body).toEqual(body);

    const added = await shop.resolve(begun, 'add');
    expect(added.body).toMatchObject({ status: 'completed', integration: { id: expect.stringMatching(/^klaviyo~/), account: { label: expect.stringContaining('Second Shop') } } });
    expect((await shop.resolve(begun, 'add')).body.code).toBe('authorization_mismatch');
    expect(await shop.card()).toEqual(before);
    expect(await shop.list()).toHaveLength(2);
    // Both accounts have a card now.
    expect((await shop.signIn({ account: 'Second Shop' })).body.status).toBe('needs_choice');
  });

  it('that takes the place of another account keeps everything that was set (SR-65)', async () => {
    const shop = await openSignIns(database);
    await shop.signIn();
    const { body: options } = await shop.on<{ items: { value: string }[] }>('GET', 'klaviyo/options/listId');
    const { revision } = await shop.card();
    const configuration = { listSyncEnabled: true, listId: options.items[0]?.value };
    const response = await shop.server.fetch(new Request(`https://shop.example/api/stores/${shop.store}/integrations/klaviyo/configure`, { method: 'PUT', headers: { 'content-type': 'application/json', 'if-match': `"${revision}"` }, body: JSON.stringify({ configuration }) }));
    expect(response.status).toBe(200);
    const before = await shop.card();
    const { begun } = await shop.signIn({ account: 'Second Shop' });
    const { body } = await shop.resolve(begun, 'replace');
    expect(body).toMatchObject({ status: 'completed', integration: { id: 'klaviyo', account: { label: expect.stringContaining('Second Shop') } } });
    expect(JSON.stringify(body.integration?.configuration)).toBe(JSON.stringify(before.configuration));
    expect(body.integration?.revision).not.toBe(before.revision);
  });
});
