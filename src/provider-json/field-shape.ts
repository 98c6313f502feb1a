import * as z from 'zod/mini';
import type { FieldMeta } from '../core/field.ts';
import type { FieldLimits, FieldSchema } from './field-schema.ts';

/** Text of at least one and at most `most` characters. */
export const text = (most: number) => z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(most, `must have at most ${most} characters`));

/** An https address without a user name in it. */
export const address = () => text(2000).check(z.refine(isHttps, { error: 'must be an https address', abort: true }));

function isHttps(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return protocol === 'https:' && username === '' && password === '';
}

const fieldKey = /^[a-zA-Z][a-zA-Z0-9]*$/;
const fieldPath = text(300).check(z.regex(/^\.{0,2}[a-zA-Z][a-zA-Z0-9]*(?:\.[a-zA-Z][a-zA-Z0-9]*)*$/, 'must be the dotted path of a field'));
const pattern = z.string().check(z.maxLength(2000, 'must have at most 2000 characters'), z.refine(compiles, 'must be a regular expression'));
const scalar = z.union([z.string().check(z.maxLength(1000)), z.number(), z.boolean()], 'must be a text, a number, true or false');
const names = z.array(text(200)).check(z.maxLength(200, 'must have at most 200 entries'));

/** Is this a regular expression? */
export function compiles(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}

const option = z.strictObject({
  value: z.string().check(z.maxLength(1000)),
  label: text(500),
  hint: z.optional(z.string().check(z.maxLength(1000))),
  disabled: z.optional(z.boolean()),
});

// Keyed by FieldMeta, so that a member added there cannot be forgotten here.
const metaShape = {
  label: text(300),
  help: z.optional(z.string().check(z.maxLength(2000))),
  placeholder: z.optional(z.string().check(z.maxLength(500))),
  secret: z.optional(z.boolean()),
  destination: z.optional(z.boolean()),
  control: z.optional(text(100).check(z.regex(fieldKey, 'must be the name of a control'), z.refine(isNoInheritedName, 'must be the name of a control'))),
  options: z.optional(z.union([z.literal('remote'), z.array(option)], 'must be "remote" or a list of options, each with value and label')),
  dependsOn: z.optional(z.array(fieldPath)),
  section: z.optional(text(200)),
  showWhen: z.optional(
    z
      .strictObject({ field: fieldPath, equals: z.optional(scalar), in: z.optional(z.array(scalar)), required: z.optional(z.boolean()) })
      .check(z.refine((when) => (when.equals === undefined) !== (when.in === undefined), 'must have either `equals` or `in`')),
  ),
  warn: z.optional(z.strictObject({ pattern, message: text(1000) })),
  unique: z.optional(z.boolean()),
  remote: z.optional(z.boolean()),
  requires: z.optional(names),
  effect: z.optional(z.string().check(z.maxLength(2000))),
  autoComplete: z.optional(z.string().check(z.regex(/^[a-z0-9 -]{0,100}$/, 'must be the value of an autocomplete attribute'))),
  unit: z.optional(z.string().check(z.maxLength(100))),
  docsUrl: z.optional(address()),
  createUrl: z.optional(address()),
  mayBeBlank: z.optional(z.boolean()),
} satisfies { [K in keyof Required<FieldMeta>]: z.ZodMiniType };

const size = z.optional(z.int('must be a whole number').check(z.gte(0, 'must not be negative')));
const number = z.optional(z.number('must be a number'));

const limitsShape = {
  minLength: size,
  maxLength: size,
  pattern: z.optional(pattern),
  format: z.optional(z.enum(['email', 'uri'])),
  minItems: size,
  maxItems: size,
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  multipleOf: z.optional(z.number().check(z.positive('must be above 0'))),
  'x-messages': z.optional(z.record(z.string(), text(1000))),
} satisfies { [K in keyof Required<FieldLimits>]: z.ZodMiniType };

const inner: z.ZodMiniType<FieldSchema> = z.lazy(() => fieldSchema as z.ZodMiniType<FieldSchema>);
const value = z.union([z.string(), z.number(), z.boolean(), z.null()], 'must be a text, a number, true, false or null');

/** The shape of a field schema. A keyword that is not known is refused, and so is one that means nothing beside the others. */
export const fieldSchema = z
  .strictObject({
    type: z.optional(z.enum(['string', 'number', 'integer', 'boolean', 'null', 'object', 'array'], 'must be a type of JSON Schema')),
    properties: z.optional(z.record(z.string().check(z.regex(fieldKey), z.refine(isNoInheritedName)), inner)),
    required: z.optional(names),
    items: z.optional(inner),
    enum: z.optional(z.array(value).check(z.minLength(1, 'must have an entry'))),
    const: z.optional(value),
    anyOf: z.optional(z.array(inner).check(z.minLength(1, 'must have an entry'))),
    oneOf: z.optional(z.array(inner).check(z.refine(isOrNull, 'must be a schema and { "type": "null" }'))),
    allOf: z.optional(z.array(z.strictObject(limitsShape))),
    default: z.optional(z.unknown()),
    'x-field': z.optional(z.strictObject(metaShape)),
    'x-normalised': z.optional(z.literal(true)),
    ...limitsShape,
  } satisfies { [K in keyof Required<FieldSchema>]: z.ZodMiniType })
  .check(
    z.check((payload) => {
      for (const keyword of strayKeywords(payload.value))
        payload.issues.push({ code: 'custom', input: payload.value, path: [keyword], message: 'means nothing beside the other keywords' });
    }),
  );

function isNoInheritedName(name: string): boolean {
  return !(name in Object.prototype);
}

function isOrNull(schemas: readonly FieldSchema[]): boolean {
  return schemas.length === 2 && schemas[1]?.type === 'null' && Object.keys(schemas[1]).length === 1;
}

const forAll = ['default', 'x-field', 'x-normalised', 'x-messages'];
const forNumbers = ['type', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'allOf'];
const byType: Readonly<Record<NonNullable<FieldSchema['type']>, readonly string[]>> = {
  string: ['type', 'minLength', 'maxLength', 'pattern', 'format', 'allOf'],
  number: forNumbers,
  integer: forNumbers,
  boolean: ['type'],
  null: ['type'],
  object: ['type', 'properties', 'required'],
  array: ['type', 'items', 'minItems', 'maxItems', 'allOf'],
};

function strayKeywords(schema: object): string[] {
  const present = Object.keys(schema);
  const { type } = schema as FieldSchema;
  const chooser = ['enum', 'const', 'anyOf', 'oneOf'].find((keyword) => present.includes(keyword));
  const fitting = type ? byType[type] : chooser ? [chooser] : [];
  return present.filter((keyword) => !fitting.includes(keyword) && !forAll.includes(keyword));
}
