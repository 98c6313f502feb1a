import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { createAesGcmVault } from '../../../src/server/vault/create-aes-gcm-vault.ts';
import { backends } from '../oauth/backends.ts';
import { randomKey } from '../storage/a-store.ts';
import { aPostgresDatabase } from '../storage/database-fixtures.ts';
import { openPlace } from './harness.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Holds what comes by until it is released; `arrived` resolves with the first. */
function gate() {
  let arrive = () => {};
  let release = () => {};
  const arrived = new Promise<void>((resolve) => { arrive = resolve; });
  const released = new Promise<void>((resolve) => { release = resolve; });
  return { arrived, release: () => release(), hold: async () => { arrive(); await released; } };
}

describe.each(backends)('a revocation that is interrupted, on %s (SR-69)', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  it('is made once, whichever of several servers comes first', async () => {
    const place = await openPlace(database);
    const shop = place.store('google-ads');
    await shop.signIn();
    await place.fault('google-ads', 'down');
    await shop.disconnect();
    await expect.poll(async () => (await shop.outbox())[0]?.['attempts']).toBe(1);
    await place.fault('google-ads', 'none');
    await place.current.server.stop();
    place.time.now = new Date(place.time.now.getTime() + 20_000);
    const before = place.revocations();
    const servers = await Promise.all(Array.from({ length: 4 }, () => place.start()));
    place.current.server = servers[0]!;
    await shop.settled('none');
    expect([place.revocations() - before, await place.events('google-ads')]).toEqual([1, ['issued', 'revoked']]);
  });

  it('is ended by the stop of its server, and taken up at once by the next', async () => {
    const { arrived, release, hold } = gate();
    let held = true;
    const place = await openPlace(database, { fetch: async (url, init) => {
      if (held && String(url).endsWith('/revoke')) {
        await Promise.race([hold(), new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))))]);
      }
      return fetch(url, init);
    } });
    const shop = place.store('google-ads');
    await shop.signIn();
    await shop.disconnect();
    await arrived;
    await place.current.server.stop();
    held = false;
    release();
    expect((await shop.outbox())[0]).toMatchObject({ attempts: 0 });
    place.current.server = await place.start();
    await shop.settled('none');
    expect(await place.events('google-ads')).toEqual(['issued', 'revoked']);
  });

  it('is taken over from a holder that hangs, whose late end then writes nothing', async () => {
    const { arrived, release, hold } = gate();
    const place = await openPlace(database);
    const hung = await place.start({ fetch: async (url, init) => {
      if (String(url).endsWith('/revoke')) await hold();
      return fetch(url, init);
    } });
    const shop = place.store('google-ads');
    await shop.signIn();
    place.current.server = hung;
    await shop.disconnect();
    await arrived;
    await place.fault('google-ads', 'down');
    place.time.now = new Date(place.time.now.getTime() + 61_000);
    place.current.server = await place.start();
    await expect.poll(async () => (await shop.outbox())[0]?.['attempts']).toBe(1);
    await place.fault('google-ads', 'none');
    release();
    // What it did at the provider stands; that it is done is for the one who has it now to find out.
    await expect.poll(() => place.events('google-ads')).toContain('revoked');
    await hung.stop();
    expect(await shop.outbox()).toMatchObject([{ attempts: 1, lease: 2 }]);
    await place.later(20);
    await shop.settled('none');
    expect((await shop.audit()).filter(({ action }) => action === 'revoke')).toHaveLength(1);
  });

  it.each([['google-ads', 3_600], ['klaviyo', 3_600]])('ends, too, what a refresh brought that was under way during the disconnect: %s', async (provider, seconds) => {
    const { arrived, release, hold } = gate();
    const place = await openPlace(database);
    const slow = await place.start({ fetch: async (url, init) => {
      const answer = await fetch(url, init);
      if (String(url).endsWith('/token') && String(init?.body).includes('grant_type=refresh_token')) await hold();
      return answer;
    } });
    const shop = place.store(provider);
    await shop.signIn();
    await place.fault(provider, 'rotate_refresh');
    place.time.now = new Date(place.time.now.getTime() + seconds * 1000);
    const running = slow.fetch(new Request(`https://shop.example/api/integrations/${provider}/oauth/refresh`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ store: shop.id, integration: provider }) }));
    await arrived;
    await shop.disconnect();
    await shop.settled('none');
    const before = place.revocations();
    release();
    expect((await running).status).toBe(409);
    await expect.poll(async () => (await shop.audit()).filter(({ action }) => action === 'revoke').length).toBe(2);
    expect([(await shop.card()).revocation, await shop.outbox()]).toEqual(['none', []]);
    expect(await place.events(provider)).toContain('revoked');
    expect(before).toBe(1);
  });

  it('ends, too, what a sign-in brought that was under way during the disconnect', async () => {
    const { arrived, release, hold } = gate();
    const place = await openPlace(database);
    const slow = await place.start({ fetch: async (url, init) => {
      const answer = await fetch(url, init);
      if (String(url).endsWith('/token')) await hold();
      return answer;
    } });
    const shop = place.store('klaviyo');
    const back = await shop.visit(await shop.begin());
    const running = slow.fetch(new Request('https://shop.example/api/integrations/klaviyo/oauth/callback', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(back) }));
    await arrived;
    await shop.disconnect();
    release();
    expect(await (await running).json()).toEqual({ status: 'cancelled' });
    await expect.poll(() => place.events('klaviyo')).toEqual(['issued', 'revoked']);
    expect(await shop.card()).toMatchObject({ status: 'disconnected', revocation: 'none' });
  });
});

const places: [string, () => Promise<{ address: string; open(): Promise<IntegrationsDatabase> }>][] = [
  ['PGlite', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'integrations-departure-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    const address = join(directory, 'database');
    return { address, open: () => openPGlite({ dataDir: address }) };
  }],
  ['PostgreSQL', async () => {
    const address = await aPostgresDatabase(inject('postgresUrl'));
    return { address, open: async () => openPostgres({ connectionString: address }) };
  }],
];

describe.each(places)('kill -9 around a revocation, on %s (SR-69, SR-90)', (_, make) => {
  it.each(['before', 'after'])('%s it is sent: it is made after the restart, and nothing stays', async (moment) => {
    const { address, open } = await make();
    const key = randomKey();
    const clock = '2026-11-22T12:00:00.000Z';
    // The sandbox and the store outlive the process that is killed.
    let database = await open();
    const vault = createAesGcmVault({ keys: [{ id: 'test', key }], current: 'test' });
    const place = await openPlace(database, { vault });
    const shop = place.store('google-ads');
    await shop.signIn();
    await place.current.server.stop();
    await database.close();
    const child = fork(new URL('./departing-child.ts', import.meta.url), [address, key, place.base, shop.id, moment, clock], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const answered = once(child, 'message');
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    expect((await answered)[0]).toMatchObject({ status: 'disconnected', revocation: 'pending' });
    expect(await place.events('google-ads')).toEqual(moment === 'before' ? ['issued'] : ['issued', 'revoked']);

    database = await open();
    const again = await openPlace(database, { vault, endpoints: place.options.endpoints! });
    onTestFinished(() => database.close());
    onTestFinished(() => again.current.server.stop());
    const same = again.store('google-ads', shop.id);
    expect(await same.outbox()).toHaveLength(1);
    await again.later(61);
    await same.settled('none');
    expect([await same.outbox(), await place.events('google-ads')]).toEqual([[], ['issued', 'revoked']]);
  });
});
