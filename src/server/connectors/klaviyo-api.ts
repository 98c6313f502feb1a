import * as z from 'zod/mini';
import type { $ZodType, output } from 'zod/v4/core';
import type { ConnectorContext } from '../connector.ts';
import { ask } from './ask.ts';
import type { ErrorRule } from './error-rules.ts';

export const klaviyoOrigin = 'https://a.klaviyo.com';
/** A revision is supported for two years: https://developers.klaviyo.com/en/docs/api_versioning_and_deprecation_policy */
const revision = '2026-07-15';
const type = 'application/vnd.api+json';

// A 403 in JSON comes from the API (a real key without a scope); one in HTML comes from the edge before it.
const rules: readonly ErrorRule[] = [
  { status: 401, says: /^\s*</, means: 'provider_unavailable', detail: 'Something in front of Klaviyo turned the request away, so nothing could be checked. Nothing was changed; try again later.' },
  { status: 401, means: 'invalid_credentials', field: 'privateApiKey', detail: 'Klaviyo does not know this private key: it may have been deleted or disabled. Copy an active key from Settings, API keys.' },
  { status: 400, body: 'json', means: 'invalid_credentials', field: 'privateApiKey', detail: 'Klaviyo does not accept this private key. Copy it again from Settings, API keys.' },
];

/** What refusals mean where nothing is known of the key yet. */
export const lacking = (scope: string): readonly ErrorRule[] => [
  { status: 403, body: 'json', means: 'insufficient_permission', field: 'privateApiKey', detail: `The private key is real but lacks the scope ${scope}. Klaviyo cannot change a key’s access: create a key that has it, and enter that one.` },
  ...rules,
];

/** Once a key is known to work, a 400 is about the request. */
export const withoutBlame = (scope: string) => lacking(scope).filter((rule) => rule.status !== 400);

/** What Klaviyo refuses of a setting; `gone` says what is no longer there, `wrong` what it does not take. */
export const settingRules = (scope: string, gone: string, wrong: string): readonly ErrorRule[] => [
  { status: 404, body: 'json', means: 'not_found', detail: gone },
  { status: 400, body: 'json', means: 'validation_failed', detail: wrong },
  { status: 409, body: 'json', means: 'validation_failed', detail: wrong },
  ...lacking(scope),
];

/** One call with a private key. A body is sent as JSON:API: without its own type Klaviyo answers 415. */
export const klaviyoCall = (path: string, key: string, send?: { method: 'POST' | 'PATCH'; data: object }) => ({
  method: send?.method ?? ('GET' as const),
  url: klaviyoOrigin + path.replaceAll('[', '%5B').replaceAll(']', '%5D'),
  headers: { authorization: `Klaviyo-API-Key ${key}`, revision, accept: type, ...(send && { 'content-type': type }) },
  ...(send && { body: JSON.stringify({ data: send.data }) }),
});

/** Asks Klaviyo, and reads what the shape names. */
export function askKlaviyo<S extends $ZodType>(context: ConnectorContext, call: ReturnType<typeof klaviyoCall>, errors: readonly ErrorRule[], shape: S): Promise<output<S>> {
  return ask(context, call, { name: 'Klaviyo', rules: errors, shape });
}

/** Ids of Klaviyo as part of an address: `..` would survive the percent-encoding. */
export const klaviyoId = /^[A-Za-z0-9_-]{1,64}$/;

/** An answer that names what was changed. */
export const namedOne = z.object({ data: z.object({ id: z.string() }) });
