import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AuthorizationRecord } from '../../../src/core/authorization.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { backends } from '../oauth/backends.ts';
import { gate } from '../oauth/gate.ts';
import type { Choice } from '../../sandbox/oauth-harness.ts';
import { openPlace } from './harness.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

type Place = Awaited<ReturnType<typeof openPlace>>;

/** A sign-in that has come to a choice nobody has made yet. */
async function openChoice(shop: ReturnType<Place['store']>, provider: string, choice?: Choice) {
  const begun = await shop.begin();
  const answer = await shop.send<AuthorizationRecord>('POST', `integrations/${provider}/oauth/callback`, await shop.visit(begun, choice));
  expect(answer.body.status).toBe('needs_choice');
  const at = (more: string) => `integrations/${provider}/oauth/authorizations/${begun.id}${more}?store=${shop.id}`;
  return {
    record: async () => (await shop.send<AuthorizationRecord>('GET', at(''))).body,
    choose: (account = answer.body.choices?.[0]?.value) => shop.send<AuthorizationRecord & { code?: string }>('POST', at('/resolve'), { choice: { account } }),
    cancel: () => shop.send<AuthorizationRecord>('DELETE', at('')),
  };
}

describe.each(backends)('a choice nobody makes, on %s (SR-69)', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  const secretsGone = async (shop: ReturnType<Place['store']>) => {
    expect(await shop.outbox()).toEqual([]);
    const [{ a: authorizations }] = JSON.parse(await shop.stored()) as [{ a: { status: string; credentials: object }[] }];
    expect(authorizations.filter(({ status }) => status !== 'completed').map(({ credentials }) => credentials)).toEqual([{}]);
  };

  it.each(['google-ads', 'facebook-ads', 'tiktok-ads'])('in time is given up: what %s granted is ended there, and nothing of it is kept', async (provider) => {
    const place = await openPlace(database);
    const shop = place.store(provider);
    const choice = await openChoice(shop, provider);
    await place.later(599);
    expect([(await choice.record()).status, await place.events(provider)]).toEqual(['needs_choice', expect.not.arrayContaining(['revoked'])]);
    await place.later(1);
    await expect.poll(() => place.events(provider)).toContain('revoked');
    await expect.poll(() => shop.outbox()).toEqual([]);
    expect([await choice.record(), (await choice.choose()).body.code, (await shop.card()).status]).toEqual([{ status: 'expired' }, 'authorization_expired', 'disconnected']);
    await secretsGone(shop);
  });

  it('is given up by a server that starts days later, and by one of two', async () => {
    const place = await openPlace(database);
    const shop = place.store('tiktok-ads');
    await openChoice(shop, 'tiktok-ads');
    await place.current.server.stop();
    place.time.now = new Date(place.time.now.getTime() + 3 * 86_400_000);
    const [server] = await Promise.all([place.start(), place.start()]);
    if (server) place.current.server = server;
    await expect.poll(() => place.events('tiktok-ads')).toContain('revoked');
    await expect.poll(() => shop.outbox()).toEqual([]);
    expect(place.revocations()).toBe(1);
  });

  it('ends nothing at the provider where another connection of the same person would end with it', async () => {
    const place = await openPlace(database);
    expect((await place.store('google-ads').signIn()).status).toBe('completed');
    const other = place.store('google-ads');
    const choice = await openChoice(other, 'google-ads');
    await place.later(600);
    await expect.poll(choice.record).toEqual({ status: 'expired' });
    await expect.poll(() => other.stored()).toContain('authorize.lapse');
    await secretsGone(other);
    expect(place.revocations()).toBe(0);
  });

  it('is ended with a disconnect, as well as the connection it would have replaced', async () => {
    const place = await openPlace(database);
    const shop = place.store('tiktok-ads');
    expect((await shop.signIn({ account: 'Second Shop' })).status).toBe('completed');
    const choice = await openChoice(shop, 'tiktok-ads');
    expect((await shop.disconnect()).status).toBe('disconnected');
    await expect.poll(async () => (await place.events('tiktok-ads')).filter((event) => event === 'revoked')).toHaveLength(2);
    await expect.poll(() => shop.outbox()).toEqual([]);
    expect(await choice.record()).toEqual({ status: 'cancelled' });
    await secretsGone(shop);
  });

  it('is ended with the disconnect of a connection of the same person, which would otherwise hold it up', async () => {
    const place = await openPlace(database);
    const shop = place.store('google-ads');
    expect((await shop.signIn({ account: 'Second Shop' })).status).toBe('completed');
    await openChoice(shop, 'google-ads');
    await shop.disconnect();
    await expect.poll(async () => (await place.events('google-ads')).filter((event) => event === 'revoked')).toHaveLength(2);
  });

  it('and is cancelled while the chosen account is proven, in vain, is ended', async () => {
    const { arrived, release, hold } = gate();
    const proving = { on: false };
    const place = await openPlace(database, { fetch: async (url, init) => (proving.on && String(url).includes('/advertiser/info') ? hold(new Response(null, { status: 503 })) : fetch(url, init)) });
    const shop = place.store('tiktok-ads');
    const choice = await openChoice(shop, 'tiktok-ads');
    proving.on = true;
    const chosen = choice.choose();
    await arrived;
    expect((await choice.cancel()).body).toEqual({ status: 'cancelled' });
    release();
    expect((await chosen).body.code).toBe('provider_unavailable');
    await expect.poll(() => place.events('tiktok-ads')).toContain('revoked');
    expect(await choice.record()).toEqual({ status: 'cancelled' });
  });

  it('because the server ended while it was being made is given up after a minute, and a late answer connects nothing', async () => {
    const { arrived, release, hold } = gate();
    const proving = { on: false };
    const place = await openPlace(database, { fetch: async (url, init) => {
      const answer = await fetch(url, init);
      return proving.on && String(url).includes('/advertiser/info') ? hold(answer) : answer;
    } });
    const shop = place.store('tiktok-ads');
    const choice = await openChoice(shop, 'tiktok-ads');
    proving.on = true;
    const chosen = choice.choose();
    await arrived;
    place.time.now = new Date(place.time.now.getTime() + 61_000);
    await place.start();
    await expect.poll(() => place.events('tiktok-ads')).toContain('revoked');
    release();
    expect((await chosen).body).toEqual({ status: 'expired' });
    expect((await shop.card()).status).toBe('disconnected');
  });
});
