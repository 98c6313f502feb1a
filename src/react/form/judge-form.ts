import type { $ZodObject } from 'zod/v4/core';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { missingMessage } from '../../core/field-message.ts';
import type { FormRules } from '../../core/form-rules.ts';
import type { CredentialPreview, Values } from '../../core/integration.ts';
import { type Judgement, judgeConfiguration, judgeMember } from '../../core/judge.ts';
import { missingWhenShown } from '../../core/visibility.ts';
import { keptSecrets } from './kept-secrets.ts';
import { laterRarities } from './later-controls.ts';
import { presentValues } from './present-values.ts';

interface FormToJudge {
  schema: $ZodObject;
  fields: readonly FieldDescriptor[];
  values: Values;
  initial: Values;
  stored: Readonly<Record<string, CredentialPreview>> | undefined;
}

/**
 * Judges a whole form. With a kept secret the schema cannot see all values, so members are judged one by one,
 * without kept secrets and rules across members; the server judges the whole.
 */
export function judgeForm({ schema, fields, values, initial, stored }: FormToJudge): Judgement {
  const given = presentValues(fields, values);
  const rules = laterRarities.get().code?.formRules;
  const kept = keptSecrets(fields, given, initial, stored);
  const judgement = kept.size > 0 ? judgeMembers(schema, fields, given, kept, rules) : judgeConfiguration(schema, given, rules);
  return judgement.ok ? { ok: true, values: presentValues(fields, judgement.values) } : judgement;
}

function judgeMembers(schema: $ZodObject, fields: readonly FieldDescriptor[], given: Values, kept: ReadonlySet<string>, rules: FormRules | undefined): Judgement {
  const problems = new Map<string, string>();
  for (const [path, field] of missingWhenShown(fields, given)) if (!kept.has(path)) problems.set(path, missingMessage(field));
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const member = schema._zod.def.shape[field.key];
    if (!member || kept.has(field.key)) continue;
    const checked = judgeMember(field, member, given[field.key], undefined);
    for (const [inner, message] of checked.problems) {
      const path = inner ? `${field.key}.${inner}` : field.key;
      if (!problems.has(path)) problems.set(path, message);
    }
    values[field.key] = checked.value;
  }
  for (const [path, message] of rules?.(fields, given) ?? []) if (!problems.has(path)) problems.set(path, message);
  return problems.size > 0 ? { ok: false, fields: Object.fromEntries(problems) } : { ok: true, values };
}
