import pg from 'pg';
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { serveSandbox } from '../../sandbox/oauth-harness.ts';
import { gate } from '../oauth/gate.ts';
import { aPostgresDatabase } from '../storage/database-fixtures.ts';
import { aGateway } from './a-gateway.ts';
import { aServer } from './a-server.ts';
import { aStoreWithSignIns } from './a-store-with-sign-ins.ts';

vi.setConfig({ testTimeout: 120_000 });

const hour = 3_600_000;

/** Two servers on one database whose machines tell times that far apart, before a provider that can be held up. */
async function twoServers(off: { first: number; second: number }) {
  const served = await serveSandbox({ now: () => new Date() });
  const held: { at: RegExp | null; hold: (answer: Response) => Promise<Response>; calls: string[] } = { at: null, hold: async (answer) => answer, calls: [] };
  const gateway = await aGateway({
    async fetch(request) {
      const { pathname } = new URL(request.url);
      held.calls.push(`${request.method} ${pathname}`);
      const answer = await served.sandbox.fetch(request);
      if (!held.at?.test(pathname)) return answer;
      held.at = null;
      return held.hold(answer);
    },
  });
  onTestFinished(() => gateway.stop());
  const place = await aPostgresDatabase(inject('postgresUrl'));
  const [first, second] = await Promise.all([aServer(place, gateway.url, off.first), aServer(place, gateway.url, off.second)]);
  onTestFinished(async () => { await Promise.all([first.kill(), second.kill()]); });
  const database = new pg.Client({ connectionString: place });
  await database.connect();
  onTestFinished(() => database.end());
  return {
    served, first, second,
    /** Holds up the next call of a path; `arrived` is when the provider has answered it and nobody has heard. */
    hold(at: RegExp) {
      const { arrived, release, hold } = gate();
      Object.assign(held, { at, hold });
      return { arrived, release };
    },
    calls: (path: RegExp) => held.calls.filter((call) => path.test(call)).length,
    /** As if the database's clock had gone on by so many seconds. */
    async passes(seconds: number) {
      await database.query(`update integrations set refresh_until = refresh_until - $1 * interval '1 second'`, [seconds]);
      await database.query(`update integration_departures set next_at = next_at - $1 * interval '1 second'`, [seconds]);
    },
    leases: async () => (await database.query<{ lease: number }>('select lease from integration_departures order by created_at')).rows.map(({ lease }) => lease),
  };
}

describe.each([['behind', { first: 0, second: hour }], ['ahead', { first: hour, second: 0 }]])('a server whose clock is %s of another one\'s (SR-94)', (_, off) => {
  it('and who renews access is waited for, so a refresh token that may be used once is used once (SR-67)', async () => {
    const { served, first, second, hold, calls } = await twoServers(off);
    const shop = aStoreWithSignIns(served);
    await shop.signIn(first);
    await served.fault('klaviyo', 'rotate_refresh');
    const before = calls(/oauth\/token$/);
    const { arrived, release } = hold(/oauth\/token$/);
    const renewing = shop.refresh(first);
    await arrived;
    const waiting = shop.refresh(second);
    // A store's transactions keep their order, so it has looked by then.
    for (let turn = 0; turn < 4; turn += 1) await shop.record(second, 'klaviyo_none');
    expect(calls(/oauth\/token$/) - before).toBe(1);
    release();
    expect([(await renewing)?.status, (await waiting)?.status]).toEqual([200, 200]);
    expect((await served.tokens()).filter((event) => event === 'klaviyo revoked')).toEqual([]);
    expect((await shop.lists(second))?.status).toBe(200);
  });

  it('and who dies while it renews access is waited for as long as any other (SR-67)', async () => {
    const { served, first, second, hold, passes, calls } = await twoServers(off);
    const shop = aStoreWithSignIns(served);
    await shop.signIn(first);
    const { arrived, release } = hold(/oauth\/token$/);
    const dying = shop.refresh(first);
    await arrived;
    await first.kill();
    release();
    expect(await dying).toBeNull();
    await passes(29);
    const before = calls(/oauth\/token$/);
    const waiting = shop.refresh(second);
    for (let turn = 0; turn < 4; turn += 1) await shop.record(second, 'klaviyo_none');
    expect(calls(/oauth\/token$/)).toBe(before);
    await passes(2);
    expect((await waiting)?.status).toBe(200);
  });

  it('and who ends access at the provider is not joined by another, nor waited for longer once it died (SR-69)', async () => {
    const { served, first, second, hold, passes, calls, leases } = await twoServers(off);
    const [shop, other] = [aStoreWithSignIns(served), aStoreWithSignIns(served)];
    await shop.signIn(first);
    const { arrived, release } = hold(/oauth\/revoke$/);
    await first.send('DELETE', `/api/stores/${shop.store}/integrations/klaviyo/disconnect`, undefined);
    await arrived;
    // Whose own work comes next looks at all that is due.
    await other.signIn(second, 'Second Shop');
    await second.send('DELETE', `/api/stores/${other.store}/integrations/klaviyo/disconnect`, undefined);
    await expect.poll(() => calls(/oauth\/revoke$/), { timeout: 20_000 }).toBe(2);
    await expect.poll(leases, { timeout: 20_000 }).toEqual([1]);
    await first.kill();
    release();
    await passes(61);
    await other.signIn(second, 'Second Shop');
    await second.send('DELETE', `/api/stores/${other.store}/integrations/klaviyo/disconnect`, undefined);
    await expect.poll(leases, { timeout: 20_000 }).toEqual([]);
    expect(calls(/oauth\/revoke$/)).toBe(4);
  });

  it('and who works on a request is not joined by another that is asked the same under its key (SR-56)', async () => {
    const { served, first, second, hold, calls } = await twoServers(off);
    const store = crypto.randomUUID();
    const account = served.sandbox.accounts.find(({ provider, outcome }) => provider === 'klaviyo' && outcome === 'valid');
    const connect = (server: typeof first) => server.send('POST', `/api/stores/${store}/integrations/klaviyo/connect`, { credentials: account?.credentials }, { 'idempotency-key': 'once' });
    const { arrived, release } = hold(/\/api\/accounts/);
    const working = connect(first);
    await arrived;
    const asked = calls(/\/api\/accounts/);
    expect(await connect(second)).toMatchObject({ status: 409, body: { code: 'request_in_progress' } });
    expect(calls(/\/api\/accounts/)).toBe(asked);
    release();
    expect((await working)?.status).toBe(200);
    expect((await connect(second))?.status).toBe(200);
    expect(calls(/\/api\/accounts/)).toBe(asked);
  });
});
