import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { CredentialPreview } from '../../core/integration.ts';
import { isPlainObject } from '../../core/visibility.ts';

type Stored = Readonly<Record<string, CredentialPreview>> | undefined;

/** Is a value of this secret stored? */
export function isStored(field: FieldDescriptor, stored: Stored): boolean {
  // By path: a field within another is no stored one, whatever its name.
  const preview = stored?.[field.path];
  return field.secret && preview?.secret === true && preview.isSet;
}

/** Is a secret in the value of this field, in one of its rows perhaps? */
export function holdsSecret({ secret, fields }: FieldDescriptor): boolean {
  return fields ? fields.some(holdsSecret) : secret;
}

/** A value of this field with its secrets taken out, those in rows too. */
export function withoutSecrets({ secret, fields }: FieldDescriptor, value: unknown): unknown {
  if (!fields) return secret ? undefined : value;
  const clean = (holder: unknown): unknown =>
    isPlainObject(holder) ? { ...holder, ...Object.fromEntries(fields.filter(({ key }) => Object.hasOwn(holder, key)).map((field) => [field.key, withoutSecrets(field, holder[field.key])])) } : holder;
  return Array.isArray(value) ? value.map(clean) : clean(value);
}
