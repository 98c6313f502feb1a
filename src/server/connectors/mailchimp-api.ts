import * as z from 'zod/mini';
import type { $ZodType, output } from 'zod/v4/core';
import { IntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import { isPlainObject } from '../../core/visibility.ts';
import { credentials as pasted, prefixOfKey } from '../../providers/mailchimp/credentials.ts';
import type { ConnectorContext } from '../connector.ts';
import { ask } from './ask.ts';
import type { ErrorRule } from './error-rules.ts';

const version = '3.0';
/** The first label of Mailchimp's hosts: the datacenter. */
export const datacenter = /^[a-z]{2,4}[0-9]{1,3}$/;

/** What a sign-in gives in place of a key. */
const ofSignIn = z.object({ accessToken: z.string(), serverPrefix: z.string().check(z.regex(datacenter)) });

export type MailchimpKeys = z.output<typeof pasted> | z.output<typeof ofSignIn>;

/** Of which form these credentials have to be. */
export const mailchimpForm = (credentials: Values): typeof pasted | typeof ofSignIn => ('accessToken' in credentials ? ofSignIn : pasted);

// A 403 without JSON is how Mailchimp's edge answers under load; a 401 names either the key or the datacenter.
export const mailchimpErrors: readonly ErrorRule[] = [
  { status: 401, says: /API Key Missing/, means: 'provider_unavailable', detail: 'Mailchimp did not receive the key, so nothing could be checked. Nothing was changed; try again later.' },
  { status: 401, body: 'json', means: 'invalid_credentials', field: 'apiKey', detail: 'Mailchimp does not know this key: it may have been revoked. Create a new one under Extras, API keys.' },
  { status: 403, body: 'json', says: /deactivated|disabled|suspended/i, means: 'account_blocked', detail: 'Mailchimp has closed or suspended this account. Sign in to Mailchimp and resolve it there, then try again.' },
  { status: 403, body: 'json', means: 'insufficient_permission', field: 'apiKey', detail: 'The key is real, but the role of its owner or the plan does not allow this. Ask a manager of the Mailchimp account for a key.' },
  { status: 403, body: 'other', means: 'rate_limited', detail: 'Mailchimp takes no more requests for now. Nothing was changed; wait a moment, then try again.' },
];

export const audienceErrors: readonly ErrorRule[] = [
  { status: 404, body: 'json', means: 'validation_failed', field: 'audienceId', detail: 'This audience no longer exists in Mailchimp. Choose another one.' },
  ...mailchimpErrors,
];

/** Of what may not be there, or not any more. */
export const orGone: readonly ErrorRule[] = [{ status: 404, body: 'json', means: 'not_found', detail: 'This no longer exists in Mailchimp.' }, ...mailchimpErrors];

/** One call with an API key or the token of a sign-in. @throws IntegrationsError `validation_failed` where the prefix cannot be a part of a host name. */
export function mailchimpCall(keys: MailchimpKeys, path: string, send?: { method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; body?: object }) {
  const prefix = keys.serverPrefix ?? ('apiKey' in keys ? prefixOfKey(keys.apiKey) : null) ?? '';
  // The schema has judged this already; a host name is not built on the word of a caller.
  if (!datacenter.test(prefix)) throw new IntegrationsError('validation_failed', { fields: { serverPrefix: 'A server prefix is a few letters and a number, such as us21.' } });
  return {
    method: send?.method ?? ('GET' as const), url: `https://${prefix}.api.mailchimp.com/${version}${path}`,
    headers: { authorization: 'apiKey' in keys ? `Basic ${btoa(`any:${keys.apiKey}`)}` : `Bearer ${keys.accessToken}`, accept: 'application/json', ...(send?.body && { 'content-type': 'application/json' }) },
    ...(send?.body && { body: JSON.stringify(send.body) }),
  };
}

export function askMailchimp<S extends $ZodType>(context: ConnectorContext, call: ReturnType<typeof mailchimpCall>, rules: readonly ErrorRule[], shape: S): Promise<output<S>> {
  return ask(context, call, { name: 'Mailchimp', rules, shape });
}

/** The chosen audience, where it may be a part of an address. */
export function audienceOf(configuration: Values | undefined): string | null {
  const id = isPlainObject(configuration) ? configuration['audienceId'] : undefined;
  return typeof id === 'string' && /^[A-Za-z0-9]{1,64}$/.test(id) ? id : null;
}

/** The store of an audience. A store can never change its audience, so each has one of its own, named after it. */
export const mailchimpStoreOf = (audience: string) => `shop-${audience}`;

const list = z.object({ id: z.string(), name: z.string(), stats: z.optional(z.object({ member_count: z.optional(z.number()) })) });

export function readAudience(id: string, keys: MailchimpKeys, context: ConnectorContext) {
  return askMailchimp(context, mailchimpCall(keys, `/lists/${encodeURIComponent(id)}?fields=id,name,stats.member_count`), audienceErrors, list);
}
