import type { $ZodIssue, $ZodType } from 'zod/v4/core';
import type { FieldDescriptor } from './describe-fields.ts';
import { type FieldWords, unexplained } from './field-words.ts';
import type { FormRules } from './form-rules.ts';
import { safeParse } from './safe-parse.ts';

/** Judges one member by its own schema, without the rest of the form. Words of the schema come first, never zod's default text. The key of a problem is dotted, `''` being the member itself. */
export function judgeMember(field: FieldDescriptor, member: $ZodType, value: unknown, rules: FormRules | undefined, words: FieldWords | undefined): { value: unknown; problems: ReadonlyMap<string, string> } {
  const problems = new Map<string, string>();
  const parsed = parse(member, value, problems, words, field.fields ?? [], field);
  const wrong = parsed.success && rules?.([field], { [field.key]: parsed.data }).get(field.key);
  if (wrong) problems.set('', wrong);
  return { value: parsed.data, problems };
}

// The empty message marks issues the schema has no words for.
const unworded = { error: () => '' };

// Nobody reads more. A list of thousands of wrong items would have as many, each to be worded and answered (SR-51).
const mostProblems = 100;

/** Parses a value of these fields, and adds what is wrong by dotted path where nothing is said yet; `root` is the field at path `''`, if not the whole form is. */
export function parse<T extends $ZodType>(schema: T, value: unknown, problems: Map<string, string>, words: FieldWords | undefined, fields: readonly FieldDescriptor[], root?: FieldDescriptor): ReturnType<typeof safeParse<T>> {
  const parsed = safeParse(schema, value, unworded);
  for (const issue of parsed.error?.issues ?? []) {
    if (problems.size >= mostProblems) break;
    const path = issue.path.map(String).join('.');
    if (!problems.has(path)) problems.set(path, messageFor(fields, issue, words, root));
  }
  return parsed;
}

function messageFor(fields: readonly FieldDescriptor[], issue: $ZodIssue, words: FieldWords | undefined, root?: FieldDescriptor): string {
  let at: readonly FieldDescriptor[] | undefined = fields;
  let field = root;
  for (const segment of issue.path) {
    if (typeof segment === 'number') continue;
    field = at?.find((one) => one.key === segment);
    at = field?.fields;
  }
  return issue.message || (words ? words.fieldMessage(field, issue) : unexplained(field));
}
