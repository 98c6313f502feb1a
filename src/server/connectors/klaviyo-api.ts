import * as z from 'zod/mini';
import type { $ZodType, output } from 'zod/v4/core';
import type { Values } from '../../core/integration.ts';
import { credentials as fields } from '../../providers/klaviyo/credentials.ts';
import type { ConnectorContext } from '../connector.ts';
import { ask } from './ask.ts';
import type { ErrorRule } from './error-rules.ts';
import { requireFormat } from './format.ts';

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

/** What a call proves itself with: the access token of a sign-in, else the private key. @throws IntegrationsError `validation_failed`. */
export function klaviyoAccess(credentials: Values): string {
  const { accessToken } = credentials;
  return typeof accessToken === 'string' ? `Bearer ${accessToken}` : `Klaviyo-API-Key ${requireFormat(fields, credentials).privateApiKey}`;
}

/** One call. A body is sent as JSON:API: without its own type Klaviyo answers 415. */
export const klaviyoCall = (path: string, access: string, send?: { method: 'POST' | 'PATCH'; data: object } | { method: 'DELETE' }) => ({
  method: send?.method ?? ('GET' as const),
  url: klaviyoOrigin + path.replaceAll('[', '%5B').replaceAll(']', '%5D'),
  headers: { authorization: access, revision, accept: type, ...(send && 'data' in send && { 'content-type': type }) },
  ...(send && 'data' in send && { body: JSON.stringify({ data: send.data }) }),
});

// Who signed in has no key to correct.
function ofSignIn({ field: _, ...rule }: ErrorRule): ErrorRule {
  if (rule.means === 'invalid_credentials') return { ...rule, detail: 'Klaviyo no longer accepts this sign-in. Sign in again.' };
  return rule.means === 'insufficient_permission' ? { ...rule, detail: 'The sign-in does not include a permission that this needs. Sign in again, and allow it.' } : rule;
}

/** Asks Klaviyo, and reads what the shape names. */
export function askKlaviyo<S extends $ZodType>(context: ConnectorContext, call: ReturnType<typeof klaviyoCall>, errors: readonly ErrorRule[], shape: S): Promise<output<S>> {
  return ask(context, call, { name: 'Klaviyo', rules: call.headers.authorization.startsWith('Bearer ') ? errors.map(ofSignIn) : errors, shape });
}

/** Ids of Klaviyo as part of an address: `..` would survive the percent-encoding. */
export const klaviyoId = /^[A-Za-z0-9_-]{1,64}$/;

/** An answer that names what was changed. */
export const namedOne = z.object({ data: z.object({ id: z.string() }) });
