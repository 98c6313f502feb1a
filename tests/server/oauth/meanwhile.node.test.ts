import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { loadForms } from '../../../src/core/load-forms.ts';
import { builtinProviders } from '../../../src/providers/index.ts';
import { createIntegrationsServer } from '../../../src/server/create-server.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { backends } from './backends.ts';
import { gate } from './gate.ts';
import { openSignIns, type SignIns } from './sign-in-harness.ts';

const later = (shop: SignIns, seconds: number) => { shop.time.now = new Date(shop.time.now.getTime() + seconds * 1000); };
const lists = (shop: SignIns) => shop.on<{ items: object[] }>('GET', 'klaviyo/options/listId');
interface Stored { h: { action: string }[]; a: { id: string; credentials: object }[] }
const rows = async (shop: SignIns) => (JSON.parse(await shop.stored()) as [Stored])[0];

/** The same server, whose exchanges at the token endpoint are changed or held up by the test. */
async function serverWith(shop: SignIns, atToken: (answer: Response) => Promise<Response>) {
  const server = createIntegrationsServer({ ...shop.options, fetch: async (url, init) => {
    const answer = await (shop.options.fetch ?? fetch)(url, init);
    return String(url).endsWith('/oauth/token') ? atToken(answer) : answer;
  } });
  await server.start();
  onTestFinished(() => server.stop());
  return server;
}

describe.each(backends)('what goes on beside a sign-in, on %s', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  it('opens nothing while it waits for a refresh (SR-67, SR-80)', async () => {
    const shop = await openSignIns(database);
    await shop.signIn();
    const { arrived, release, hold } = gate();
    const slow = await serverWith(shop, hold);
    later(shop, 3_600);
    const openings = async () => (await rows(shop)).h.filter(({ action }) => action === 'credentials.open').length;
    const first = shop.send('GET', `stores/${shop.store}/integrations/klaviyo/options/listId`, undefined, slow);
    await arrived;
    const before = await openings();
    const waiting = Array.from({ length: 8 }, () => lists(shop));
    // A store's transactions keep their order, so each of them has looked by then.
    for (let turn = 0; turn < 3; turn += 1) await shop.card();
    // Each opened what it calls with, before it found that this is about to end.
    expect(await openings() - before).toBeLessThanOrEqual(waiting.length);
    release();
    await Promise.all([first, ...waiting]);
  });

  it('does not keep the end of an old token for a new one (SR-67)', async () => {
    let strip = false;
    const shop = await openSignIns(database);
    await shop.signIn();
    const server = await serverWith(shop, async (answer) => {
      if (!strip) return answer;
      const { expires_in: _, ...body } = (await answer.json()) as Record<string, unknown>;
      return Response.json(body, { status: answer.status });
    });
    strip = true;
    later(shop, 3_600);
    const calls = shop.tokenCalls();
    for (let n = 0; n < 4; n += 1) expect((await shop.send('GET', `stores/${shop.store}/integrations/klaviyo/options/listId`, undefined, server)).status).toBe(200);
    expect(shop.tokenCalls() - calls).toBe(1);
  });

  it('refuses fields nobody reads', async () => {
    const [definition] = builtinProviders.filter(({ id }) => id === 'klaviyo');
    if (!definition) throw new Error('no klaviyo');
    const forms = async () => {
      const { auth: { oauth2, ...auth }, ...rest } = await loadForms(definition);
      return { ...rest, auth: { ...auth, oauth2: { scopes: oauth2?.scopes ?? [] } } };
    };
    const shop = await openSignIns(database, { providers: [{ ...definition, forms }] });
    const answer = await shop.send('POST', 'integrations/klaviyo/oauth/authorize', { store: shop.store, integration: 'klaviyo', fields: { clientId: 'mine', clientSecret: 'a-secret' } });
    expect(answer.status).toBe(400);
  });

  it('destroys the tokens of an open choice with a disconnect (SR-69)', async () => {
    const shop = await openSignIns(database);
    await shop.signIn();
    const { begun, body } = await shop.signIn({ account: 'Second Shop' });
    expect(body.status).toBe('needs_choice');
    await shop.on('DELETE', 'klaviyo/disconnect?eraseData=true');
    later(shop, 3 * 86_400);
    expect((await shop.record(begun)).body.status).toBe('cancelled');
    await lists(shop);
    const a = (await rows(shop)).a.find(({ id }) => id === begun.id);
    expect(a?.credentials ?? {}).toEqual({});
  });

  it('lets no open choice undo a disconnect (SR-69)', async () => {
    const shop = await openSignIns(database);
    await shop.signIn();
    const { begun } = await shop.signIn({ account: 'Second Shop' });
    await shop.on('DELETE', 'klaviyo/disconnect');
    expect((await shop.resolve(begun, 'replace')).body.code).toBe('authorization_mismatch');
    expect((await shop.card()).status).toBe('disconnected');
  });

  it('destroys the tokens of a choice that lapsed with the next sign-in', async () => {
    const shop = await openSignIns(database);
    await shop.signIn();
    const { begun } = await shop.signIn({ account: 'Second Shop' });
    later(shop, 700);
    await shop.begin();
    await expect.poll(async () => (await rows(shop)).a.find(({ id }) => id === begun.id)?.credentials).toEqual({});
    expect((await shop.record(begun)).body).toEqual({ status: 'expired' });
  });

  it('lets no sign-in whose code is being exchanged undo a disconnect (SR-69)', async () => {
    const shop = await openSignIns(database);
    await shop.signIn();
    const back = await shop.visit(await shop.begin());
    const { arrived, release, hold } = gate();
    const slow = await serverWith(shop, hold);
    const running = shop.send('POST', 'integrations/klaviyo/oauth/callback', back, slow);
    await arrived;
    expect((await shop.on('DELETE', 'klaviyo/disconnect')).body.status).toBe('disconnected');
    release();
    expect((await running).body).toEqual({ status: 'cancelled' });
    expect(await shop.card()).toMatchObject({ status: 'disconnected', authorization: null });
  });

  it('ends a first sign-in with a disconnect', async () => {
    const shop = await openSignIns(database);
    const begun = await shop.begin();
    await shop.on('DELETE', 'klaviyo/disconnect');
    expect([(await shop.card()).authorization, (await shop.record(begun)).body]).toEqual([null, { status: 'cancelled' }]);
  });

  it('lets no sign-in that began before it undo a disconnect (SR-69)', async () => {
    const shop = await openSignIns(database);
    await shop.signIn();
    const begun = await shop.begin();
    const back = await shop.visit(begun);
    await shop.on('DELETE', 'klaviyo/disconnect');
    expect((await shop.handIn(back)).body.code).toBe('authorization_mismatch');
    expect((await shop.card()).status).toBe('disconnected');
  });

  it('asks for everything where an empty list of scopes is given', async () => {
    const shop = await openSignIns(database);
    const begun = await shop.begin('klaviyo', []);
    expect(new URL(begun.url).searchParams.get('scope')).toContain('accounts:read lists:read');
  });
});
