import * as z from 'zod/mini';
import { IntegrationsError, isIntegrationsError, type Problem } from '../../core/errors.ts';
import type { configuration } from '../../providers/klaviyo/configuration.ts';
import type { ConnectorContext } from '../connector.ts';
import type { Webhook } from '../webhooks.ts';
import type { ErrorRule } from './error-rules.ts';
import { askKlaviyo, klaviyoCall, namedOne, settingRules, withoutBlame } from './klaviyo-api.ts';

type Settings = z.output<typeof configuration>;

const webhooks = z.object({ data: z.array(z.object({ id: z.string(), attributes: z.object({ name: z.nullable(z.string()), enabled: z.optional(z.boolean()) }) })) });
type Made = z.output<typeof webhooks>['data'];
const topics = z.object({ data: z.array(z.object({ id: z.string() })) });

// Read access comes with write access; which of the two is missing, or the plan, Klaviyo does not say.
const closed: ErrorRule = { status: 403, body: 'json', means: 'insufficient_permission', detail: 'Klaviyo does not let this key manage webhooks. The key needs webhooks:read and webhooks:write, and Klaviyo gives these to Advanced KDP accounts and partner apps alone.' };
const gone: ErrorRule = { status: 404, body: 'json', means: 'not_found', detail: 'The webhook no longer exists in Klaviyo. Save again.' };
const reading: readonly ErrorRule[] = [closed, ...withoutBlame('webhooks:read')];
const writing: readonly ErrorRule[] = [closed, ...settingRules('webhooks:write', 'The webhook no longer exists in Klaviyo. Save again.', 'Klaviyo does not take the webhook. Ask the people who run this server whether its address can be reached from outside.')];

type Event = Settings['inboundEvents'][number];
/** Klaviyo's own topics: https://developers.klaviyo.com/en/docs/working_with_system_webhooks */
const topicOf: Readonly<Record<Event, string>> = {
  unsubscribed: 'event:klaviyo.unsubscribed_from_email_marketing', subscribed: 'event:klaviyo.subscribed_to_email_marketing',
  bounced: 'event:klaviyo.bounced_email', marked_as_spam: 'event:klaviyo.marked_email_as_spam',
  unsubscribed_from_texts: 'event:klaviyo.unsubscribed_from_sms_marketing',
};
// Klaviyo shows of an address no more than its host, so ours is known again by its name.
const nameOf = ({ mark }: Webhook) => `Two-way sync ${mark}`;

/** Which of these events the account has a topic for; topics come from its metrics. https://developers.klaviyo.com/en/reference/get_webhook_topics */
export async function klaviyoTopics(events: readonly Event[], access: string, context: ConnectorContext): Promise<{ known: readonly Event[]; unknown: readonly Event[] }> {
  const { data } = await askKlaviyo(context, klaviyoCall('/api/webhook-topics', access), reading, topics);
  const has = new Set(data.map(({ id }) => id));
  return { known: events.filter((one) => has.has(topicOf[one])), unknown: events.filter((one) => !has.has(topicOf[one])) };
}

/** Makes the webhook, or brings the one that is there up to date. https://developers.klaviyo.com/en/reference/create_webhook */
export async function setKlaviyoWebhook(webhook: Webhook, events: readonly Event[], access: string, context: ConnectorContext): Promise<void> {
  const [mine, ...twice] = await ours(webhook, access, context);
  const attributes = { name: nameOf(webhook), description: 'Made by your store. It goes with two-way sync.', endpoint_url: webhook.url, secret_key: webhook.secret };
  const relationships = { 'webhook-topics': { data: events.map((event) => ({ type: 'webhook-topic', id: topicOf[event] })) } };
  const call = mine === undefined
    ? klaviyoCall('/api/webhooks', access, { method: 'POST', data: { type: 'webhook', attributes, relationships } })
    : klaviyoCall(pathOf(mine), access, { method: 'PATCH', data: { type: 'webhook', id: mine, attributes: { ...attributes, enabled: true }, relationships } });
  await askKlaviyo(context, call, writing, namedOne);
  // Two saves at the same time can have made two.
  for (const id of twice) await remove(id, access, context);
}

/** Removes it; gone already counts. https://developers.klaviyo.com/en/reference/delete_webhook */
export async function removeKlaviyoWebhook(webhook: Webhook, access: string, context: ConnectorContext): Promise<void> {
  for (const id of await ours(webhook, access, context)) await remove(id, access, context);
}

/** All webhooks of the account; Klaviyo lets this be asked once a second. https://developers.klaviyo.com/en/reference/get_webhooks */
export async function readKlaviyoWebhooks(access: string, context: ConnectorContext): Promise<Made> {
  return (await askKlaviyo(context, klaviyoCall('/api/webhooks?fields[webhook]=name,enabled', access), reading, webhooks)).data;
}

/** Does the webhook of two-way sync still tell the store? What is wrong stands on the setting; where the webhooks could not be read, nothing is known. */
export async function klaviyoWebhookStands(webhook: Webhook, read: Promise<Made>): Promise<'passed' | Problem> {
  const amiss = (detail: string) => new IntegrationsError('not_found', { detail, fields: { syncDirection: detail } }).problem;
  try {
    const mine = (await read).find(({ attributes }) => attributes.name === nameOf(webhook));
    if (!mine) return amiss('Klaviyo no longer has the webhook of two-way sync, so nobody tells your store who unsubscribes there. Set one way and save, then both ways again.');
    return mine.attributes.enabled === false ? amiss('Klaviyo has turned the webhook of two-way sync off, so nobody tells your store who unsubscribes there. Set one way and save, then both ways again.') : 'passed';
  } catch (error) {
    return isIntegrationsError(error, 'insufficient_permission') ? amiss(error.problem.detail) : 'passed';
  }
}

async function ours(webhook: Webhook, access: string, context: ConnectorContext): Promise<string[]> {
  return (await readKlaviyoWebhooks(access, context)).filter(({ attributes }) => attributes.name === nameOf(webhook)).map(({ id }) => id);
}

async function remove(id: string, access: string, context: ConnectorContext): Promise<void> {
  try {
    // Klaviyo answers 204 without a body.
    await askKlaviyo(context, klaviyoCall(pathOf(id), access, { method: 'DELETE' }), [gone, ...writing], z.unknown());
  } catch (error) {
    if (!isIntegrationsError(error, 'not_found')) throw error;
  }
}

const pathOf = (id: string) => `/api/webhooks/${encodeURIComponent(id)}`;
