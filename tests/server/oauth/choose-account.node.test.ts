import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { backends } from './backends.ts';
import { openShopAt } from './shop-at.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const providers = [['google-ads', 'Harbour Goods north'], ['facebook-ads', 'Harbour Goods outlet'], ['tiktok-ads', 'Harbour Goods outlet']] as const;

describe.each(backends)('on %s', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  describe.each(providers)('a sign-in at %s that reaches several ad accounts', (provider, other) => {
    it('connects none of them until one is chosen, and then that one (UX-64)', async () => {
      const shop = await openShopAt(provider, database);
      const { id, body } = await shop.signIn();
      expect(body).toMatchObject({ status: 'needs_choice', integration: { status: 'disconnected' }, choices: [{ label: 'Harbour Goods' }, { label: other }] });
      expect(Object.keys(body.choices?.[1] ?? {}).sort()).toEqual(['hint', 'label', 'value']);
      expect((await shop.record(id)).body).toEqual(body);
      expect((await shop.on('GET', '/status')).body.status).toBe('disconnected');

      const done = await shop.resolve(id, { account: body.choices?.[1]?.value });
      expect(done).toMatchObject({ status: 200, body: { status: 'completed', integration: { status: 'connected', account: { id: body.choices?.[1]?.value, label: expect.stringContaining(other) } } } });
      expect((await shop.on<{ outcome: string }>('POST', '/verify', {})).body).toMatchObject({ outcome: 'verified' });
      expect((await shop.resolve(id, { account: body.choices?.[0]?.value })).body.code).toBe('authorization_mismatch');
    });

    it('takes the account that is connected already without asking, whichever comes first', async () => {
      const shop = await openShopAt(provider, database);
      const first = await shop.signIn();
      const value = first.body.choices?.[1]?.value;
      await shop.resolve(first.id, { account: value });
      expect((await shop.signIn()).body).toMatchObject({ status: 'completed', integration: { account: { id: value } } });
    });

    it('takes the only one without asking', async () => {
      const shop = await openShopAt(provider, database);
      expect((await shop.signIn({ account: 'Second Shop' })).body).toMatchObject({ status: 'completed', integration: { account: { label: expect.stringContaining('Second Shop') } } });
    });
  });

  it('takes none but an offered one, only from who signed in, in time, and once', async () => {
    const shop = await openShopAt('google-ads', database);
    const { id, body } = await shop.signIn();
    const [one, two] = (body.choices ?? []).map(({ value }) => ({ account: value }));
    for (const choice of [{ account: '1234567890' }, 'replace', 'add']) expect((await shop.resolve(id, choice)).body.code).toBe('authorization_mismatch');
    shop.caller.actor = 'eve';
    expect((await shop.resolve(id, one)).body.code).toBe('authorization_mismatch');
    shop.caller.actor = 'ana';
    const both = await Promise.all([shop.resolve(id, one), shop.resolve(id, two)]);
    expect(both.map((answer) => answer.body.code ?? answer.body.status).sort()).toEqual(['authorization_mismatch', 'completed']);

    const late = await openShopAt('google-ads', database);
    const open = await late.signIn();
    late.time.now = new Date(late.time.now.getTime() + 600_000);
    expect((await late.resolve(open.id, { account: open.body.choices?.[0]?.value })).body.code).toBe('authorization_expired');
    expect((await late.record(open.id)).body).toEqual({ status: 'expired' });
  });

  it('says why a chosen account cannot be connected, and leaves the others to choose from', async () => {
    const shop = await openShopAt('google-ads', database);
    const { id, body } = await shop.signIn();
    await shop.fault('google-ads', 'down');
    expect((await shop.resolve(id, { account: body.choices?.[1]?.value })).body.code).toBe('provider_unavailable');
    expect((await shop.record(id)).body).toEqual(body);
    await shop.fault('google-ads', 'none');
    expect((await shop.resolve(id, { account: body.choices?.[0]?.value })).body.status).toBe('completed');
  });

  it('asks once more where another account is connected than the chosen one, and a setting that named the old one gives way', async () => {
    const shop = await openShopAt('google-ads', database);
    await shop.signIn({ account: 'Second Shop' });
    const { body: card } = await shop.on('GET', '/status');
    await shop.configure({ customerId: card.account?.id });
    const { id, body } = await shop.signIn();
    const chosen = body.choices?.[1]?.value;
    const asked = await shop.resolve(id, { account: chosen });
    expect(asked.body).toMatchObject({ status: 'needs_choice', integration: { account: card.account }, choices: [{ value: 'replace', label: expect.stringContaining('Harbour Goods north'), hint: chosen }, { value: 'add' }] });
    const replaced = await shop.resolve(id, 'replace');
    expect(replaced.body).toMatchObject({ status: 'completed', integration: { account: { id: chosen } } });
    expect(replaced.body.integration?.configuration['customerId'] ?? '').toBe('');
    expect((await shop.on('GET', '/status')).body).toMatchObject({ status: 'connected', account: { id: chosen } });
  });

  it('that reaches an account the settings name takes that one', async () => {
    const shop = await openShopAt('google-ads', database);
    const first = await shop.signIn();
    const [one, two] = first.body.choices ?? [];
    await shop.resolve(first.id, { account: one?.value });
    await shop.configure({ customerId: two?.value });
    await shop.on('DELETE', '/disconnect');
    expect((await shop.signIn()).body).toMatchObject({ status: 'completed', integration: { account: { id: two?.value }, configuration: { customerId: two?.value } } });
  });

  it('that is cancelled while a choice is open ends what was granted', async () => {
    const shop = await openShopAt('tiktok-ads', database);
    const { id } = await shop.signIn();
    expect((await shop.cancel(id)).body).toEqual({ status: 'cancelled' });
    await expect.poll(() => shop.tokens()).toContain('tiktok-ads revoked');
  });

  it('of which another was replaced meanwhile changes nothing any more', async () => {
    const shop = await openShopAt('tiktok-ads', database);
    const first = await shop.signIn({ account: 'Second Shop' });
    expect(first.body.status).toBe('completed');
    const open = [await shop.signIn(), await shop.signIn()];
    const values = open[0]?.body.choices?.map(({ value }) => value) ?? [];
    for (const [index, { id }] of open.entries()) expect((await shop.resolve(id, { account: values[index] })).body.status).toBe('needs_choice');
    expect((await shop.resolve(open[1]?.id ?? '', 'replace')).body.status).toBe('completed');
    const late = await shop.resolve(open[0]?.id ?? '', 'replace');
    expect(late.body).toMatchObject({ code: 'authorization_mismatch', detail: expect.stringContaining('Meanwhile') });
    expect((await shop.on('GET', '/status')).body.account?.id).toBe(values[1]);
  });
});
