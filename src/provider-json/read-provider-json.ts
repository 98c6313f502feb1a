import * as z from 'zod/mini';
import { checkConditions } from '../core/check-conditions.ts';
import { describeFields } from '../core/describe-fields.ts';
import { build, buildObject } from './build-schema.ts';
import type { FieldSchema, ProviderJson } from './field-schema.ts';
import { inspectJson } from './inspect-json.ts';
import { providerShape } from './provider-shape.ts';

/**
 * Checks an unknown value against the shape of a provider as JSON.
 * @throws TypeError naming the path of what is wrong. The value itself is never quoted.
 */
export function readProviderJson(json: unknown, caller: string): ProviderJson {
  const refuse = (path: string, why: string) => new TypeError(`${caller}: ${path ? `"${path.slice(0, 300)}"` : 'the provider'} ${why}. Nothing of this provider was taken over.`);
  inspectJson(json, refuse);
  const parsed = z.safeParse(providerShape, json, { error: () => 'is missing or not of the expected kind' });
  const issue = parsed.error?.issues[0];
  if (issue)
    throw refuse(
      [...issue.path.map(String), ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].join('.'),
      issue.code === 'unrecognized_keys' ? 'is not known here' : issue.code === 'invalid_key' ? 'is not a field key' : issue.message,
    );
  const provider = json as ProviderJson;
  const { auth, configuration, test } = provider.forms;
  for (const [path, form] of [
    ['auth.credentials.fields', auth.credentials?.fields],
    ['auth.oauth2.fields', auth.oauth2?.fields],
    ['configuration', configuration],
    ['test.fields', test?.fields],
  ] as const) {
    if (!form) continue;
    checkForm(form, `forms.${path}`, refuse);
    checkDescription(form, `forms.${path}`, refuse);
  }
  return provider;
}

type Refuse = (path: string, why: string) => TypeError;

// What one node does not know: that members carry metadata, that required ones exist, and that a default fits.
function checkForm(schema: FieldSchema, path: string, refuse: Refuse): void {
  for (const name of schema.required ?? []) if (!Object.hasOwn(schema.properties ?? {}, name)) throw refuse(`${path}.required`, 'names a member that is not there');
  for (const [key, member] of Object.entries(schema.properties ?? {})) {
    const at = `${path}.properties.${key}`;
    if (!member['x-field']) throw refuse(at, 'has no x-field, which says how it is shown and whether it is secret');
    if (member.default !== undefined && !z.safeParse(build(member, false), member.default).success) throw refuse(`${at}.default`, 'is not a value of this member');
    const beneath = member.oneOf?.[0] ?? member;
    if (beneath.type === 'object') checkForm(beneath, at, refuse);
    const row = beneath.items?.oneOf?.[0] ?? beneath.items;
    if (row?.type === 'object') checkForm(row, `${at}.items`, refuse);
  }
}

// What only the whole form shows, such as a condition on a field that is not there.
function checkDescription(form: FieldSchema, path: string, refuse: Refuse): void {
  try {
    checkConditions(describeFields(buildObject(form, false)));
  } catch (error) {
    throw refuse(path, `cannot be drawn: ${error instanceof Error ? error.message : ''}`);
  }
}
