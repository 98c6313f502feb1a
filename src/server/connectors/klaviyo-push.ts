import * as z from 'zod/mini';
import { IntegrationsError } from '../../core/errors.ts';
import { configuration as form } from '../../providers/klaviyo/configuration.ts';
import type { Connector, ConnectorContext } from '../connector.ts';
import type { Webhook } from '../webhooks.ts';
import { askKlaviyo, klaviyoAccess, klaviyoCall, klaviyoId, namedOne, settingRules, withoutBlame } from './klaviyo-api.ts';
import { type SegmentRule, segmentDefinition } from './klaviyo-segments.ts';
import { klaviyoTopics, removeKlaviyoWebhook, setKlaviyoWebhook } from './klaviyo-webhook.ts';
import { pushEach, type Telling } from './push-each.ts';

const mapped = z.object({ data: z.array(z.object({ id: z.string(), relationships: z.optional(z.object({ metric: z.optional(z.object({ data: z.optional(z.nullable(z.object({ id: z.string() }))) })) })) })) });
const found = z.object({ data: z.array(z.object({ id: z.string(), attributes: z.object({ name: z.nullable(z.string()) }) })) });

type Settings = z.output<typeof form>;

/** What Klaviyo keeps itself: the webhook of two-way sync, how a list is joined, which metric plays which role, segments. */
export const pushToKlaviyo: NonNullable<Connector['push']> = async ({ credentials, configuration, fields: pending, webhook }, context) => {
  const parsed = z.safeParse(form, configuration);
  // What is stored has been judged; what another version stored otherwise is told of on the form, not to Klaviyo.
  if (!parsed.success) throw new IntegrationsError('validation_failed', { detail: 'Some settings need a correction before Klaviyo can have them.' });
  const { listId, optInProcess, metricRoleMap, publishSegments, segmentRules } = parsed.data;
  const key = klaviyoAccess(credentials);
  const due = (field: string, asked: boolean) => (asked && pending.includes(field) ? [field] : []);
  return pushEach([
    ...webhookTellings(parsed.data, pending, key, webhook, context),
    // The list's default asks Klaviyo for nothing.
    { fields: due('optInProcess', optInProcess !== 'list_default' && listId !== undefined), tell: () => setOptIn(key, listId ?? '', optInProcess, context) },
    { fields: due('metricRoleMap', metricRoleMap.length > 0), tell: () => setRoles(key, metricRoleMap, context) },
    { fields: due('publishSegments', publishSegments), tell: () => setSegments(key, segmentRules, context) },
  ]);
};

function webhookTellings({ syncDirection, inboundEvents }: Settings, pending: readonly string[], key: string, webhook: Webhook | undefined, context: ConnectorContext): Telling[] {
  const due = (...fields: string[]) => fields.filter((field) => pending.includes(field));
  const both = due('syncDirection', 'inboundEvents');
  if (!webhook) return [{ fields: both, tell: () => refuse('This server has no address for Klaviyo’s webhooks. Ask the people who run it.') }];
  if (syncDirection === 'to_klaviyo') return [{ fields: both, tell: () => removeKlaviyoWebhook(webhook, key, context) }];
  // Read once, whatever comes of it.
  let topics: ReturnType<typeof klaviyoTopics> | undefined;
  const read = () => (topics ??= klaviyoTopics(inboundEvents, key, context));
  const words = (events: readonly string[]) => events.map((event) => event.replaceAll('_', ' ')).join(', ');
  return [
    {
      fields: both,
      tell: async () => {
        const { known } = await read();
        if (known.length === 0) await refuse('There is nothing to listen for: this Klaviyo account reports none of what is ticked. Tick something else, then save again.');
        await setKlaviyoWebhook(webhook, known, key, context);
      },
    },
    {
      fields: due('inboundEvents'),
      tell: async () => {
        const { known, unknown } = await read();
        if (known.length > 0 && unknown.length > 0) await refuse(`This Klaviyo account does not report: ${words(unknown)}. The rest is set. Leave it out, or set it up in Klaviyo, then save again.`);
      },
    },
  ];
}

const refuse = (detail: string) => Promise.reject(new IntegrationsError('validation_failed', { detail }));

function setOptIn(key: string, id: string, process: string, context: ConnectorContext): Promise<unknown> {
  const data = { type: 'list', id, attributes: { opt_in_process: process } };
  return askKlaviyo(context, klaviyoCall(`/api/lists/${encodeURIComponent(id)}`, key, { method: 'PATCH', data }), settingRules('lists:write', 'The list no longer exists in Klaviyo. Choose another list, then save again.', 'Klaviyo does not take this for the list. Choose another opt-in, or set it in Klaviyo.'), namedOne);
}

// Klaviyo allows 30 changes of roles a day, so what is so already is left alone.
async function setRoles(key: string, roles: readonly { from: string; to: string }[], context: ConnectorContext): Promise<void> {
  const now = await askKlaviyo(context, klaviyoCall('/api/mapped-metrics?include=metric', key), withoutBlame('metrics:read'), mapped);
  const metricOf = new Map(now.data.map(({ id, relationships }) => [id, relationships?.metric?.data?.id]));
  for (const { from: id, to: metric } of roles.filter(({ from, to }) => klaviyoId.test(from) && metricOf.get(from) !== to)) {
    const data = { type: 'mapped-metric', id, relationships: { metric: { data: { type: 'metric', id: metric } } } };
    const rules = settingRules('metrics:write', `Klaviyo no longer has the metric or the role ${id}. Choose again, then save.`, `Klaviyo does not take this metric for the role ${id}. Choose another one.`);
    await askKlaviyo(context, klaviyoCall(`/api/mapped-metrics/${encodeURIComponent(id)}`, key, { method: 'PATCH', data }), rules, namedOne);
  }
}

// Known again by their names, so that repeating this makes no second ones.
async function setSegments(key: string, rules: readonly SegmentRule[], context: ConnectorContext): Promise<void> {
  for (const rule of rules.filter(({ conditions }) => conditions.length > 0)) {
    const filter = encodeURIComponent(`equals(name,${JSON.stringify(rule.name.toWellFormed())})`);
    const { data: same } = await askKlaviyo(context, klaviyoCall(`/api/segments?filter=${filter}&fields[segment]=name`, key), withoutBlame('segments:read'), found);
    const id = same.find(({ attributes }) => attributes.name === rule.name)?.id;
    const refusals = settingRules('segments:write', `A list or metric of the rule “${rule.name}” no longer exists in Klaviyo. Choose again, then save.`, `Klaviyo does not take the rule “${rule.name}”. Check its conditions.`);
    const data = { type: 'segment', ...(id !== undefined && { id }), attributes: { name: rule.name, definition: segmentDefinition(rule) } };
    const path = id === undefined ? '/api/segments' : `/api/segments/${encodeURIComponent(id)}`;
    await askKlaviyo(context, klaviyoCall(path, key, { method: id === undefined ? 'POST' : 'PATCH', data }), refusals, namedOne);
  }
}
