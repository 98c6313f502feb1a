import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { VaultKey } from '../server/vault/key-ring.ts';
import { databaseOptions, databaseUsage, openDatabase } from './open-database.ts';
import { UsageError, type Verb } from './verb.ts';

/** Brings all data keys under the current key-encryption key, so that older ones can be dropped. */
export const rotateKeys: Verb = {
  usage: `rotate-keys ${databaseUsage} [--keys FILE]

Wraps every store's data key anew under the current key; credentials stay as they are. Safe while servers run, if all of them hold
the old and the new key already; ended at any point, it goes on where it was when it is run again. A database in --data belongs to one process: stop its server first.
The keys come from FILE or, without one, from the variable INTEGRATIONS_KEYS, in JSON as createAesGcmVault() takes them:
  { "keys": [{ "id": "2025", "key": "<base64>" }, { "id": "2026", "key": "<base64>" }], "current": "2026" }`,
  async run(args, { out, err, env }) {
    const { values } = parseArgs({ args: [...args], options: { ...databaseOptions, keys: { type: 'string' } } });
    const { keys, current } = readKeys(values.keys, env['INTEGRATIONS_KEYS']);
    const { createAesGcmVault } = await import('../server/vault/create-aes-gcm-vault.ts');
    const vault = createAesGcmVault({ keys, current });
    const database = await openDatabase(values);
    try {
      const { rotateKeys: rotate } = await import('../server/storage/rotate-keys.ts');
      const { rewrapped, unreadable } = await rotate({ database, vault });
      out(`${rewrapped} data keys were wrapped anew under "${current}".`);
      for (const store of unreadable) err(`The data key of store ${store} does not open, so it was left as it is.`);
      return unreadable.length > 0 ? 1 : 0;
    } finally {
      await database.close();
    }
  },
};

// Never from the arguments: those stand in process lists and shell histories.
function readKeys(file: string | undefined, variable: string | undefined): { keys: readonly VaultKey[]; current: string } {
  const text = file === undefined ? variable : readFileSync(file, 'utf8');
  if (!text) throw new UsageError('No keys were given. Name a file with --keys, or set INTEGRATIONS_KEYS.');
  const value = parse(text);
  if (
    typeof value !== 'object' ||
    value === null ||
    !('keys' in value) ||
    !Array.isArray(value.keys) ||
    !value.keys.every(isKey) ||
    !('current' in value) ||
    typeof value.current !== 'string'
  ) {
    throw new UsageError('The keys are not JSON of the form { "keys": [{ "id", "key" }], "current": "<id>" }.');
  }
  return { keys: value.keys, current: value.current };
}

// Its own message would quote the text, which holds keys.
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isKey(value: unknown): value is VaultKey {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' && 'key' in value && typeof value.key === 'string';
}
