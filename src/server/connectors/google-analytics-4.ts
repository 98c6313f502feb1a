import * as z from 'zod/mini';
import { IntegrationsError } from '../../core/errors.ts';
import type { Account } from '../../core/integration.ts';
import { credentials as fields } from '../../providers/google-analytics-4/credentials.ts';
import type { Connector, ConnectorContext } from '../connector.ts';
import { ask } from './ask.ts';
import { judgeFormat } from './format.ts';
import { beginProof } from './proof.ts';

const host = 'www.google-analytics.com';
const validation = z.object({ validationMessages: z.array(z.object({ fieldPath: z.optional(z.string()), validationCode: z.optional(z.string()) })) });

const unprovable = new IntegrationsError('insufficient_permission', {
  title: 'Google does not confirm the secret',
  detail: 'Google takes events without saying whether the API secret is right. Send a test event, then look in Google Analytics under Realtime: what shows there has arrived.',
}).problem;

/**
 * Google Analytics 4 by Measurement ID and API secret. Its validation server judges the form of an event and neither the secret nor,
 * as far as is known, the ID: https://developers.google.com/analytics/devguides/collection/protocol/ga4/validating-events
 */
export const googleAnalytics4Connector: Connector = {
  provider: 'google-analytics-4',
  hosts: [host],

  async verify({ credentials }, context) {
    const proof = beginProof(context);
    const { keys, problem } = judgeFormat(fields, credentials);
    if (problem) return proof.rejected('format', problem);
    proof.passed('format');
    const account: Account = { id: keys.measurementId, label: keys.measurementId };
    const found = await ask(context, testEvent(keys, context), { name: 'Google Analytics', rules: [], shape: validation });
    proof.passed('reach');
    const blamed = found.validationMessages.find(({ fieldPath }) => fieldPath === 'measurement_id' || fieldPath === 'api_secret');
    if (blamed) {
      const field = blamed.fieldPath === 'api_secret' ? 'apiSecret' : 'measurementId';
      const detail = `Google does not take this ${field === 'apiSecret' ? 'API secret' : 'Measurement ID'}. Copy it again from the details of your web stream.`;
      return proof.rejected('sign-in', new IntegrationsError('invalid_credentials', { detail, fields: { [field]: detail } }).problem);
    }
    return proof.unverified(account, 'sign-in', unprovable);
  },
};

/** An event that the validation server judges and nobody records. Google takes the secret only in the address. */
function testEvent({ measurementId, apiSecret }: z.output<typeof fields>, context: ConnectorContext) {
  const at = context.now().getTime();
  return {
    method: 'POST' as const,
    url: `https://${host}/debug/mp/collect?measurement_id=${encodeURIComponent(measurementId)}&api_secret=${encodeURIComponent(apiSecret)}`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ client_id: `555.${Math.floor(at / 1000)}`, validation_behavior: 'ENFORCE_RECOMMENDATIONS', events: [{ name: 'connection_test', params: { engagement_time_msec: 1, session_id: '1' } }] }),
  };
}
