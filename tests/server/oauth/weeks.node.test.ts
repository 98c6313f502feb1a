import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { openPlace } from '../departures/harness.ts';
import { proof } from '../durability/random.ts';
import { backends } from './backends.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const day = 86_400_000;
const hour = 3_600_000;
const providers = ['google-ads', 'facebook-ads', 'tiktok-ads', 'klaviyo', 'mailchimp'];

describe.each(proof ? backends : backends.slice(0, 1))('120 days of sign-ins at all providers, on %s (SR-67, SR-68, SR-94, UX-88)', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  it('some used every day and some never, through an outage, a restart and clocks that jump, lose no grant, ask no more than they need, and say in time what ends all the same', async () => {
    const clock = { of: () => new Date(0), ahead: 0 };
    const world = { down: [] as string[], weekly: false, weeklyToken: '', weeklyEnds: 0, tokenCalls: 0 };
    const place = await openPlace(database, {
      now: () => new Date(clock.of().getTime() + clock.ahead),
      fetch: async (url, init) => {
        const path = new URL(String(url)).pathname;
        const body = String(init?.body);
        if (/\/token\/?$|access_token\/?$/.test(path)) world.tokenCalls += 1;
        if (world.down.some((one) => path.startsWith(`/${one}/`))) return new Response(null, { status: 503 });
        if (world.weeklyToken && body.includes(encodeURIComponent(world.weeklyToken)) && clock.of().getTime() > world.weeklyEnds) return Response.json({ error: 'invalid_grant' }, { status: 400 });
        const answer = await fetch(url, init);
        if (!world.weekly || !body.includes('authorization_code')) return answer;
        // A Google app in testing.
        const told = (await answer.json()) as Record<string, string>;
        Object.assign(world, { weeklyToken: told['refresh_token'], weeklyEnds: clock.of().getTime() + 604_799_000 });
        return Response.json({ ...told, refresh_token_expires_in: 604_799 });
      },
    });
    clock.of = () => place.time.now;
    await place.fault('klaviyo', 'rotate_refresh');
    const used = providers.map((provider) => ({ provider, shop: place.store(provider) }));
    const idle = providers.map((provider) => ({ provider, shop: place.store(provider) }));
    for (const { shop } of used) expect((await shop.signIn()).status).toBe('completed');
    for (const { shop } of idle) expect((await shop.signIn({ account: 'Second Shop' })).status).toBe('completed');
    const weekly = place.store('google-ads');
    world.weekly = true;
    expect((await weekly.signIn({ account: 'Second Shop' })).status).toBe('completed');
    world.weekly = false;
    const refreshed = async (provider: string) => (await place.events(provider)).filter((event) => event === 'refreshed').length;
    const begun = new Map(await Promise.all(providers.map(async (provider) => [provider, await refreshed(provider)] as const)));
    world.tokenCalls = 0;

    for (let today = 1; today <= 120; today += 1) {
      place.time.now = new Date(place.time.now.getTime() + day);
      clock.ahead = { 20: hour, 40: -hour, 60: 0 }[today] ?? clock.ahead;
      world.down = today >= 50 && today < 55 ? providers : today >= 80 && today < 100 ? ['facebook-ads'] : [];
      if (today === 90) await place.later(0);
      await place.current.server.tend();
      for (const { shop } of used) await shop.on('GET', '/status');
      if (today === 1) expect(Date.parse((await weekly.card()).accessEndsAt ?? '')).toBe(world.weeklyEnds);
      // Nobody asked: it was found out by itself.
      if (today === 9) expect((await weekly.card()).status).toBe('needs_reauth');
      if (today % 10 !== 0) continue;
      for (const { provider, shop } of [...used, ...idle]) {
        const { status, accessEndsAt } = await shop.card();
        expect([today, provider, status]).toEqual([today, provider, 'connected']);
        if (accessEndsAt !== null) expect([provider, Date.parse(accessEndsAt) > place.time.now.getTime() + 7 * day]).toEqual(['facebook-ads', true]);
      }
    }

    for (const { shop } of [...used, ...idle]) expect((await shop.on('GET', '/status')).body).toMatchObject({ status: 'connected', problem: null, accessEndsAt: null, retryAt: null });
    for (const provider of providers) expect([provider, await place.events(provider)]).toEqual([provider, expect.not.arrayContaining(['revoked'])]);
    const counts = Object.fromEntries(await Promise.all(providers.map(async (provider) => [provider, (await refreshed(provider)) - (begun.get(provider) ?? 0)] as const)));
    console.log(`120 days, ${counts['klaviyo']} refreshes at Klaviyo, ${counts['google-ads']} at Google, ${counts['facebook-ads']} at Meta; ${world.tokenCalls} calls of token endpoints`);
    expect(counts).toMatchObject({ 'tiktok-ads': 0, mailchimp: 0 });
    // One for each day of use but the outage, and three to five of the idle one; of the weekly one, a few.
    for (const provider of ['klaviyo', 'google-ads']) {
      expect(counts[provider]).toBeGreaterThanOrEqual(115 + 3);
      expect(counts[provider]).toBeLessThanOrEqual(120 + 6 + 6);
    }
    // Two, of which each lasts 60 days, renewed after half of them at the latest.
    expect(counts['facebook-ads']).toBeGreaterThanOrEqual(2 * 3);
    expect(counts['facebook-ads']).toBeLessThanOrEqual(2 * 6);
    const failed = world.tokenCalls - Object.values(counts).reduce((sum, count) => sum + count, 0);
    // Of the outages: at most one a day for each that is due, for 5 days and for 20.
    expect(failed).toBeLessThanOrEqual(6 * 5 * 2 + 2 * 20 * 2);
  });
});
