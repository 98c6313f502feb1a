import type { $ZodObject } from 'zod/v4/core';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { destinationChanged } from '../../core/destination-changed.ts';
import { type FieldWords, unexplained } from '../../core/field-words.ts';
import type { FormRules } from '../../core/form-rules.ts';
import type { CredentialPreview, Values } from '../../core/integration.ts';
import type { Judgement } from '../../core/judge.ts';
import { judgeMember } from '../../core/judge-member.ts';
import { missingWhenShown } from '../../core/shown-values.ts';
import { isBlank } from '../../core/visibility.ts';
import { isStored } from './kept-secrets.ts';

/** A form as it stands. */
export interface FormToJudge {
  schema: $ZodObject;
  fields: readonly FieldDescriptor[];
  values: Values;
  initial: Values;
  stored: Readonly<Record<string, CredentialPreview>> | undefined;
}

/**
 * Judges a form in which stored secrets are kept, null where none is. The schema cannot see all values, so members are judged one by one,
 * without kept secrets and rules across members; the server judges the whole.
 */
export function judgeKept(form: FormToJudge, rules: FormRules | undefined, words: FieldWords | undefined): Judgement | null {
  const { schema, fields, values: given } = form;
  const kept = keptSecrets(form, given);
  if (kept.size === 0) return null;
  const problems = new Map<string, string>();
  for (const [path, field] of missingWhenShown(fields, given)) if (!kept.has(path)) problems.set(path, (words?.missingMessage ?? unexplained)(field));
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const member = schema._zod.def.shape[field.key];
    if (!member || kept.has(field.key)) continue;
    const checked = judgeMember(field, member, given[field.key], undefined, words);
    for (const [inner, message] of checked.problems) {
      const path = inner ? `${field.key}.${inner}` : field.key;
      if (!problems.has(path)) problems.set(path, message);
    }
    values[field.key] = checked.value;
  }
  for (const [path, message] of rules?.(fields, given) ?? []) if (!problems.has(path)) problems.set(path, message);
  return problems.size > 0 ? { ok: false, fields: Object.fromEntries(problems) } : { ok: true, values };
}

/** Secrets left blank on purpose: stored, and not to be sent to another destination. */
function keptSecrets({ fields, initial, stored }: FormToJudge, values: Values): ReadonlySet<string> {
  if (destinationChanged(fields, values, initial)) return new Set();
  return new Set(fields.filter((field) => isStored(field, stored) && isBlank(values[field.key])).map((field) => field.key));
}
