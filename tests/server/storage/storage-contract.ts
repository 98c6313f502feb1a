import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isIntegrationsError } from '../../../src/core/errors.ts';
import { createStorage } from '../../../src/server/storage/create-storage.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import type { Storage } from '../../../src/server/storage/storage.ts';
import { aStore, aVault, canary, connected, klaviyo } from './a-store.ts';

const code = (expected: string) => expect.toSatisfy((error: unknown) => isIntegrationsError(error, expected as never), `an IntegrationsError "${expected}"`);

/** What every storage promises, whatever database is below. */
export function describeStorage(name: string, open: () => Promise<IntegrationsDatabase>): void {
  describe(`storage on ${name}`, () => {
    let database: IntegrationsDatabase;
    let storage: Storage;
    let now = new Date('2026-03-01T12:00:00.000Z');
    const vault = aVault();
    beforeAll(async () => {
      database = await open();
      storage = createStorage({ database, vault, now: () => now });
      await storage.migrate();
    });
    afterAll(async () => {
      await storage?.close();
      await database?.close();
    });

    it('starts empty, and answers that it is ready', async () => {
      expect(await storage.store(aStore(), (tx) => tx.list())).toEqual([]);
      expect(await storage.store(aStore(), (tx) => tx.find(klaviyo))).toBeNull();
      expect(await storage.ready()).toBe(true);
    });

    it('refuses a malformed store id like an unknown one, without asking the database', async () => {
      for (const id of ['', 'shop', "1' or '1'='1", '\0', `${aStore()}x`, '%00', '{00000000-0000-4000-8000-00000000000a}']) {
        await expect(storage.store(id, (tx) => tx.list()), id).rejects.toEqual(code('not_found'));
        await expect(storage.claim(id, 'k', 'f'), id).rejects.toEqual(code('not_found'));
      }
    });

    it('takes a store id in capitals for the same store', async () => {
      const store = aStore();
      await storage.store(store.toUpperCase(), (tx) => tx.ensure(klaviyo, 'email'));
      expect(await storage.store(store, (tx) => tx.list())).toHaveLength(1);
    });

    it('makes a disconnected row once, and finds it again', async () => {
      const store = aStore();
      const row = await storage.store(store, (tx) => tx.ensure(klaviyo, 'email'));
      expect(row).toMatchObject({ provider: 'klaviyo', accountKey: '', status: 'disconnected', enabled: true, revision: 0, credentials: null, credentialVersion: 0, configuration: {}, account: null, problem: null, since: now });
      expect(await storage.store(store, (tx) => tx.ensure(klaviyo, 'email'))).toEqual(row);
      expect(await storage.store(store, (tx) => tx.find(klaviyo, { lock: true }))).toEqual(row);
    });

    it('makes one row of 20 concurrent attempts (SR-58)', async () => {
      const store = aStore();
      const rows = await Promise.all(Array.from({ length: 20 }, () => storage.store(store, (tx) => tx.ensure(klaviyo, 'email'))));
      expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
      expect(await storage.store(store, (tx) => tx.list())).toHaveLength(1);
    });

    it('keeps one credential and one data key of 20 concurrent connects (SR-58)', async () => {
      const store = aStore();
      await Promise.all(Array.from({ length: 20 }, () => storage.store(store, (tx) => connected(tx))));
      const [row] = await storage.store(store, (tx) => tx.list());
      expect(row).toMatchObject({ status: 'connected', credentialVersion: 20, revision: 20 });
      const { rows } = await sql<{ count: number }>`select count(*) from integration_data_keys where store_id = ${store}::uuid`.execute(database.kysely);
      expect(rows[0]?.count).toBe(1);
    });

    it('makes one data key for two providers connected at the same moment', async () => {
      const store = aStore();
      await Promise.all(['klaviyo', 'twilio', 'mailchimp'].map((provider) => storage.store(store, (tx) => connected(tx, { provider, accountKey: '' }))));
      for (const provider of ['klaviyo', 'twilio', 'mailchimp']) {
        expect(await storage.store(store, async (tx) => tx.openCredentials((await tx.find({ provider, accountKey: '' }))!, 'test', 'ana'))).toEqual(canary);
      }
    });

    it('lists further accounts after the first, by provider', async () => {
      const store = aStore();
      await storage.store(store, async (tx) => {
        for (const [provider, accountKey] of [['twilio', ''], ['klaviyo', 'b'], ['klaviyo', '']] as const) await tx.ensure({ provider, accountKey }, 'email');
      });
      expect((await storage.store(store, (tx) => tx.list())).map((row) => [row.provider, row.accountKey])).toEqual([['klaviyo', ''], ['klaviyo', 'b'], ['twilio', '']]);
    });

    it('writes every member of a change and raises the revision only when told to', async () => {
      const store = aStore();
      const problem = { type: 'about:blank', title: 'T', status: 422, detail: 'D', code: 'invalid_credentials' as const };
      const change = { label: 'Main', enabled: false, configuration: { lists: ['a', 'b'], nested: { on: true } }, problem, retryAt: now, checkedAt: now, connectedAt: now, connectedBy: 'ana' };
      const row = await storage.store(store, async (tx) => tx.update(await connected(tx), change, { bump: true, actor: 'ben' }));
      expect(row).toMatchObject({ ...change, revision: 2, updatedBy: 'ben' });
      const health = await storage.store(store, async (tx) => tx.update((await tx.find(klaviyo))!, { status: 'needs_reauth', problem: null }, { bump: false, actor: null }));
      expect(health).toMatchObject({ status: 'needs_reauth', problem: null, revision: 2, updatedBy: 'ben', configuration: change.configuration });
    });

    it('dates the status only when it changes', async () => {
      const store = aStore();
      await storage.store(store, (tx) => connected(tx));
      const before = now;
      now = new Date(now.getTime() + 60_000);
      const same = await storage.store(store, async (tx) => tx.update((await tx.find(klaviyo))!, { status: 'connected', checkedAt: now }, { bump: false, actor: null }));
      expect(same.since).toEqual(before);
      const changed = await storage.store(store, async (tx) => tx.update((await tx.find(klaviyo))!, { status: 'needs_reauth' }, { bump: false, actor: null }));
      expect(changed.since).toEqual(now);
    });

    it('lets exactly one of many writers of one revision win (SR-57)', async () => {
      const store = aStore();
      const row = await storage.store(store, (tx) => connected(tx));
      const outcomes = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => storage.store(store, (tx) => tx.update(row, { label: `writer ${n}` }, { bump: true, actor: 'ana' }))));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toEqual(code('conflict'));
    });

    it('refuses to replace credentials that were renewed meanwhile, even where the revision stayed (SR-57)', async () => {
      const store = aStore();
      const row = await storage.store(store, (tx) => connected(tx));
      await sql`update integrations set credential_version = credential_version + 1 where store_id = ${store}::uuid`.execute(database.kysely);
      await expect(storage.store(store, (tx) => tx.saveCredentials(row, canary, { status: 'connected' }, 'ana'))).rejects.toEqual(code('conflict'));
      await expect(storage.store(store, (tx) => tx.destroyCredentials(row, { status: 'disconnected' }, 'ana'))).rejects.toEqual(code('conflict'));
    });

    it('holds nothing as credentials that is not sealed (SR-75)', async () => {
      const store = aStore();
      await storage.store(store, (tx) => connected(tx));
      for (const credentials of [{ apiKey: canary.apiKey }, { v: 2, fields: {} }, { v: 1, fields: 'x' }, { v: 1, fields: {}, apiKey: canary.apiKey }]) {
        await expect(sql`update integrations set credentials = ${JSON.stringify(credentials)}::jsonb where store_id = ${store}::uuid`.execute(database.kysely)).rejects.toMatchObject({ constraint: 'integrations_sealed' });
      }
    });

    it('undoes everything when the work fails, and passes its error on', async () => {
      const store = aStore();
      const failure = new TypeError('a bug');
      await expect(storage.store(store, async (tx) => { await connected(tx); throw failure; })).rejects.toBe(failure);
      expect(await storage.store(store, (tx) => tx.list())).toEqual([]);
    });

    it('refuses a provider account that another integration of the store has, until that is disconnected', async () => {
      const store = aStore();
      const second = { provider: 'klaviyo', accountKey: 'b' };
      await storage.store(store, (tx) => connected(tx));
      await expect(storage.store(store, (tx) => connected(tx, second))).rejects.toEqual(code('already_connected'));
      await storage.store(aStore(), (tx) => connected(tx));
      await storage.store(store, async (tx) => tx.destroyCredentials((await tx.find(klaviyo))!, { status: 'disconnected' }, 'ana'));
      expect(await storage.store(store, (tx) => connected(tx, second))).toMatchObject({ status: 'connected' });
    });

    it('cannot call an integration connected that has no credentials, or disconnected while it has some (SR-59)', async () => {
      const store = aStore();
      await expect(storage.store(store, async (tx) => tx.update(await tx.ensure(klaviyo, 'email'), { status: 'connected' }, { bump: true, actor: 'ana' }))).rejects.toEqual(code('internal'));
      await storage.store(store, (tx) => connected(tx));
      await expect(storage.store(store, async (tx) => tx.update((await tx.find(klaviyo))!, { status: 'disconnected' }, { bump: true, actor: 'ana' }))).rejects.toEqual(code('internal'));
    });

    it('answers text the database cannot hold with bad_request (SR-53)', async () => {
      const store = aStore();
      for (const value of ['\0', '\ud800', 'a\0b']) {
        await expect(storage.store(store, async (tx) => tx.update(await tx.ensure(klaviyo, 'email'), { configuration: { value } }, { bump: true, actor: 'ana' })), JSON.stringify(value)).rejects.toEqual(code('bad_request'));
      }
      await expect(storage.store(store, async (tx) => tx.update(await tx.ensure(klaviyo, 'email'), { label: '\0' }, { bump: true, actor: 'ana' }))).rejects.toEqual(code('bad_request'));
    });

    it('removes an integration and keeps its history', async () => {
      const store = aStore();
      await storage.store(store, async (tx) => {
        await tx.audit({ action: 'connect', integration: 'klaviyo', outcome: 'allowed', details: { scheme: 'credentials' } }, 'ana');
        await tx.remove(await connected(tx));
      });
      expect(await storage.store(store, (tx) => tx.list())).toEqual([]);
      const { rows } = await sql`select action, actor, integration, outcome, details from integration_audit where store_id = ${store}::uuid`.execute(database.kysely);
      expect(rows).toEqual([{ action: 'connect', actor: 'ana', integration: 'klaviyo', outcome: 'allowed', details: { scheme: 'credentials' } }]);
    });

    it('refuses new work once closed, and keeps the database open', async () => {
      const other = createStorage({ database, vault });
      await other.close();
      await expect(other.store(aStore(), (tx) => tx.list())).rejects.toEqual(code('unavailable'));
      expect(await other.ready()).toBe(false);
      expect(await storage.ready()).toBe(true);
    });
  });
}
