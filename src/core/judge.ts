import type { $ZodObject } from 'zod/v4/core';
import { withDefaults } from './configuration.ts';
import { mergeCredentials } from './credentials.ts';
import { describeFields, type FieldDescriptor } from './describe-fields.ts';
import { fieldWords } from './field-message.ts';
import { type FieldWords, unexplained } from './field-words.ts';
import type { FormRules } from './form-rules.ts';
import type { Values } from './integration.ts';
import { parse } from './judge-member.ts';
import { safeParse } from './safe-parse.ts';
import { missingWhenShown, withoutHidden } from './shown-values.ts';
import { isPlainObject, isVisible } from './visibility.ts';

/** Values fit to be stored, or what is wrong by dotted path (rows carry their index; `''` is the whole form). */
export type Judgement = { ok: true; values: Record<string, unknown> } | { ok: false; fields: Record<string, string> };

/**
 * Judges given credentials together with the stored ones: a blank secret keeps what is stored unless a `destination` field changed,
 * hidden fields are dropped, `showWhen.required` is enforced, unknown keys are left out, and the schema and the `rules` judge the whole.
 */
export function judgeCredentials(schema: $ZodObject, given: Values, stored: Values, rules: FormRules | undefined): Judgement {
  const fields = describeFields(schema, 'credentials');
  const { values, mustReenter } = mergeCredentials(fields, withParsedDestinations(schema, fields, given), stored);
  const again = new Map<string, string>();
  for (const field of fields) {
    if (mustReenter.includes(field.key) && isVisible(field, withDefaults(fields, values))) again.set(field.key, `${fieldWords.missingMessage(field)} What is stored was for another destination, so it is not sent there.`);
  }
  return judge(schema, fields, onlyKnown(fields, values), rules, fieldWords, again);
}

/** Judges a configuration: hidden fields are dropped, `showWhen.required` is enforced, unknown keys are ignored, and the schema and the `rules` judge the rest. */
export function judgeConfiguration(schema: $ZodObject, given: Values, rules: FormRules | undefined): Judgement {
  const fields = describeFields(schema, 'configuration');
  return judge(schema, fields, onlyKnown(fields, given), rules, fieldWords);
}

/** Judges values that hold nothing but these fields, as `judgeConfiguration` does; `found` is wrong already. */
export function judge(schema: $ZodObject, fields: readonly FieldDescriptor[], known: Values, rules: FormRules | undefined, words: FieldWords | undefined, found?: ReadonlyMap<string, string>): Judgement {
  // A condition on an omitted field reads its default.
  const effective = withDefaults(fields, known);
  const values = withoutHidden(fields, known, effective);
  const problems = new Map(found);
  for (const [path, field] of missingWhenShown(fields, effective)) if (!problems.has(path)) problems.set(path, (words?.missingMessage ?? unexplained)(field));
  const parsed = parse(schema, values, problems, words, fields);
  // As they would be stored, where that is known: " a" and "a" are one.
  for (const [path, message] of rules?.(fields, parsed.success ? parsed.data : values) ?? []) if (!problems.has(path)) problems.set(path, message);
  if (problems.size > 0 || !parsed.success) return { ok: false, fields: Object.fromEntries(problems) };
  return { ok: true, values: parsed.data };
}

// Compared as they will be stored: " us1" and a defaulted region are no change of destination.
function withParsedDestinations(schema: $ZodObject, fields: readonly FieldDescriptor[], given: Values): Values {
  const result: Record<string, unknown> = { ...given };
  for (const field of fields) {
    const member = schema._zod.def.shape[field.key];
    if (!field.destination || !member) continue;
    const parsed = safeParse(member, given[field.key]);
    if (parsed.success && parsed.data !== undefined) result[field.key] = parsed.data;
  }
  return result;
}

// A strict schema would refuse members it does not know, a loose one would store them.
function onlyKnown(fields: readonly FieldDescriptor[], given: Values): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const field of fields) {
    if (!Object.hasOwn(given, field.key)) continue;
    const value = given[field.key];
    const inner = field.fields;
    if (inner && isPlainObject(value)) kept[field.key] = onlyKnown(inner, value);
    else if (inner && Array.isArray(value)) kept[field.key] = value.map((row: unknown) => (isPlainObject(row) ? onlyKnown(inner, row) : row));
    else kept[field.key] = value;
  }
  return kept;
}
