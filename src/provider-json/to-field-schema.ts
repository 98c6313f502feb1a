import type { $ZodObject, $ZodType } from 'zod/v4/core';
import { unwrap } from '../core/describe-fields.ts';
import { fieldMeta } from '../core/field-meta.ts';
import { limitsOf, messageOf } from './limits-of.ts';
import type { FieldSchema } from './field-schema.ts';
import { plainCopy } from './plain-copy.ts';

/** Deeper than any form; a schema that contains itself has no end. */
const deepest = 12;

const hasLimits: ReadonlySet<FieldSchema['type']> = new Set(['string', 'number', 'integer', 'array']);

interface Place {
  path: string;
  depth: number;
  /** Inside a choice between shapes members are not fields. */
  described: boolean;
}

/**
 * Writes an object schema whose members carry `field()` metadata as JSON Schema, with the metadata as `x-field` beside each member.
 * What JSON cannot say is left out, so that the server stays the judge: refinements of the host's own, transforms, normalisers, regex flags.
 * @throws TypeError naming the member that has no metadata, or is of a type forms do not have (dates, bigints, records, custom types).
 */
export function toFieldSchema(schema: $ZodObject): FieldSchema {
  return writeObject(schema, { path: '', depth: 0, described: true });
}

function writeObject(schema: $ZodType, place: Place): FieldSchema {
  const properties: Record<string, FieldSchema> = {};
  const required: string[] = [];
  for (const [key, member] of Object.entries(definitionOf(schema).shape ?? {})) {
    const path = place.path ? `${place.path}.${key}` : key;
    // Defined, not assigned: `__proto__` would be taken for the prototype. Whoever reads it refuses it by name.
    Object.defineProperty(properties, key, { value: writeMember(member, { ...place, path }), enumerable: true, configurable: true, writable: true });
    if (unwrap(member).required) required.push(key);
  }
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
}

function writeMember(member: $ZodType, place: Place): FieldSchema {
  const written = write(member, place);
  if (!place.described) return written;
  const meta = fieldMeta(member);
  if (!meta) throw new TypeError(`toFieldSchema(): "${place.path}" carries no metadata. Wrap the outermost schema: field(schema, { label: '…' }).`);
  const { fallback } = unwrap(member);
  return {
    ...written,
    ...(fallback === undefined ? {} : { default: plainCopy(fallback, `the default of "${place.path}"`) }),
    'x-field': plainCopy(meta, `the metadata of "${place.path}"`) as NonNullable<FieldSchema['x-field']>,
  };
}

function write(outer: $ZodType, place: Place): FieldSchema {
  if (place.depth > deepest) throw new TypeError(`toFieldSchema(): "${place.path}" is nested deeper than ${deepest} levels, or contains itself. Write forms without recursion.`);
  const { nullable, normalised } = wrappersOf(outer);
  const { schema } = unwrap(outer);
  const bare = writeBare(schema, { ...place, depth: place.depth + 1 });
  const written = normalised && hasLimits.has(bare.type) ? { ...bare, 'x-normalised': true as const } : bare;
  // `oneOf`, so that it is not taken for a choice between shapes.
  return nullable ? { oneOf: [written, { type: 'null' }] } : written;
}

function writeBare(schema: $ZodType, place: Place): FieldSchema {
  const definition = definitionOf(schema);
  const type = messageOf(definition);
  const worded = type === undefined ? {} : { 'x-messages': { type } };
  switch (definition.type) {
    case 'string':
    case 'number':
    case 'array': {
      const of: FieldSchema = definition.type === 'array' && definition.element ? { type: 'array', items: write(definition.element, place) } : { type: definition.type };
      return limitsOf(definition).reduce(withLimit, { ...of, ...worded });
    }
    case 'boolean':
      return { type: 'boolean', ...worded };
    case 'null':
      return { type: 'null', ...worded };
    case 'enum':
      return { enum: enumValues(definition.entries ?? {}), ...worded };
    case 'literal': {
      const values = plainCopy(definition.values, `"${place.path}"`) as (string | number | boolean | null)[];
      return { ...(values.length === 1 ? { const: values[0] ?? null } : { enum: values }), ...worded };
    }
    case 'object':
      return { ...writeObject(schema, place), ...worded };
    case 'union':
      return { anyOf: (definition.options ?? []).map((option) => write(option, { ...place, described: false })), ...worded };
    case 'any':
    case 'unknown':
      return {};
    default:
      throw new TypeError(`toFieldSchema(): "${place.path}" is of the type "${definition.type}", which no form has. Use text, numbers, booleans, choices, objects and lists.`);
  }
}

// The first limit of a kind stands beside the type; further ones of that kind in `allOf`.
function withLimit(schema: FieldSchema, { keywords, message, type }: ReturnType<typeof limitsOf>[number]): FieldSchema {
  const words = message === undefined ? {} : Object.fromEntries(Object.keys(keywords).map((keyword) => [keyword, message]));
  if (type) return { ...schema, type, ...messages(schema, message === undefined ? {} : { integer: message }) };
  const taken = Object.keys(keywords).some((keyword) => keyword in schema);
  if (taken) return { ...schema, allOf: [...(schema.allOf ?? []), { ...keywords, ...messages({}, words) }] };
  return { ...schema, ...keywords, ...messages(schema, words) };
}

function messages(schema: FieldSchema, more: Readonly<Record<string, string>>): Pick<FieldSchema, 'x-messages'> {
  const all = { ...schema['x-messages'], ...more };
  return Object.keys(all).length > 0 ? { 'x-messages': all } : {};
}

interface Definition {
  type: string;
  error?: unknown;
  innerType?: $ZodType;
  in?: $ZodType;
  out?: $ZodType;
  shape?: Record<string, $ZodType>;
  element?: $ZodType;
  entries?: Record<string, string | number>;
  values?: readonly unknown[];
  options?: readonly $ZodType[];
  checks?: readonly { _zod: { def: { check: string } } }[];
}

function definitionOf(schema: $ZodType): Definition {
  return schema._zod.def;
}

/** What the wrappers around a schema say beyond "optional" and "default". */
function wrappersOf(outer: $ZodType): { nullable: boolean; normalised: boolean } {
  let nullable = false;
  let normalised = false;
  for (let schema: $ZodType | undefined = outer; schema; ) {
    const definition = definitionOf(schema);
    nullable ||= definition.type === 'nullable';
    // What stands before the limits changes the value they are applied to.
    const first = definition.in;
    const prepares = definition.type === 'pipe' && first !== undefined && definitionOf(first).type === 'transform';
    normalised ||= prepares || (definition.checks ?? []).some((check) => check._zod.def.check === 'overwrite');
    schema = definition.innerType ?? (prepares ? definition.out : definition.type === 'pipe' ? first : undefined);
  }
  return { nullable, normalised };
}

// An enum of TypeScript with numbers also maps each number back to its name.
function enumValues(entries: Record<string, string | number>): (string | number)[] {
  const numbers = new Set(
    Object.values(entries)
      .filter((value) => typeof value === 'number')
      .map(String),
  );
  return Object.entries(entries).flatMap(([key, value]) => (numbers.has(key) ? [] : [value]));
}
