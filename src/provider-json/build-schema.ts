import * as z from 'zod/mini';
import type { $ZodCheck } from 'zod/v4/core';
import { field } from '../core/field.ts';
import type { FieldLimits, FieldSchema } from './field-schema.ts';
import { isTame } from './tame-pattern.ts';

/** Longer text is not run through a pattern here: even a well-meant one may take time that grows faster than the text. */
const longestMatched = 1000;

/** Makes the zod schema of a checked field schema, its members carrying their metadata again. Without `limited`, limits are described but never run. */
export function buildObject({ properties = {}, required = [] }: FieldSchema, limited = true): z.ZodMiniObject {
  return z.object(Object.fromEntries(Object.entries(properties).map(([key, member]) => [key, buildMember(member, required.includes(key), limited)])));
}

function buildMember(schema: FieldSchema, required: boolean, limited: boolean): z.ZodMiniType {
  const bare = build(schema, limited);
  const built = schema.default !== undefined ? z._default(bare, schema.default) : required ? bare : z.optional(bare);
  const meta = schema['x-field'];
  if (!meta) return built;
  const { warn, ...rest } = meta;
  // A warning is a convenience: one that could stall the page is left out.
  return field(built, warn && isTame(warn.pattern) ? { ...rest, warn } : rest);
}

/** Makes the schema of one value, without its default. */
export function build(schema: FieldSchema, limited = true): z.ZodMiniType {
  const words = schema['x-messages']?.['type'];
  if (schema.oneOf) return z.nullable(build(schema.oneOf[0] ?? {}, limited));
  if (schema.anyOf)
    return z.union(
      schema.anyOf.map((one) => build(one, limited)),
      words,
    );
  if (schema.enum) return isTexts(schema.enum) ? z.enum([...schema.enum], words) : z.literal([...schema.enum], words);
  if (schema.const !== undefined) return z.literal(schema.const, words);
  const checks = checksOf(schema, limited);
  switch (schema.type) {
    case 'string':
      return z.string(words).check(...(checks as $ZodCheck<string>[]));
    case 'number':
    case 'integer':
      return z.number(words).check(...(checks as $ZodCheck<number>[]));
    case 'boolean':
      return z.boolean(words);
    case 'null':
      return z.null(words);
    case 'array':
      return z.array(build(schema.items ?? {}, limited), words).check(...(checks as $ZodCheck<unknown[]>[]));
    case 'object':
      return buildObject(schema, limited);
    case undefined:
      return z.unknown();
  }
}

type Run = (payload: { value: unknown; issues: readonly unknown[] }) => boolean;

function checksOf(schema: FieldSchema, limited: boolean): $ZodCheck[] {
  // Described but never run: before the server's normaliser has been at work, a limit would refuse what the server takes.
  const run: Run = !limited || schema['x-normalised'] ? () => false : ({ issues }) => issues.length === 0;
  // Changes nothing; it tells whoever writes this schema again that it is normalised.
  const marked = schema['x-normalised'] ? [z.overwrite((value: unknown) => value)] : [];
  const whole = schema.type === 'integer' ? [z.int(paramsOf(schema, 'integer', run))] : [];
  return [...marked, ...whole, ...[schema, ...(schema.allOf ?? [])].flatMap((limits) => checksOfOne(limits, run))] as $ZodCheck[];
}

function checksOfOne(limits: FieldLimits, run: Run): $ZodCheck[] {
  const params = (keyword: keyof FieldLimits) => paramsOf(limits, keyword, run);
  const made: unknown[] = [];
  const { pattern } = limits;
  const matched = pattern === undefined ? run : matching(pattern, run);
  if (limits.format === 'email') made.push(z.email({ ...paramsOf(limits, 'format', matched), ...(pattern === undefined ? {} : { pattern: new RegExp(pattern) }) }));
  else if (pattern !== undefined) made.push(z.regex(new RegExp(pattern), paramsOf(limits, 'pattern', matched)));
  if (limits.format === 'uri') made.push(z.url(params('format')));
  made.push(
    ...lengths(limits.minLength, limits.maxLength, params('minLength'), params('maxLength')),
    ...lengths(limits.minItems, limits.maxItems, params('minItems'), params('maxItems')),
  );
  if (limits.minimum !== undefined) made.push(z.gte(limits.minimum, params('minimum')));
  if (limits.exclusiveMinimum !== undefined) made.push(z.gt(limits.exclusiveMinimum, params('exclusiveMinimum')));
  if (limits.maximum !== undefined) made.push(z.lte(limits.maximum, params('maximum')));
  if (limits.exclusiveMaximum !== undefined) made.push(z.lt(limits.exclusiveMaximum, params('exclusiveMaximum')));
  if (limits.multipleOf !== undefined) made.push(z.multipleOf(limits.multipleOf, params('multipleOf')));
  return made as $ZodCheck[];
}

type Params = ReturnType<typeof paramsOf>;

function lengths(min: number | undefined, max: number | undefined, forMin: Params, forMax: Params): unknown[] {
  if (min !== undefined && min === max) return [z.length(min, forMin)];
  return [...(min === undefined ? [] : [z.minLength(min, forMin)]), ...(max === undefined ? [] : [z.maxLength(max, forMax)])];
}

function paramsOf(limits: FieldLimits, keyword: string, when: Run): { error: string | undefined; when: Run } {
  return { error: limits['x-messages']?.[keyword], when };
}

function matching(pattern: string, run: Run): Run {
  const tame = isTame(pattern);
  return (payload) => tame && run(payload) && typeof payload.value === 'string' && payload.value.length <= longestMatched;
}

function isTexts(values: readonly unknown[]): values is readonly string[] {
  return values.every((value) => typeof value === 'string');
}
