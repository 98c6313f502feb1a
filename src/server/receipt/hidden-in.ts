import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Values } from '../../core/integration.ts';
import type { ProviderRequest } from '../connector.ts';
import type { Hidden } from './create-redactor.ts';

/** Names behind which a secret is to be expected, whoever gave them. */
export const sensitiveName = /secret|token|passw|authori[sz]|signature|api[-_]?key|proof|cookie|session|credential|private/i;

/** Headers that never carry one. Any other is taken to: forgetting fails closed. */
const openHeaders = /^(?:accept(?:-.*)?|content-(?:type|length)|user-agent|revision|.*-version)$/i;

/** Anything shorter in a header is a scheme, a flag or a number. */
const longEnough = 8;

/** Everything of a call that may not be shown: each value of the credentials, and what was made of them for its headers and its query. */
export function hiddenIn({ url, headers = {} }: ProviderRequest, fields: readonly FieldDescriptor[], credentials: Values): readonly Hidden[] {
  const stored = Object.entries(credentials).flatMap(([key, value]) =>
    // What no field declares is secret.
    textsIn(value).map((text): Hidden => ({ name: key, value: text, secret: fields.find((field) => field.key === key)?.secret ?? true })),
  );
  const inHeaders = Object.entries(headers).flatMap(([name, value]) => (openHeaders.test(name) ? [] : value.split(/[\s,;=]+/)));
  const inQuery = [...new URL(url).searchParams].flatMap(([name, value]) => (sensitiveName.test(name) ? [value] : []));
  // After the credentials, so that a part of both is named by its key.
  const made = [...inHeaders, ...inQuery].filter((value) => value.length >= longEnough).map((value): Hidden => ({ name: 'secret', value, secret: true }));
  return [...stored, ...made];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value === 'number' || typeof value === 'bigint') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
