import { IntegrationsError } from '../../../src/core/index.ts';
import { validKey } from '../parcel.ts';
import { bare, broken, type BrokenAdapter, heedless, keyless, misdirected, parcelOf } from './broken.ts';

export const brokenDisconnects: readonly BrokenAdapter[] = [
  broken('keeps previews after a disconnect', 'disconnect: shows no credential afterwards', (good) => ({
    disconnect: async (i, o) => ({ ...(await good.disconnect(i, o)), credentials: { publicId: { secret: false, value: 'abcd' } } }),
  })),
  broken('keeps secrets after a disconnect', 'disconnect: destroys the secrets, so that a reconnect asks for them again', (good) => {
    let kept: unknown;
    return {
      connect: (i, o) => {
        // Only once something was stored and disconnected does it fill in what it should have destroyed.
        const credentials = kept && !i.credentials['apiKey'] && i.credentials['region'] === 'eu' ? { ...i.credentials, apiKey: kept } : i.credentials;
        return good.connect({ ...i, credentials }, o);
      },
      disconnect: (i, o) => {
        kept = validKey;
        return good.disconnect(i, o);
      },
    };
  }),
  broken('erases the configuration with every disconnect', 'disconnect: keeps the configuration for a later reconnect', (good) => ({
    disconnect: async (i, o) => {
      const answer = await good.disconnect(i, o);
      if ((await parcelOf(good, o)).status === 'disconnected') await good.disconnect({ ...i, eraseData: true }, bare(o));
      return answer;
    },
  })),
  broken('erases nothing when asked to', 'disconnect: forgets the configuration when asked to erase data', (good) => ({
    disconnect: async (i, o) => {
      const { configuration } = await parcelOf(good, o);
      const answer = await good.disconnect(i, o);
      return i.eraseData && i.integration === 'parcel' ? good.controls.change('parcel', { configuration }) : answer;
    },
  })),
  broken('fails to disconnect what is disconnected', 'disconnect: is idempotent', (good) => ({
    disconnect: async (i, o) => {
      const { status } = await parcelOf(good, o);
      if (i.integration === 'parcel' && status === 'disconnected' && !i.eraseData) throw new IntegrationsError('not_connected');
      return good.disconnect(i, o);
    },
  })),
  ...keyless('disconnect', 'disconnect: ends no newer connection when the same key arrives late'),
  broken('refuses whatever is to be removed as well', 'disconnect: takes what the definition offers to remove as well', (good) => ({
    disconnect: (i, o) => (i.choices ? Promise.reject(new IntegrationsError('bad_request')) : good.disconnect(i, o)),
  })),
  broken('overlooks what it cannot remove', 'disconnect: refuses to remove what the definition does not offer, and does nothing', (good) => ({
    disconnect: ({ choices, ...i }, o) => good.disconnect({ ...i, ...(choices && { choices: choices.filter((one) => one === 'labels') }) }, o),
  })),
  misdirected('disconnect'),
  ...heedless('disconnect'),
];
