import type { $ZodType } from 'zod/v4/core';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { fieldMessage } from '../../core/field-message.ts';

interface Outcome {
  value?: unknown;
  issues?: readonly { path?: readonly PropertyKey[]; message?: string; code?: string }[];
}

/** Judges one member by its own schema, without the rest of the form. The key of a problem is dotted, `''` being the member itself. */
export async function checkMember(field: FieldDescriptor, member: $ZodType, value: unknown): Promise<{ value: unknown; problems: ReadonlyMap<string, string> }> {
  // Every zod schema, classic or mini, carries this standard member; it needs no import.
  const { validate } = (member as unknown as { '~standard': { validate(value: unknown): Outcome | Promise<Outcome> } })['~standard'];
  const outcome = await validate(value);
  const problems = new Map<string, string>();
  for (const issue of outcome.issues ?? []) {
    const path = (issue.path ?? []).map(String);
    const at = path.filter((segment) => !/^\d+$/.test(segment)).reduce<FieldDescriptor | undefined>((near, key) => near?.fields?.find((one) => one.key === key), field);
    const key = path.join('.');
    if (!problems.has(key)) problems.set(key, fieldMessage(at, issue));
  }
  return { value: outcome.value, problems };
}
