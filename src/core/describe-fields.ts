import type { $ZodObject, $ZodType } from 'zod/v4/core';
import type { FieldMeta, FieldOption } from './field.ts';
import { fieldMeta } from './field-meta.ts';

export type FieldKind = 'text' | 'number' | 'boolean' | 'choice' | 'choices' | 'tags' | 'object' | 'rows' | 'unknown';

export interface FieldConstraints {
  min?: number;
  max?: number;
  minLength?: number;
  maxLength?: number;
  /** Source of a regular expression without flags. */
  pattern?: string;
  /** Whole numbers only. */
  integer?: boolean;
}

/** The plain render model of one form member. */
export type FieldDescriptor = FieldMeta & {
  /** Dotted from the form root, without row indices; as a control in a row receives it, with them. */
  path: string;
  /** The last segment of `path`. */
  key: string;
  kind: FieldKind;
  secret: boolean;
  required: boolean;
  default?: unknown;
  constraints: FieldConstraints;
  /** Members of an object, or of one row. */
  fields?: readonly FieldDescriptor[];
};

/** `credentials` (the default) reads the secret bit; a configuration is readable by contract, so nothing in it is secret. */
export type FieldPurpose = 'credentials' | 'configuration';

const keyPattern = /^[a-zA-Z][a-zA-Z0-9]*$/;

// The few members of zod's documented definition that are read here (zod.dev/library-authors).
interface Definition {
  type: string;
  innerType?: $ZodType;
  in?: $ZodType;
  out?: $ZodType;
  defaultValue?: unknown;
  element?: $ZodType;
  shape?: Record<string, $ZodType>;
  entries?: Record<string, string | number>;
  values?: readonly unknown[];
  options?: readonly $ZodType[];
  checks?: readonly { _zod: { def: CheckDefinition } }[];
  format?: string;
  pattern?: RegExp;
}
interface CheckDefinition {
  check: string;
  minimum?: number;
  maximum?: number;
  length?: number;
  value?: number | bigint;
  inclusive?: boolean;
  format?: string;
  pattern?: RegExp;
}

const known = { credentials: new WeakMap<$ZodObject, readonly FieldDescriptor[]>(), configuration: new WeakMap<$ZodObject, readonly FieldDescriptor[]>() };

/**
 * Turns an object schema whose members carry `field()` metadata into the plain model a form is drawn from: once, since a server judges every request,
 * and a page draws every dialog, by the same few schemas.
 * @throws TypeError when a member has no metadata, its key is not `^[a-zA-Z][a-zA-Z0-9]*$` or is a name every object has (`constructor`).
 */
export function describeFields(schema: $ZodObject, purpose: FieldPurpose = 'credentials'): readonly FieldDescriptor[] {
  let fields = known[purpose].get(schema);
  if (!fields) known[purpose].set(schema, (fields = describeShape(schema, '', purpose)));
  return fields;
}

function describeShape(schema: $ZodType, prefix: string, purpose: FieldPurpose): FieldDescriptor[] {
  return Object.entries(definitionOf(schema).shape ?? {}).map(([key, member]) => describeMember(key, member, prefix, purpose));
}

function describeMember(key: string, member: $ZodType, prefix: string, purpose: FieldPurpose): FieldDescriptor {
  const path = prefix ? `${prefix}.${key}` : key;
  // A name every object inherits would be found in values that do not hold it.
  if (!keyPattern.test(key) || key in Object.prototype) throw new TypeError(`"${path}" is not a field key: letters and digits, a letter first, and no name every object has.`);
  const meta = fieldMeta(member);
  if (!meta) throw new TypeError(`"${path}" carries no metadata. Write ${key}: field(schema, { label: '…' }).`);
  const { schema, required, fallback } = unwrap(member);
  const definition = definitionOf(schema);
  const kind = kindOf(definition);
  const secret = purpose === 'credentials' && meta.secret !== false;
  const descriptor: FieldDescriptor = { ...meta, path, key, kind, secret, required, constraints: constraintsOf(definition) };
  if (fallback !== undefined) descriptor.default = fallback;
  const options = optionsOf(definition, meta);
  if (options) descriptor.options = options;
  if (kind === 'object') descriptor.fields = describeShape(schema, path, purpose);
  if (kind === 'rows' && definition.element) descriptor.fields = asMapping(describeShape(unwrap(definition.element).schema, path, purpose));
  return descriptor;
}

// A mapping says for each `from` where it goes, so each is there once.
function asMapping(fields: FieldDescriptor[]): FieldDescriptor[] {
  const from = fields.find((one) => one.key === 'from');
  if (from && fields.some((one) => one.key === 'to')) from.unique ??= true;
  return fields;
}

/** The schema beneath optional, default, nullable, readonly and pipe wrappers; `required` when it does not take an absent value. */
export function unwrap(member: $ZodType): { schema: $ZodType; required: boolean; fallback: unknown } {
  let schema = member;
  let required = true;
  let nonoptional = false;
  let fallback: unknown;
  for (;;) {
    const definition = definitionOf(schema);
    const inner = definition.innerType ?? beneathPipe(definition);
    if (!inner) return { schema, required, fallback };
    // The outermost default is the one that applies.
    if (definition.type === 'default' || definition.type === 'prefault') fallback ??= definition.defaultValue;
    // `nullable` is not here: it still refuses an absent value.
    if (['default', 'prefault', 'catch'].includes(definition.type) || (definition.type === 'optional' && !nonoptional)) required = false;
    nonoptional ||= definition.type === 'nonoptional';
    schema = inner;
  }
}

// What is entered is described by the first side, unless that only transforms (z.preprocess).
function beneathPipe({ type, in: first, out }: Definition): $ZodType | undefined {
  if (type !== 'pipe') return undefined;
  return first && definitionOf(first).type === 'transform' ? out : first;
}

function definitionOf(schema: $ZodType): Definition {
  return schema._zod.def;
}

const kinds: Readonly<Record<string, FieldKind>> = { string: 'text', number: 'number', boolean: 'boolean', object: 'object' };
const kindsOfLists: Readonly<Partial<Record<FieldKind, FieldKind>>> = { object: 'rows', choice: 'choices', text: 'tags' };

function kindOf(definition: Definition): FieldKind {
  const { type, element } = definition;
  if (element) return kindsOfLists[kindOf(definitionOf(unwrap(element).schema))] ?? 'unknown';
  return kinds[type] ?? (valuesOf(definition)?.every((value) => typeof value === 'string') ? 'choice' : 'unknown');
}

/** The values of an enum or a literal. */
function valuesOf({ entries, values }: Definition): readonly unknown[] | undefined {
  return entries ? Object.values(entries) : values;
}

function optionsOf(definition: Definition, meta: FieldMeta): FieldMeta['options'] {
  const { element } = definition;
  const values = meta.options === 'remote' ? undefined : valuesOf(element ? definitionOf(unwrap(element).schema) : definition);
  if (!values) return meta.options;
  const named = new Map((meta.options as readonly FieldOption[] | undefined)?.map((option) => [option.value, option]));
  return values.map((value): FieldOption => named.get(String(value)) ?? { value: String(value), label: String(value) });
}

function constraintsOf({ pattern, format, checks = [] }: Definition): FieldConstraints {
  const found: FieldConstraints = {};
  // A member's own format reads like a check.
  for (const def of [{ check: '', pattern, format }, ...checks.map((one) => one._zod.def)]) {
    const { check, minimum = 0, maximum = Infinity, length, value } = def;
    if (check === 'min_length') found.minLength = Math.max(found.minLength ?? 0, minimum);
    if (check === 'max_length') found.maxLength = Math.min(found.maxLength ?? Infinity, maximum);
    if (check === 'length_equals') found.minLength = found.maxLength = length;
    if (check === 'greater_than') found.min = Math.max(found.min ?? -Infinity, Number(value));
    if (check === 'less_than') found.max = Math.min(found.max ?? Infinity, Number(value));
    if (def.format?.includes('int') || (check === 'multiple_of' && Number.isInteger(value))) found.integer = true;
    if (def.pattern?.flags === '') found.pattern = def.pattern.source;
  }
  return found;
}
