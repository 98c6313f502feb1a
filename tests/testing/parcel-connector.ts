import { pageOfOptions } from '../../src/adapters/memory/page-of-options.ts';
import { type ErrorCode, IntegrationsError } from '../../src/core/index.ts';
import type { Connector } from '../../src/server/index.ts';
import { fixture, shops } from './parcel.ts';

const { credentials } = fixture;
const refusals: readonly [unknown, ErrorCode][] = [
  [credentials.rejected['apiKey'], 'invalid_credentials'],
  [credentials.failing?.insufficient_permission?.['apiKey'], 'insufficient_permission'],
];

/** What a server does for Parcel; it knows the keys by heart instead of asking. */
export const parcelConnector: Connector = {
  provider: 'parcel',
  hosts: ['parcel.example'],
  async verify({ credentials: { publicId, apiKey } }) {
    const code = refusals.find(([key]) => key === apiKey)?.[1];
    if (code) return { outcome: 'rejected', account: null, stages: [{ id: 'sign-in', outcome: 'failed', durationMs: 0, problem: new IntegrationsError(code).problem }] };
    return { outcome: 'verified', account: { id: String(publicId), label: `Parcels of ${String(publicId)}` }, stages: [{ id: 'sign-in', outcome: 'passed', durationMs: 0 }] };
  },
  options: { shop: async ({ query, cursor }) => pageOfOptions(shops, query, cursor) },
  async sendTest({ credentials: { apiKey, region }, values: { to } }, { send }) {
    await send({ method: 'POST', url: `https://parcel.example/${String(region)}/parcels?key=${String(apiKey)}`, headers: { authorization: `Bearer ${String(apiKey)}` }, body: JSON.stringify({ to, apiKey }) });
    if (to === 'Nobody') return { outcome: 'refused', verdict: `There is nobody of that name for ${String(apiKey)}.`, unproven: [] };
    return { outcome: 'accepted', verdict: 'The parcel is on its way.', unproven: ['That it arrives.'] };
  },
  impact: async () => ['Two labels are no longer printed.'],
};

/** Stamp takes one account and no credentials; there is nothing to ask. */
export const stampConnector: Connector = { provider: 'stamp', hosts: ['stamp.example'], verify: async () => ({ outcome: 'verified', account: null, stages: [] }) };
