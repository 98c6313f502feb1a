import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { backends } from '../oauth/backends.ts';
import { openPlace } from './harness.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

describe.each(backends)('access at the provider after a disconnect, on %s (SR-69)', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  it.each(['google-ads', 'facebook-ads', 'tiktok-ads', 'klaviyo'])('is revoked at once, once, and nothing of it stays: %s', async (provider) => {
    const place = await openPlace(database);
    const shop = place.store(provider);
    await shop.signIn();
    expect(await shop.disconnect()).toMatchObject({ status: 'disconnected', credentials: {}, revocation: 'pending' });
    await shop.settled('none');
    expect((await place.events(provider)).filter((event) => event !== 'refreshed')).toEqual(['issued', 'revoked']);
    expect([await shop.outbox(), place.revocations()]).toEqual([[], 1]);
    expect(await shop.audit()).toMatchObject([
      { action: 'disconnect', outcome: 'allowed', details: { revocation: 'pending', shared: false } },
      { action: 'revoke', outcome: 'allowed', details: { revocation: 'revoked', attempts: 1 } },
    ]);
  });

  it.each(['down', 'rate_limited', 'malformed'] as const)('is shown as pending and tried again within 30 s where the provider is "%s" (UX-85)', async (fault) => {
    const place = await openPlace(database);
    const shop = place.store('google-ads');
    await shop.signIn();
    await place.fault('google-ads', fault);
    await shop.disconnect();
    await expect.poll(async () => (await shop.outbox())[0]?.['attempts']).toBe(1);
    expect((await shop.card()).revocation).toBe('pending');
    await place.fault('google-ads', 'none');
    await place.later(30);
    await shop.settled('none');
    expect(await place.events('google-ads')).toEqual(['issued', 'revoked']);
    expect(place.log).toContainEqual(expect.objectContaining({ event: 'departure.postponed', integration: 'google-ads', attempts: 1 }));
  });

  it('is given up after three days, and then no secret is kept (UX-85)', async () => {
    const place = await openPlace(database);
    const shop = place.store('google-ads');
    await shop.signIn();
    await place.fault('google-ads', 'down');
    await shop.disconnect();
    const attempts = async () => (await shop.outbox())[0]?.['attempts'];
    await expect.poll(attempts).toBe(1);
    for (const [at, wait] of [20, 60, 300, 900, 3_600, 3 * 3_600, 6 * 3_600].entries()) {
      const before = place.revocations();
      await place.later(wait);
      await expect.poll(attempts).toBe(at + 2);
      expect(place.revocations()).toBe(before + 1);
    }
    await place.later(3 * 86_400);
    await shop.settled('failed');
    expect(await shop.outbox()).toEqual([]);
    expect((await shop.audit()).at(-1)).toMatchObject({ action: 'revoke', outcome: 'failed' });
    // Nothing is left to try with.
    await place.fault('google-ads', 'none');
    const calls = place.revocations();
    await place.later(86_400);
    const { revocation, accessUrl } = await shop.card();
    expect([revocation, accessUrl, place.revocations()]).toEqual(['failed', 'https://myaccount.google.com/connections', calls]);
  });

  it('counts as ended where the provider says that it has ended already', async () => {
    for (const provider of ['google-ads', 'facebook-ads', 'tiktok-ads', 'klaviyo']) {
      const place = await openPlace(database);
      const shop = place.store(provider);
      await shop.signIn();
      await place.fault(provider, 'revoked');
      await shop.disconnect();
      await shop.settled('none');
      expect([provider, await shop.outbox()]).toEqual([provider, []]);
    }
  });

  it('fails at once where the provider will never do it', async () => {
    const place = await openPlace(database, { fetch: async (url, init) => (String(url).endsWith('/revoke') ? Response.json({ error: 'unsupported_token_type' }, { status: 400 }) : fetch(url, init)) });
    const shop = place.store('klaviyo');
    await shop.signIn();
    await shop.disconnect();
    await shop.settled('failed');
    expect([await shop.outbox(), (await shop.audit()).at(-1)?.details]).toMatchObject([[], { revocation: 'refused' }]);
  });

  it('is no longer shown once somebody took note that it failed, which is no edit (UX-85)', async () => {
    const place = await openPlace(database, { fetch: async (url, init) => (String(url).endsWith('/revoke') ? Response.json({ error: 'unsupported_token_type' }, { status: 400 }) : fetch(url, init)) });
    const shop = place.store('klaviyo');
    await shop.signIn();
    await shop.disconnect();
    await shop.settled('failed');
    const { revision } = await shop.card();
    const noted = await place.current.server.fetch(new Request(`https://shop.example/api/stores/${shop.id}/integrations/klaviyo`, { method: 'PATCH', headers: { 'content-type': 'application/json', 'if-match': `"${revision}"` }, body: '{"revocation":"none"}' }));
    expect(await noted.json()).toMatchObject({ revocation: 'none', revision, status: 'disconnected' });
    expect((await shop.card()).revocation).toBe('none');
  });

  it('is tried on where the app itself is refused, and the people who run the server are told (SR-68)', async () => {
    const place = await openPlace(database, { fetch: async (url, init) => (String(url).endsWith('/revoke') ? Response.json({ error: 'invalid_client' }, { status: 401 }) : fetch(url, init)) });
    const shop = place.store('klaviyo');
    await shop.signIn();
    await shop.disconnect();
    await expect.poll(async () => (await shop.outbox())[0]?.['attempts']).toBe(1);
    expect((await shop.card()).revocation).toBe('pending');
    expect(place.log).toContainEqual({ level: 'error', event: 'oauth.app_refused', provider: 'klaviyo' });
  });

  it('stays where the provider has no way to end it, which is said with where a person can (UX-85)', async () => {
    const place = await openPlace(database);
    const mailchimp = place.store('mailchimp');
    await mailchimp.signIn();
    expect(await mailchimp.disconnect()).toMatchObject({ status: 'disconnected', revocation: 'failed', accessUrl: 'https://admin.mailchimp.com/account/api/' });
    // What was made there is removed with it; that ends no access.
    await expect.poll(() => mailchimp.outbox()).toEqual([]);
    expect((await mailchimp.card()).revocation).toBe('failed');
    expect((await mailchimp.signIn()).integration).toMatchObject({ status: 'connected', revocation: 'none', accessUrl: null });
  });

  it('is not looked for where keys were entered', async () => {
    const place = await openPlace(database);
    const klaviyo = place.store('klaviyo');
    const { credentials } = place.sandbox.accounts.find(({ provider, outcome }) => provider === 'klaviyo' && outcome === 'valid')!;
    await klaviyo.on('POST', '/connect', { credentials });
    expect((await klaviyo.disconnect()).revocation).toBe('none');
    expect([await klaviyo.outbox(), place.revocations()]).toEqual([[], 0]);
  });

  it('is written down sealed, and no token stands anywhere before or after (SR-74)', async () => {
    const place = await openPlace(database);
    const shop = place.store('facebook-ads');
    await shop.signIn();
    await place.fault('facebook-ads', 'down');
    const answers = [JSON.stringify(await shop.disconnect())];
    await expect.poll(async () => (await shop.outbox())[0]?.['attempts']).toBe(1);
    answers.push(await shop.stored(), JSON.stringify(place.log), JSON.stringify(await shop.card()));
    expect(await shop.outbox()).toMatchObject([{ credentials: { v: 1, fields: { stored: expect.any(String) } } }]);
    await place.fault('facebook-ads', 'none');
    await place.later(20);
    await shop.settled('none');
    answers.push(await shop.stored(), JSON.stringify(place.log));
    const { clientSecret } = place.client('facebook-ads');
    expect(place.secrets.size).toBeGreaterThan(0);
    for (const secret of [...place.secrets, clientSecret]) for (const answer of answers) expect(answer.includes(secret)).toBe(false);
    expect(JSON.stringify(await shop.outbox())).toBe('[]');
  });

  it('is revoked though everything was erased with the disconnect', async () => {
    const place = await openPlace(database);
    const shop = place.store('klaviyo');
    await shop.signIn();
    await shop.disconnect('?eraseData=true');
    await shop.settled('none');
    expect(await place.events('klaviyo')).toEqual(['issued', 'revoked']);
  });
});
