import { createAesGcmVault } from '../../../src/server/vault/create-aes-gcm-vault.ts';
import type { IntegrationRow, StoreTransaction } from '../../../src/server/storage/storage.ts';

/** A vault with one random key. */
export function aVault(id = 'key-1') {
  return createAesGcmVault({ keys: [{ id, key: randomKey() }], current: id });
}

export function randomKey(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64');
}

/** A store nobody else uses, so that tests can share one database. */
export function aStore(): string {
  return crypto.randomUUID();
}

export const klaviyo = { provider: 'klaviyo', accountKey: '' };

export const canary = { apiKey: 'pk_Zq81vTn4Rw7Lx2Kc9Jd6', count: 41 };

/** Connects an integration as an operation would. */
export async function connected(tx: StoreTransaction, address = klaviyo, account = { id: 'acc-1', label: 'Ana’s shop' }): Promise<IntegrationRow> {
  const row = await tx.ensure(address, 'email');
  return tx.saveCredentials(row, canary, { status: 'connected', scheme: 'credentials', account, previews: { apiKey: { secret: true, isSet: true, updatedAt: null, hint: '9Jd6' } } }, 'ana');
}
