import { type Kysely, sql } from 'kysely';
import type { Vault } from '../vault/vault.ts';
import type { DatabaseSchema } from './schema.ts';

/** Refuses to go on when a data key of any store is wrapped by a key the vault does not hold (SR-77). @throws Error naming the missing key ids. */
export async function requireKeysInUse(database: Kysely<DatabaseSchema>, vault: Vault): Promise<void> {
  const { rows } = await sql<{ id: string }>`select integration_key_ids() as id`.execute(database);
  const missing = rows
    .map(({ id }) => id)
    .filter((id) => !vault.keyIds.includes(id))
    .sort();
  if (missing.length > 0)
    throw new Error(
      `The vault lacks the key ${missing.map((id) => `"${id}"`).join(', ')}, under which stored credentials are sealed; they could not be read. Add it to the keys of the vault again.`,
    );
}
