import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { inStore } from '../../../src/server/storage/app-role.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { backends } from '../oauth/backends.ts';
import { openPlace } from './harness.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

describe.each(backends)('access that others use, too, on %s (SR-69)', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  it.each(['google-ads', 'facebook-ads', 'klaviyo'])('is left alone while another store is connected to the same account, and revoked with the last: %s', async (provider) => {
    const place = await openPlace(database);
    const [first, second] = [place.store(provider), place.store(provider)];
    await first.signIn();
    await second.signIn();
    expect((await first.disconnect()).revocation).toBe('none');
    expect((await first.audit()).at(-1)).toMatchObject({ action: 'disconnect', details: { revocation: 'none', shared: true } });
    expect((await second.on('GET', '/status')).body.status).toBe('connected');
    expect((await second.disconnect()).revocation).toBe('pending');
    await second.settled('none');
    expect((await place.events(provider)).includes('revoked')).toBe(true);
  });

  it.each(['google-ads', 'facebook-ads'])('is left alone while the same person is signed in elsewhere, if with another account: %s', async (provider) => {
    const place = await openPlace(database);
    const [first, second] = [place.store(provider), place.store(provider)];
    await first.signIn();
    await second.signIn();
    await inStore(database.kysely, second.id, (tx) => tx.updateTable('integrations').set({ account_id: 'another' }).execute());
    expect((await first.disconnect()).revocation).toBe('none');
    expect((await first.audit()).at(-1)).toMatchObject({ details: { shared: true } });
  });

  it('is revoked where another person is connected to the same account', async () => {
    const place = await openPlace(database);
    const [first, second] = [place.store('facebook-ads'), place.store('facebook-ads')];
    await first.signIn();
    await second.signIn();
    await inStore(database.kysely, second.id, (tx) => sql`update integrations set persons = '["another"]'`.execute(tx));
    expect((await first.disconnect()).revocation).toBe('pending');
    await first.settled('none');
  });

  it('is said before a disconnect, as it will be', async () => {
    const place = await openPlace(database);
    const [first, second, third] = [place.store('google-ads'), place.store('google-ads'), place.store('mailchimp')];
    const said = async (shop: typeof first) => {
      const { items, keeps } = (await shop.on<{ items: string[]; keeps: string[] }>('GET', '/impact')).body;
      return { stops: items.filter((item) => /access at/i.test(item)), stays: keeps.filter((item) => /access at/i.test(item)) };
    };
    await first.signIn();
    expect(await said(first)).toEqual({ stops: ['Access at Google Ads is revoked. Whatever else the same person allowed this app there ends with it.'], stays: [] });
    await second.signIn();
    expect(await said(first)).toEqual({ stops: [], stays: ['Access at Google Ads stays, as another connection here would end with it.'] });
    await third.signIn();
    expect(await said(third)).toEqual({ stops: [], stays: ['Access at Mailchimp stays until somebody removes the app there.'] });
  });

  it('is revoked in the one store where each sign-in stands for itself', async () => {
    const place = await openPlace(database);
    const [first, second] = [place.store('tiktok-ads'), place.store('tiktok-ads')];
    await first.signIn();
    await second.signIn();
    await first.disconnect();
    await first.settled('none');
    expect((await place.events('tiktok-ads')).filter((event) => event === 'revoked')).toHaveLength(1);
    expect((await second.on('GET', '/status')).body.status).toBe('connected');
  });

  it('is revoked where the other store is connected to another account', async () => {
    const place = await openPlace(database);
    const [first, second] = [place.store('google-ads'), place.store('google-ads')];
    await first.signIn();
    await second.signIn({ account: 'Second Shop' });
    expect((await first.disconnect()).revocation).toBe('pending');
    await first.settled('none');
    expect((await second.on('GET', '/status')).body.status).toBe('connected');
  });

  it('is left alone by what is still to come, once the same account is connected anew', async () => {
    const place = await openPlace(database);
    const shop = place.store('google-ads');
    await shop.signIn();
    await place.fault('google-ads', 'down');
    await shop.disconnect();
    await expect.poll(async () => (await shop.outbox())[0]?.['attempts']).toBe(1);
    await place.fault('google-ads', 'none');
    expect((await shop.signIn()).integration).toMatchObject({ status: 'connected', revocation: 'none' });
    expect(await shop.outbox()).toEqual([]);
    await place.later(3_600);
    expect(await place.events('google-ads')).not.toContain('revoked');
    expect((await shop.on('GET', '/status')).body.status).toBe('connected');
  });

  it('is left alone where another store was connected to the account meanwhile', async () => {
    const place = await openPlace(database);
    const [first, second] = [place.store('google-ads'), place.store('google-ads')];
    await first.signIn();
    await place.fault('google-ads', 'down');
    await first.disconnect();
    await expect.poll(async () => (await first.outbox())[0]?.['attempts']).toBe(1);
    await place.fault('google-ads', 'none');
    await second.signIn();
    await place.later(20);
    await first.settled('none');
    expect(await first.outbox()).toEqual([]);
    expect((await first.audit()).at(-1)).toMatchObject({ action: 'revoke', outcome: 'allowed', details: { revocation: 'shared' } });
    expect(await place.events('google-ads')).not.toContain('revoked');
  });

  it('waits while somebody signs in again, as nobody knows yet at which account', async () => {
    const place = await openPlace(database);
    const shop = place.store('google-ads');
    await shop.signIn();
    await place.fault('google-ads', 'down');
    await shop.disconnect();
    await expect.poll(async () => (await shop.outbox())[0]?.['attempts']).toBe(1);
    await place.fault('google-ads', 'none');
    const begun = await shop.begin();
    await place.later(20);
    await expect.poll(async () => (await shop.outbox())[0]?.['next_at']).toContain('12:00:40');
    expect((await shop.outbox())[0]).toMatchObject({ attempts: 1 });
    expect(await place.events('google-ads')).toEqual(['issued']);
    expect((await shop.handIn(await shop.visit(begun))).body.status).toBe('completed');
    expect([await shop.outbox(), await place.events('google-ads')]).toEqual([[], ['issued', 'issued']]);
  });

  it('goes on being revoked in the background at a provider where the new sign-in stands for itself', async () => {
    const place = await openPlace(database);
    const shop = place.store('tiktok-ads');
    await shop.signIn();
    await place.fault('tiktok-ads', 'down');
    await shop.disconnect();
    await expect.poll(async () => (await shop.outbox())[0]?.['attempts']).toBe(1);
    await place.fault('tiktok-ads', 'none');
    expect((await shop.signIn()).integration).toMatchObject({ status: 'connected', revocation: 'none' });
    await place.later(20);
    await expect.poll(async () => (await shop.outbox()).length).toBe(0);
    expect(await place.events('tiktok-ads')).toEqual(['issued', 'issued', 'revoked']);
    expect((await shop.on('GET', '/status')).body).toMatchObject({ status: 'connected', revocation: 'none' });
  });

  it('is revoked at the account that was given up for another one', async () => {
    const place = await openPlace(database);
    const shop = place.store('klaviyo');
    await shop.signIn();
    const begun = await shop.begin();
    expect((await shop.handIn(await shop.visit(begun, { account: 'Second Shop' }))).body.status).toBe('needs_choice');
    await shop.send('POST', `integrations/klaviyo/oauth/authorizations/${begun.id}/resolve?store=${shop.id}`, { choice: 'replace' });
    await expect.poll(() => place.events('klaviyo')).toEqual(['issued', 'issued', 'revoked']);
    expect((await shop.on('GET', '/status')).body).toMatchObject({ status: 'connected', account: { label: expect.stringContaining('Second Shop') } });
  });

  it('is counted over all stores without telling of them (SR-43)', async () => {
    const place = await openPlace(database);
    const shop = place.store('google-ads');
    const account = (await shop.signIn()).integration?.account?.id;
    const { rows } = await database.kysely.transaction().execute(async (transaction) => {
      await sql`select set_config('role', 'integrations_settings_app', true), set_config('integrations.store', ${crypto.randomUUID()}, true)`.execute(transaction);
      expect((await sql`select 1 from integrations where account_id = ${account}`.execute(transaction)).rows).toEqual([]);
      return sql`select * from integration_grants_elsewhere('google-ads', ${account}, null, null)`.execute(transaction);
    });
    expect(rows).toEqual([{ integration_grants_elsewhere: expect.any(Number) }]);
    await shop.disconnect();
  });
});
