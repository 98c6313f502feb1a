import * as z from 'zod/mini';
import { IntegrationsError } from '../../core/errors.ts';
import type { Connector } from '../connector.ts';
import { askKlaviyo, klaviyoAccess, klaviyoCall, lacking, withoutBlame } from './klaviyo-api.ts';

const accounts = z.object({ data: z.array(z.object({ attributes: z.object({ contact_information: z.object({ default_sender_email: z.string() }) }) })).check(z.minLength(1)) });
const refused = { status: 400, body: 'json', means: 'validation_failed', detail: 'Klaviyo does not take the event. Nothing was recorded.' } as const;

/** One event on the profile of the account's own sender address: https://developers.klaviyo.com/en/reference/create_event */
export const sendKlaviyoTest: NonNullable<Connector['sendTest']> = async ({ credentials }, context) => {
  const key = klaviyoAccess(credentials);
  const { data: [account] } = await askKlaviyo(context, klaviyoCall('/api/accounts', key), lacking('accounts:read'), accounts);
  const email = account?.attributes.contact_information.default_sender_email;
  if (!email) throw new IntegrationsError('validation_failed', { detail: 'The Klaviyo account has no sender address to send the event to. Set one in Klaviyo, then try again.' });
  const time = context.now().toISOString();
  const data = {
    type: 'event',
    attributes: {
      time, unique_id: `connection-test-${time}`, properties: { test: true },
      metric: { data: { type: 'metric', attributes: { name: 'Connection test' } } }, profile: { data: { type: 'profile', attributes: { email } } },
    },
  };
  // Klaviyo answers 202 without a body.
  await askKlaviyo({ ...context, request: context.send }, klaviyoCall('/api/events', key, { method: 'POST', data }), [refused, ...withoutBlame('events:write')], z.unknown());
  return {
    outcome: 'accepted',
    verdict: `Klaviyo accepted the event “Connection test” for ${email}.`,
    unproven: ['That the event is on the profile already: Klaviyo takes events first and sorts them in within minutes.', 'That a flow starts: none waits for this metric unless you built one.', 'That lists, consent and templates are set up.'],
    link: { label: 'Open Klaviyo, then Analytics, Metrics', url: 'https://www.klaviyo.com/' },
  };
};
