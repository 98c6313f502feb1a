import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { field } from '../../../src/core/field.ts';
import type { Integration } from '../../../src/core/integration.ts';
import { defineProvider } from '../../../src/core/provider.ts';
import type { Connector } from '../../../src/server/connector.ts';
import { openShop, read, type Shop } from '../shop.ts';

/** What the key may do, as its provider tells; undefined: it does not. */
let granted: readonly string[] | undefined;
let pushed: readonly string[] = [];
let refused = false;

const archive = defineProvider({
  id: 'archive', name: 'Archive', category: 'email', summary: 'Keeps mails.',
  forms: {
    auth: { credentials: { fields: z.object({ key: field(z.string(), { label: 'Key' }) }), steps: [] } },
    capabilities: [
      { id: 'edit', name: 'permission to edit', how: 'Ask its owner for a key that may edit.' },
      { id: 'read', name: 'permission to read', how: 'Create a key that may read.' },
    ],
    configuration: z.object({
      months: field(z._default(z.number(), 12), { label: 'Months', remote: true, requires: ['edit'] }),
      copies: field(z._default(z.number(), 1), { label: 'Copies', remote: true }),
    }),
    disconnect: { impact: [], keeps: [] },
  },
});
const connector: Connector = {
  provider: 'archive', hosts: ['archive.example'],
  verify: async () => ({ outcome: refused ? 'rejected' : 'verified', account: { id: 'a', label: 'A' }, stages: [], ...(granted && { granted }) }),
  push: async ({ fields }) => {
    pushed = fields;
    return {};
  },
};

let shop: Shop;
beforeAll(async () => { shop = await openShop({ providers: [archive], connectors: [connector] }); });
afterAll(() => shop.close());
beforeEach(() => {
  granted = ['read'];
  pushed = [];
  refused = false;
});

async function connected() {
  const store = await shop.store();
  const { revision } = await read(store.connect({ key: 'k' }, {}, 'archive'));
  const now = async () => (await store.list())[0] as Integration;
  const save = (configuration: object) => now().then(({ revision: at }) => read(store.send('PUT', '/archive/configure', { configuration }, { 'if-match': `"${at}"` })));
  return { ...store, revision, now, save, status: () => read(store.send('GET', '/archive/status')) };
}

describe('what credentials allow', () => {
  it('is told by the provider when they are proven, with what is missing beside it', async () => {
    const store = await connected();
    expect((await store.now()).scopes).toEqual({ granted: ['read'], missing: ['edit'] });
  });

  it('is unknown where the provider does not tell', async () => {
    granted = undefined;
    expect((await (await connected()).now()).scopes).toBeNull();
  });

  it('is read again with every live check, which is no edit, and stays when a check finds nothing out', async () => {
    const store = await connected();
    granted = ['read', 'edit'];
    expect(await store.status()).toMatchObject({ scopes: { granted: ['read', 'edit'], missing: [] }, revision: store.revision });
    refused = true;
    granted = undefined;
    expect((await store.status()).scopes).toEqual({ granted: ['read', 'edit'], missing: [] });
  });

  it('ends with a disconnect', async () => {
    const store = await connected();
    await store.send('DELETE', '/archive/disconnect');
    expect((await store.now()).scopes).toBeNull();
  });

  it('keeps a setting that needs more from being passed on, and nothing else', async () => {
    const store = await connected();
    expect((await store.save({ months: 6, copies: 2 })).problem).toBeNull();
    expect(pushed).toEqual(['copies']);
    granted = ['edit', 'read'];
    await store.status();
    await store.save({ months: 3, copies: 2 });
    expect(pushed).toEqual(['months']);
  });

  it('is no part of a verification', async () => {
    const store = await connected();
    expect(Object.keys(await read(store.send('POST', '/archive/verify', {}))).toSorted()).toEqual(['account', 'checkedAt', 'outcome', 'stages']);
  });
});
