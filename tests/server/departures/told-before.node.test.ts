import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DisconnectImpact } from '../../../src/core/index.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { backends } from '../oauth/backends.ts';
import { openPlace } from './harness.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

describe.each(backends)('before a disconnect, on %s', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  it.each(['google-ads', 'facebook-ads', 'tiktok-ads', 'klaviyo', 'mailchimp'])('who signed in hears of the access at the provider and of no key, who entered keys of those: %s (UX-82)', async (provider) => {
    const place = await openPlace(database);
    const signedIn = place.store(provider);
    await signedIn.signIn();
    const told = (await signedIn.on<DisconnectImpact>('GET', '/impact')).body;
    expect([...told.items, ...(told.keeps ?? [])].filter((one) => /^Access at /.test(one))).toHaveLength(1);
    expect(told.keeps?.filter((one) => /stays valid/.test(one))).toEqual([]);
    await signedIn.disconnect();

    const entered = place.store(provider);
    const accounts = (await (await fetch(`${place.base}/_sandbox/accounts`)).json()) as { provider: string; outcome: string; credentials: object }[];
    const { credentials } = accounts.findLast((one) => one.provider === provider && one.outcome === 'valid') ?? expect.unreachable();
    expect((await entered.on('POST', '/connect', { credentials })).status).toBe(200);
    const { items, keeps = [] } = (await entered.on<DisconnectImpact>('GET', '/impact')).body;
    expect([...items, ...keeps].filter((one) => /^Access at /.test(one))).toEqual([]);
    expect(keeps.filter((one) => /stays valid/.test(one))).toHaveLength(1);
  });

  it.each(['google-ads', 'facebook-ads', 'tiktok-ads'])('campaigns that run on stand under what stays, never under what stops: %s (UX-82)', async (provider) => {
    const shop = (await openPlace(database)).store(provider);
    await shop.signIn();
    const { items, keeps } = (await shop.on<DisconnectImpact>('GET', '/impact')).body;
    expect(keeps).toContain('Campaigns keep running, and spending.');
    expect(keeps).toContainEqual(expect.stringMatching(/^\d+ campaigns? (?:is|are) active now\.$/));
    expect(items.filter((one) => /running|spending|active/.test(one))).toEqual([]);
  });
});
