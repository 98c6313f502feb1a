import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { IntegrationsError } from '../../../src/core/errors.ts';
import { builtinProviders } from '../../../src/providers/index.ts';
import { klaviyo } from '../../../src/providers/klaviyo/provider.ts';
import type { Connector } from '../../../src/server/connector.ts';
import { builtinConnectors } from '../../../src/server/connectors/index.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { loadForms } from '../../../src/core/load-forms.ts';
import { backends } from '../oauth/backends.ts';
import { openPlace } from './harness.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

type Depart = NonNullable<Connector['depart']>;

describe.each(backends)('what an integration made at the provider, on %s', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  async function openWith(depart: Depart) {
    const forms = await loadForms(klaviyo);
    const offered = { ...klaviyo, forms: { ...forms, disconnect: { ...forms.disconnect, choices: [{ id: 'list', label: 'Remove the list, too' }] } } };
    return openPlace(database, {
      providers: builtinProviders.map((one) => (one.id === 'klaviyo' ? offered : one)),
      connectors: builtinConnectors.map(({ undoes, ...one }) => (one.provider === 'klaviyo' ? { ...one, depart } : { ...one, ...(undoes && { undoes }) })),
    });
  }
  const webhooks = { method: 'GET' as const, url: 'https://a.klaviyo.com/api/webhooks' };

  it('is removed before access is revoked, with an access token that is good and what was chosen', async () => {
    const given: Parameters<Depart>[0][] = [];
    const place = await openWith(async (input, context) => {
      given.push(input);
      await context.request({ ...webhooks, headers: { authorization: `Bearer ${String(input.credentials['accessToken'])}` } });
    });
    const shop = place.store('klaviyo');
    await shop.signIn();
    const first = [...place.secrets];
    place.time.now = new Date(place.time.now.getTime() + 3_600_000);
    await shop.disconnect('?choice=list&choice=list');
    await shop.settled('none');
    expect(given).toMatchObject([{ choices: ['list'], configuration: {} }]);
    expect(first).not.toContain(given[0]?.credentials['accessToken']);
    expect(place.calls.slice(-3).map((call) => call.replace(/.*klaviyo\.com/, ''))).toEqual(['/oauth/token', '/api/webhooks', '/oauth/revoke']);
    expect(await place.events('klaviyo')).toEqual(['issued', 'refreshed', 'revoked']);
  });

  it('is tried again while the provider cannot be asked, then left behind rather than the access', async () => {
    let tries = 0;
    const place = await openWith(async () => {
      tries += 1;
      throw new IntegrationsError('provider_unavailable');
    });
    const shop = place.store('klaviyo');
    await shop.signIn();
    await shop.disconnect();
    await expect.poll(async () => (await shop.outbox())[0]?.['attempts']).toBe(1);
    await place.later(20);
    await expect.poll(async () => (await shop.outbox())[0]?.['attempts']).toBe(2);
    expect(place.revocations()).toBe(0);
    await place.later(60);
    await shop.settled('none');
    expect([tries, await place.events('klaviyo')]).toEqual([3, ['issued', 'revoked']]);
    expect(place.log).toContainEqual(expect.objectContaining({ event: 'departure.left_behind' }));
  });

  it('is left behind at once where the provider does not let us', async () => {
    const place = await openWith(async () => { throw new IntegrationsError('insufficient_permission'); });
    const shop = place.store('klaviyo');
    await shop.signIn();
    await shop.disconnect();
    await shop.settled('none');
    expect(await place.events('klaviyo')).toEqual(['issued', 'revoked']);
  });

  it('is removed once, though revoking has to be tried again', async () => {
    let tries = 0;
    const place = await openWith(async () => { tries += 1; });
    const shop = place.store('klaviyo');
    await shop.signIn();
    await place.fault('klaviyo', 'down');
    await shop.disconnect();
    await expect.poll(async () => (await shop.outbox())[0]?.['attempts']).toBe(1);
    await place.fault('klaviyo', 'none');
    await place.later(20);
    await shop.settled('none');
    expect(tries).toBe(1);
  });

  it('is removed with entered keys, too, of which nothing stays then', async () => {
    const given: object[] = [];
    const place = await openWith(async ({ credentials }) => { given.push(credentials); });
    const shop = place.store('klaviyo');
    const { credentials } = place.sandbox.accounts.find(({ provider, outcome }) => provider === 'klaviyo' && outcome === 'valid')!;
    await shop.on('POST', '/connect', { credentials });
    expect((await shop.disconnect()).revocation).toBe('none');
    await expect.poll(() => given.length).toBe(1);
    await expect.poll(() => shop.outbox()).toEqual([]);
    expect([given, place.revocations()]).toEqual([[expect.objectContaining(credentials)], 0]);
  });

  it('is left as it is by a sign-in that connected nothing', async () => {
    let tries = 0;
    const place = await openWith(async () => { tries += 1; });
    const shop = place.store('klaviyo');
    await shop.signIn();
    const begun = await shop.begin();
    await shop.handIn(await shop.visit(begun, { account: 'Second Shop' }));
    await shop.send('DELETE', `integrations/klaviyo/oauth/authorizations/${begun.id}?store=${shop.id}`);
    await expect.poll(() => place.events('klaviyo')).toEqual(['issued', 'issued', 'revoked']);
    expect([tries, (await shop.on('GET', '/status')).body.status]).toEqual([0, 'connected']);
  });

  it('stays where the same account is connected again before it was removed', async () => {
    let tries = 0;
    const place = await openWith(async () => {
      tries += 1;
      throw new IntegrationsError('provider_unavailable');
    });
    const shop = place.store('klaviyo');
    const { credentials } = place.sandbox.accounts.find(({ provider, outcome }) => provider === 'klaviyo' && outcome === 'valid')!;
    await shop.on('POST', '/connect', { credentials });
    await shop.disconnect();
    await expect.poll(async () => (await shop.outbox())[0]?.['attempts']).toBe(1);
    await shop.on('POST', '/connect', { credentials });
    await place.later(20);
    await expect.poll(() => shop.outbox()).toEqual([]);
    expect(tries).toBe(1);
  });

  it('is not chosen from what is not offered', async () => {
    const place = await openWith(async () => {});
    const shop = place.store('klaviyo');
    await shop.signIn();
    expect(await shop.disconnect('?choice=everything')).toMatchObject({ code: 'bad_request' });
    expect((await shop.card()).status).toBe('connected');
  });
});
