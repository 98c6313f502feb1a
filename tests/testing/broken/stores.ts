import type { MemoryAdapter } from '../../../src/adapters/memory.ts';
import type { IntegrationsAdapter } from '../../../src/core/index.ts';
import { parcelSetup, validKey } from '../parcel.ts';
import { bare, type BrokenAdapter, parcelOf } from './broken.ts';

function leaky(
  does: string,
  caughtBy: string,
  change: (mine: MemoryAdapter, other: IntegrationsAdapter) => { adapter?: Partial<IntegrationsAdapter>; otherStore: Partial<IntegrationsAdapter> },
): BrokenAdapter {
  return {
    does,
    caughtBy,
    make: () => {
      const setup = parcelSetup();
      const other = setup.otherStore as IntegrationsAdapter;
      const { adapter = {}, otherStore } = change(setup.adapter, other);
      return { ...setup, adapter: { ...setup.adapter, ...adapter }, otherStore: { ...other, ...otherStore } };
    },
  };
}

/** Broken between two stores. */
export const brokenStores: readonly BrokenAdapter[] = [
  leaky('shows another store the account', 'isolation: shows another store nothing of a connection', (mine, other) => ({
    otherStore: {
      list: async (o) => {
        const { account } = await parcelOf(mine, o);
        return (await other.list(o)).map((one) => (one.id === 'parcel' && one.status === 'disconnected' ? { ...one, account } : one));
      },
    },
  })),
  leaky('ends the connection of another store', 'isolation: lets another store end nothing', (mine, other) => ({
    otherStore: {
      disconnect: async (i, o) => {
        await mine.disconnect(i, bare(o));
        return other.disconnect(i, o);
      },
    },
  })),
  leaky('configures the connection of another store', 'isolation: lets another store configure nothing', (mine) => ({
    otherStore: { configure: (i, o) => mine.configure(i, bare(o)) },
  })),
  leaky('fills in the secret of another store', 'isolation: keeps no secret of this store for another that leaves its fields blank', (_, other) => ({
    otherStore: { connect: (i, o) => other.connect({ ...i, credentials: { apiKey: validKey, ...i.credentials } }, o) },
  })),
  leaky('answers a key with what another store did by it', 'isolation: takes a key of one store as a new one in another', (mine, other) => {
    const used = new Set<string>();
    return {
      adapter: {
        connect: (i, o) => {
          used.add(o.idempotencyKey ?? '');
          return mine.connect(i, o);
        },
      },
      otherStore: { connect: (i, o) => (used.has(o.idempotencyKey ?? '') ? mine.connect(i, o) : other.connect(i, o)) },
    };
  }),
];
