import * as z from 'zod/mini';
import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';
import type { AnalyticsAdmin } from './google-analytics-admin.ts';
import { plainText } from './provider-text.ts';

const property = z.object({ displayName: z.optional(z.string()), serviceLevel: z.optional(z.string()) });
const stream = z.object({ name: z.string(), displayName: z.optional(z.string()), webStreamData: z.optional(z.object({ measurementId: z.optional(z.string()) })) });
const secret = z.object({ secretValue: z.optional(z.string()) });

/** What the Admin API says of a Measurement ID and its secret. `secret` is null where the sign-in may not read secrets. */
export interface StreamFinding {
  name: string;
  secret: 'matches' | null;
}

/** The web stream of a Measurement ID, if the property has it, and those it has otherwise. */
async function streamsOf(admin: AnalyticsAdmin, measurementId: string) {
  const streams = await admin.all('dataStreams', 'dataStreams', stream);
  return { streams, own: streams.find(({ webStreamData }) => webStreamData?.measurementId === measurementId) };
}

/** Has the property the web stream of this Measurement ID? */
export const webStreamOf = async (admin: AnalyticsAdmin, measurementId: string) => (await streamsOf(admin, measurementId)).own !== undefined;

/**
 * Finds the web stream of a Measurement ID and compares its secrets: the only proof there is of an API secret.
 * @throws IntegrationsError `validation_failed` where the property has no such stream, `invalid_credentials` where none of its secrets is this one.
 */
export async function findStream(admin: AnalyticsAdmin, measurementId: string, apiSecret: string): Promise<StreamFinding> {
  const { displayName } = await admin.ask('', property);
  const { streams, own } = await streamsOf(admin, measurementId);
  const id = /^properties\/[0-9]+\/dataStreams\/([0-9]{1,20})$/.exec(own?.name ?? '')?.[1];
  if (!own || id === undefined) {
    const others = streams.flatMap(({ webStreamData }) => webStreamData?.measurementId ?? []).slice(0, 3).map((one) => plainText(one, '')).join(', ');
    const detail = `The property has no web stream with this Measurement ID.${others ? ` It has ${others}.` : ''} Check both IDs.`;
    throw new IntegrationsError('validation_failed', { detail, fields: { measurementId: detail, propertyId: detail } });
  }
  const name = plainText(displayName, plainText(own.displayName, measurementId));
  try {
    const secrets = await admin.all(`dataStreams/${id}/measurementProtocolSecrets`, 'measurementProtocolSecrets', secret);
    if (secrets.some(({ secretValue }) => secretValue !== undefined && same(secretValue, apiSecret))) return { name, secret: 'matches' };
  } catch (error) {
    if (isIntegrationsError(error, 'insufficient_permission')) return { name, secret: null };
    throw error;
  }
  const detail = 'The stream of this Measurement ID has no such API secret: it may belong to another stream, or was deleted. Copy one from the same stream.';
  throw new IntegrationsError('invalid_credentials', { detail, fields: { apiSecret: detail } });
}

/** Compares in a time that does not depend on where the texts differ. */
function same(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let at = 0; at < one.length; at++) difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return difference === 0;
}
