import { IntegrationsError, isIntegrationsError } from '../../../src/core/index.ts';
import { validKey } from '../parcel.ts';
import { bare, broken, type BrokenAdapter, heedless, keyless, misdirected } from './broken.ts';

/** Broken in `update` and `add`. */
export const brokenAccounts: readonly BrokenAdapter[] = [
  broken('disconnects instead of pausing', 'update: pauses and resumes without disconnecting', (good) => ({
    update: async (i, o) => (i.enabled === false ? { ...(await good.disconnect(i, o)), enabled: false } : good.update(i, o)),
  })),
  broken('loses the previews with a new name', 'update: renames, and leaves the rest alone', (good) => ({
    update: async (i, o) => {
      const answer = await good.update(i, o);
      return i.label ? { ...answer, credentials: {} } : answer;
    },
  })),
  broken('renames over a newer state', 'update: answers a stale revision with conflict and the present state, and writes nothing', (good) => ({
    update: (i, o) =>
      good.update(i, o).catch((error: unknown) => {
        if (isIntegrationsError(error, 'conflict')) return good.update({ ...i, revision: error.problem.current?.revision ?? '' }, bare(o));
        throw error;
      }),
  })),
  ...keyless('update'),
  misdirected('update'),
  ...heedless('update'),

  broken('adds an account without its name', 'add: creates a further account, disconnected, with an address of its own', (good) => ({
    add: async (i, o) => ({ ...(await good.add(i, o)), label: null }),
  })),
  broken('keeps a further account whose data is erased', 'add: forgets a further account when its data is erased', (good) => ({
    disconnect: ({ integration, eraseData = false, ...more }, o) => good.disconnect({ integration, ...more, ...(integration === 'parcel' && eraseData && { eraseData }) }, o),
  })),
  broken('gives a further account the secret of the first', 'add: keeps a further account and its secrets apart from the first', (good) => ({
    connect: (i, o) => good.connect(i.integration.startsWith('parcel~') && !i.integration.endsWith('~nosuchaccount') ? { ...i, credentials: { apiKey: validKey, ...i.credentials } } : i, o),
  })),
  broken('does not say which card holds the account', 'add: refuses an account that another integration holds, and names that one', (good) => ({
    connect: (i, o) =>
      good.connect(i, o).catch((error: unknown) => {
        throw isIntegrationsError(error, 'already_connected') ? new IntegrationsError('already_connected') : error;
      }),
  })),
  broken('adds an account to a provider that takes one', 'add: refuses a further account of a provider that takes one', (good) => ({
    add: (i, o) =>
      good.add(i, o).catch((error: unknown) => {
        if (isIntegrationsError(error, 'already_connected')) return good.add({ ...i, provider: 'parcel' }, bare(o));
        throw error;
      }),
  })),
  broken('adds an account of a provider it does not know', 'add: refuses a provider that is not offered', (good) => ({
    add: (i, o) =>
      good.add(i, o).catch((error: unknown) => {
        if (isIntegrationsError(error, 'provider_unknown')) return good.add({ ...i, provider: 'parcel' }, bare(o));
        throw error;
      }),
  })),
  ...keyless('add'),
  ...heedless('add'),
];
