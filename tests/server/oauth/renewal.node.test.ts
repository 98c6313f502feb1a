import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { enterStore } from '../../../src/server/storage/app-role.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { createAsk } from '../../../src/server/ask-connector.ts';
import { createCatalogue } from '../../../src/server/catalogue.ts';
import { builtinConnectors } from '../../../src/server/connectors/index.ts';
import { createOAuth } from '../../../src/server/oauth/create-oauth.ts';
import { readRedirects } from '../../../src/server/oauth/redirects.ts';
import { renewIdle } from '../../../src/server/oauth/renew-idle.ts';
import type { Services } from '../../../src/server/operations/operation.ts';
import { createStorage } from '../../../src/server/storage/create-storage.ts';
import { openPlace } from '../departures/harness.ts';
import { backends } from './backends.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const day = 86_400;
type Place = Awaited<ReturnType<typeof openPlace>>;
const refreshes = async (place: Place, provider: string) => (await place.events(provider)).filter((event) => event === 'refreshed').length;
const isToken = (url: string | URL | Request) => /\/token$|access_token$/.test(new URL(String(url)).pathname);

/** What a server works with, to do one thing by hand. */
function servicesOf({ options, time }: Place): Services {
  const now = () => time.now;
  const log = () => {};
  const connectors = builtinConnectors.filter(({ provider }) => options.providers.some(({ id }) => id === provider));
  const catalogue = createCatalogue(options.providers, connectors, options.oauthClients, readRedirects(options, connectors));
  const storage = createStorage({ database: options.database, vault: options.vault, now, log });
  return { storage, catalogue, now, log, ask: createAsk(options, connectors, now, log), oauth: createOAuth(options, catalogue), departures: { wake: log } } as Partial<Services> as Services;
}

describe.each(backends)('a sign-in nobody uses, on %s', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  const signedIn = async (provider: string, more: Parameters<typeof openPlace>[1] = {}) => {
    const place = await openPlace(database, more);
    const shop = place.store(provider);
    expect((await shop.signIn({ account: 'Second Shop' })).status).toBe('completed');
    const begun = await refreshes(place, provider);
    return { place, shop, renewed: async () => (await refreshes(place, provider)) - begun };
  };
  const renewAt = (shop: ReturnType<Place['store']>) => database.kysely.transaction().execute(async (transaction) => {
    await enterStore(transaction, shop.id);
    return (await sql<{ at: Date | null }>`select renew_at as at from integrations`.execute(transaction)).rows[0]?.at ?? null;
  });

  it.each(['klaviyo', 'google-ads', 'facebook-ads'])('at %s is renewed once a month, by one of three servers, and lives on for as long as those are away after that', async (provider) => {
    const { place, shop, renewed } = await signedIn(provider);
    await place.later(23 * day);
    expect(await renewed()).toBe(0);
    place.time.now = new Date(place.time.now.getTime() + 8 * day * 1000);
    await Promise.all([place.start(), place.start(), place.start()]);
    await expect.poll(renewed).toBe(1);
    await expect.poll(async () => (await renewAt(shop))?.getTime()).toBeGreaterThan(place.time.now.getTime() + 23 * day * 1000);
    await place.later(59 * day);
    await expect.poll(renewed).toBe(2);
    expect([(await shop.on('GET', '/status')).body, (await place.events(provider)).includes('revoked')]).toMatchObject([{ status: 'connected', problem: null, accessEndsAt: null }, false]);
  });

  it('is not renewed again by a process that learnt it was due before another one renewed it', async () => {
    const { place, renewed } = await signedIn('klaviyo');
    await place.current.server.stop();
    place.time.now = new Date(place.time.now.getTime() + 31 * day * 1000);
    const services = servicesOf(place);
    const [due] = await services.storage.nextRenewals(1);
    for (let process = 0; process < 3; process += 1) await renewIdle(due!, services, new AbortController().signal);
    expect(await renewed()).toBe(1);
  });

  it('and that ended meanwhile is found out without anybody asking', async () => {
    const { place, shop } = await signedIn('klaviyo');
    await place.later(91 * day);
    await expect.poll(async () => (await shop.card()).status).toBe('needs_reauth');
    expect(await renewAt(shop)).toBeNull();
  });

  it('is tried again within six hours where the provider is away, and stays connected', async () => {
    const provider = { down: true };
    const { place, shop, renewed } = await signedIn('klaviyo', { fetch: async (url, init) => (provider.down && isToken(url) && String(init?.body).includes('refresh_token') ? new Response(null, { status: 503 }) : fetch(url, init)) });
    await place.later(31 * day);
    await expect.poll(() => place.log.map(({ event }) => event)).toContain('renewal.postponed');
    expect(await shop.card()).toMatchObject({ status: 'connected', problem: null, accessEndsAt: null });
    provider.down = false;
    await place.later(day / 4);
    await expect.poll(renewed).toBe(1);
  });

  it.each(['tiktok-ads', 'mailchimp'])('at %s, whose access does not end, is left alone', async (provider) => {
    const { place, shop, renewed } = await signedIn(provider);
    expect(await renewAt(shop)).toBeNull();
    // As of a sign-in from before anybody wrote down when to renew it.
    await database.kysely.transaction().execute(async (transaction) => {
      await enterStore(transaction, shop.id);
      await sql`update integrations set renew_at = ${place.time.now}`.execute(transaction);
    });
    await place.later(400 * day);
    await expect.poll(() => renewAt(shop)).toBeNull();
    expect([await renewed(), (await shop.on('GET', '/status')).body.status]).toEqual([0, 'connected']);
  });

  it('and ends at a known time, with the provider away, says so on its card until it is renewed (UX-88)', async () => {
    const provider = { down: false };
    const { place, shop, renewed } = await signedIn('facebook-ads', { fetch: async (url, init) => (provider.down && isToken(url) ? new Response(null, { status: 503 }) : fetch(url, init)) });
    const ends = place.time.now.getTime() + 5_183_944_000;
    provider.down = true;
    await place.later(31 * day);
    await expect.poll(async () => Date.parse((await shop.card()).accessEndsAt ?? '')).toBe(ends);
    provider.down = false;
    await place.later(day / 4);
    await expect.poll(renewed).toBe(1);
    await expect.poll(async () => (await shop.card()).accessEndsAt).toBeNull();
  });

  it('and whose end does not move when it is renewed says so in time, and is not asked for again and again (UX-88)', async () => {
    const meta = { ends: Infinity, exchanges: 0, now: () => 0 };
    const { place, shop } = await signedIn('facebook-ads', { fetch: async (url, init) => {
      const answer = await fetch(url, init);
      if (!isToken(url) || meta.ends === Infinity) return answer;
      meta.exchanges += 1;
      return Response.json({ ...(await answer.json()), expires_in: Math.floor((meta.ends - meta.now()) / 1000) }, { status: answer.status });
    } });
    meta.now = () => place.time.now.getTime();
    meta.ends = meta.now() + 60 * day * 1000;
    for (let passed = 0; passed < 53; passed += 1) await place.later(day);
    await expect.poll(async () => Date.parse((await shop.card()).accessEndsAt ?? '')).toBeGreaterThan(meta.ends - 5_000);
    expect(meta.exchanges).toBeLessThanOrEqual(6);
  });

  it('with a consent for a week is said to end from the start, and asks for a new sign-in once it has (UX-88)', async () => {
    const google = { gone: false };
    const { place, shop } = await signedIn('google-ads', { fetch: async (url, init) => {
      if (!isToken(url)) return fetch(url, init);
      if (google.gone) return Response.json({ error: 'invalid_grant' }, { status: 400 });
      const answer = await fetch(url, init);
      return Response.json({ ...(await answer.json()), ...(String(init?.body).includes('authorization_code') && { refresh_token_expires_in: 604_799 }) }, { status: answer.status });
    } });
    const ends = new Date(place.time.now.getTime() + 604_799_000).toISOString();
    expect((await shop.card()).accessEndsAt).toBe(ends);
    await place.later(5 * day);
    expect((await shop.on('GET', '/status')).body).toMatchObject({ status: 'connected', accessEndsAt: ends });
    google.gone = true;
    await place.later(3 * day);
    await expect.poll(async () => (await shop.card()).status).toBe('needs_reauth');
  });

  it('is renewed by tend() where no process lives on, which does all that is due, once', async () => {
    const { place, renewed } = await signedIn('klaviyo');
    const other = place.store('tiktok-ads');
    const begun = await other.begin();
    await other.send('POST', 'integrations/tiktok-ads/oauth/callback', await other.visit(begun));
    await Promise.all([place.current.server.tend(), place.current.server.tend()]);
    expect([await renewed(), place.revocations()]).toEqual([0, 0]);
    place.time.now = new Date(place.time.now.getTime() + 31 * day * 1000);
    await Promise.all([place.current.server.tend(), place.current.server.tend()]);
    expect([await renewed(), place.revocations(), await other.outbox()]).toEqual([1, 1, []]);
  });
});
