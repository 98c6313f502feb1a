import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import { openPostgres } from '../../src/server/postgres/index.ts';
import { createStorage } from '../../src/server/storage/create-storage.ts';
import type { IntegrationsDatabase } from '../../src/server/storage/database.ts';
import { createAesGcmVault } from '../../src/server/vault/create-aes-gcm-vault.ts';
import { aStore, canary, connected, klaviyo, randomKey } from '../server/storage/a-store.ts';
import { aPostgresDatabase } from '../server/storage/database-fixtures.ts';
import { runCli } from './run-cli.ts';

const [oldKey, newKey] = [
  { id: 'old', key: randomKey() },
  { id: 'new', key: randomKey() },
];
const store = aStore();
let url: string;
let database: IntegrationsDatabase;
const storageWith = (...keys: { id: string; key: string }[]) => createStorage({ database, vault: createAesGcmVault({ keys, current: keys[0]!.id }) });
const open = (storage: ReturnType<typeof storageWith>) => storage.store(store, async (tx) => tx.openCredentials((await tx.find(klaviyo))!, 'verify', 'ana'));

beforeEach(async () => {
  url = await aPostgresDatabase(inject('postgresUrl'));
  database = openPostgres({ connectionString: url });
  onTestFinished(() => database.close());
  const storage = storageWith(oldKey);
  await storage.migrate();
  await storage.store(store, (tx) => connected(tx));
  for (let n = 0; n < 3; n += 1) await open(storage);
});

function aFile(value: unknown): string {
  const directory = mkdtempSync(join(tmpdir(), 'integrations-cli-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, 'file.json'), typeof value === 'string' ? value : JSON.stringify(value));
  return join(directory, 'file.json');
}

describe('rotate-keys', () => {
  const given = { keys: [oldKey, newKey], current: 'new' };

  test('makes the old key superfluous, by file or by variable', async () => {
    expect(await runCli(['rotate-keys', '--database-url', url, '--keys', aFile(given)])).toEqual({ code: 0, out: '1 data keys were wrapped anew under "new".', err: '' });
    expect(await open(storageWith(newKey))).toEqual(canary);
    expect((await runCli(['rotate-keys', '--database-url', url], { INTEGRATIONS_KEYS: JSON.stringify(given) })).out).toBe('0 data keys were wrapped anew under "new".');
  });

  test('names the stores it had to leave, and fails', async () => {
    await sql`update integration_data_keys set wrapped = overlay(wrapped placing 'AAAA' from 9)`.execute(database.kysely);
    expect(await runCli(['rotate-keys', '--database-url', url, '--keys', aFile(given)])).toMatchObject({ code: 1, err: expect.stringContaining(store) });
  });

  test('says what is wrong with the keys, and never shows one', async () => {
    for (const [keys, code, reason] of [
      [undefined, 2, /No keys/],
      [`{"keys":[${oldKey.key}`, 2, /not JSON of the form/],
      [{ keys: [oldKey] }, 2, /not JSON of the form/],
      [{ keys: [{ id: 'old', key: newKey.key.slice(4) }], current: 'old' }, 1, /29 bytes/],
      [{ keys: [newKey], current: 'new' }, 1, /lacks the key "old"/],
    ] as const) {
      const answer = await runCli(['rotate-keys', '--database-url', url, ...(keys === undefined ? [] : ['--keys', aFile(keys)])]);
      expect(answer).toMatchObject({ code, err: expect.stringMatching(reason) });
      for (const { key } of [oldKey, newKey]) expect(answer.err).not.toContain(key.slice(4, 12));
    }
    expect(await open(storageWith(oldKey))).toEqual(canary);
  });
});

describe('audit verify', () => {
  const verify = (...args: string[]) => runCli(['audit', 'verify', '--database-url', url, ...args]);
  const tamper = async (change: string) => {
    await sql.raw(`alter table integration_audit disable trigger user; ${change}; alter table integration_audit enable trigger user`).execute(database.kysely);
  };

  test('says that histories are intact, of all stores or of one', async () => {
    expect(await verify()).toEqual({ code: 0, out: 'intact: 3 entries of 1 stores', err: '' });
    expect((await verify('--store', aStore())).out).toBe('intact: 0 entries of 1 stores');
  });

  test('names what was changed, and fails', async () => {
    await tamper(`update integration_audit set actor = 'nobody' where seq = 2`);
    expect(await verify()).toEqual({ code: 1, out: '', err: `store ${store}, entry 2: is not what was written there` });
  });

  test('shows with an earlier report that a history is gone as a whole', async () => {
    const report = aFile((await verify('--json')).out);
    await tamper('delete from integration_audit; delete from integration_audit_heads');
    expect((await verify()).code).toBe(0);
    expect(await verify('--anchors', report)).toMatchObject({ code: 1, err: expect.stringContaining('entry 1: is missing, and so is all that came after it') });
  });

  test('refuses what is no store and no report', async () => {
    expect(await verify('--store', 'shop')).toMatchObject({ code: 2, err: expect.stringMatching(/UUID/) });
    expect(await verify('--anchors', aFile({ anchors: [1] }))).toMatchObject({ code: 2, err: expect.stringMatching(/--json printed/) });
  });
});
