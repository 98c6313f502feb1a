import * as z from 'zod/mini';
import { IntegrationsError } from '../../core/errors.ts';
import type { Connector } from '../connector.ts';
import type { ErrorRule } from './error-rules.ts';
import { requireFormat } from './format.ts';
import { askMailchimp, audienceOf, mailchimpCall, mailchimpForm, mailchimpErrors } from './mailchimp-api.ts';
import { plainText } from './provider-text.ts';

const root = z.object({ email: z.string() });
const eventErrors = (email: string): readonly ErrorRule[] => [
  { status: 404, body: 'json', means: 'not_found', detail: `The account’s own address ${email} is not a contact of the chosen audience, so Mailchimp has nobody to record the event for. Add it to the audience in Mailchimp, then try again.` },
  { status: 400, body: 'json', means: 'validation_failed', detail: 'Mailchimp does not take the event. Nothing was recorded.' },
  ...mailchimpErrors,
];

/** One event of the account owner's own contact, marked so that no flow starts: https://mailchimp.com/developer/marketing/api/list-member-events/ */
export const sendMailchimpTest: NonNullable<Connector['sendTest']> = async ({ credentials, configuration }, context) => {
  const keys = requireFormat(mailchimpForm(credentials), credentials);
  const audience = audienceOf(configuration);
  if (audience === null) throw new IntegrationsError('validation_failed', { detail: 'Choose an audience and save, then send the test event.' });
  const found = await askMailchimp(context, mailchimpCall(keys, '/?fields=email'), mailchimpErrors, root);
  const email = plainText(found.email, 'the owner');
  const call = mailchimpCall(keys, `/lists/${encodeURIComponent(audience)}/members/${encodeURIComponent(found.email.toLowerCase().toWellFormed())}/events`, { method: 'POST', body: { name: 'connection_test', is_syncing: true } });
  // Mailchimp answers 204 without a body.
  await askMailchimp({ ...context, request: context.send }, call, eventErrors(email), z.unknown());
  return {
    outcome: 'accepted',
    verdict: `Mailchimp recorded the event “connection_test” for ${email}.`,
    unproven: ['That flows start: the test is marked so that none does.', 'That mails are delivered: none was sent.', 'That other contacts are taken: required merge fields and consent are checked for each.'],
    link: { label: 'Open Mailchimp, then Audience, All contacts', url: 'https://us1.admin.mailchimp.com/' },
  };
};
