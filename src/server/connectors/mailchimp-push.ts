import * as z from 'zod/mini';
import { IntegrationsError } from '../../core/errors.ts';
import { configuration as form } from '../../providers/mailchimp/configuration.ts';
import type { Connector, ConnectorContext } from '../connector.ts';
import type { ErrorRule } from './error-rules.ts';
import { requireFormat } from './format.ts';
import { askMailchimp, audienceErrors, mailchimpCall, mailchimpForm, type MailchimpKeys } from './mailchimp-api.ts';
import { setMailchimpStore } from './mailchimp-store.ts';
import { pushEach } from './push-each.ts';

type Settings = z.output<typeof form>;

const webhooks = z.object({ webhooks: z.array(z.object({ id: z.string(), url: z.string() })) });
const named = z.object({ id: z.string() });
const events = ['subscribe', 'unsubscribe', 'profile', 'cleaned', 'upemail', 'campaign'] as const;
const sources = ['user', 'admin', 'api'] as const;

const webhookErrors: readonly ErrorRule[] = [
  { status: 400, body: 'json', means: 'validation_failed', detail: 'Mailchimp does not take this webhook. It calls the address once before it takes it, so the address must answer already.' },
  ...audienceErrors,
];

/** What Mailchimp keeps itself: the webhook of an audience, and the store that orders and carts belong to. */
export const pushToMailchimp: NonNullable<Connector['push']> = async ({ credentials, configuration, fields: pending }, context) => {
  const parsed = z.safeParse(form, configuration);
  // What is stored has been judged; what another version stored otherwise is told of on the form, not to Mailchimp.
  if (!parsed.success) throw new IntegrationsError('validation_failed', { detail: 'Some settings need a correction before Mailchimp can have them.' });
  const settings = parsed.data;
  const keys = requireFormat(mailchimpForm(credentials), credentials);
  const due = (names: readonly string[], asked: boolean) => (asked ? names.filter((name) => pending.includes(name)) : []);
  return pushEach([
    { fields: due(['inboundUrl', 'inboundEvents', 'inboundSources'], Boolean(settings.inboundUrl)), tell: () => setWebhook(keys, settings, context) },
    { fields: due(['ecommerceSync', 'storeName', 'storeCurrency', 'storeImporting'], settings.ecommerceSync), tell: () => setMailchimpStore(keys, settings, context) },
  ]);
};

// Known again by its address, so that repeating this makes no second one.
async function setWebhook(keys: MailchimpKeys, { audienceId, inboundUrl: url, inboundEvents, inboundSources }: Settings, context: ConnectorContext): Promise<void> {
  const path = `/lists/${encodeURIComponent(audienceId)}/webhooks`;
  const { webhooks: known } = await askMailchimp(context, mailchimpCall(keys, `${path}?count=1000`), audienceErrors, webhooks);
  const id = known.find((one) => one.url === url)?.id;
  const body = { url, events: Object.fromEntries(events.map((one) => [one, inboundEvents.includes(one)])), sources: Object.fromEntries(sources.map((one) => [one, inboundSources.includes(one)])) };
  const call = id === undefined ? mailchimpCall(keys, path, { method: 'POST', body }) : mailchimpCall(keys, `${path}/${encodeURIComponent(id)}`, { method: 'PATCH', body });
  await askMailchimp(context, call, webhookErrors, named);
}
