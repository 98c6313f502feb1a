import type { Integration } from '../../../src/core/index.ts';
import { broken, type BrokenAdapter, heedless } from './broken.ts';

export const brokenLists: readonly BrokenAdapter[] = [
  broken('lists a provider twice', 'list: answers one well-formed entry per provider', (good) => ({
    list: async (o) => {
      const all = await good.list(o);
      const other = { ...(all[0] as Integration), id: 'other', provider: 'other' };
      return [...all, other, { ...other }];
    },
  })),
  broken('lists an entry whose time is none', 'list: answers one well-formed entry per provider', (good) => ({
    list: async (o) => (await good.list(o)).map((one) => (one.id === 'stamp' ? { ...one, updatedAt: 'yesterday' } : one)),
  })),
  broken('lists an entry without all of its members', 'list: answers one well-formed entry per provider', (good) => ({
    list: async (o) => (await good.list(o)).map(({ scopes, ...one }) => (one.id === 'stamp' ? one : { ...one, scopes }) as Integration),
  })),
  broken('shows an account before there is one', 'list: shows a provider that was never connected as disconnected, with nothing in it', (good) => ({
    list: async (o) => (await good.list(o)).map((one) => (one.status === 'disconnected' ? { ...one, account: { label: 'Demo' } } : one)),
  })),
  broken('writes when it is read', 'list: changes nothing, however often it is read', (good) => {
    let reads = 0;
    return { list: async (o) => (await good.list(o)).map((one) => ({ ...one, ...(one.revision === '0' && { updatedAt: new Date((reads += 1)).toISOString() }) })) };
  }),
  ...heedless('list'),
];
