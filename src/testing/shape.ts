import type * as z from 'zod/mini';
import type { $ZodIssue } from 'zod/v4/core';

/** What of a value does not fit a schema, in words; null when it fits. */
export function misfit(schema: z.ZodMiniType, value: unknown): string | null {
  const { error } = schema.safeParse(value);
  return error ? error.issues.map((issue) => `${issue.path.join('.') || 'the whole'} ${reason(issue)}`).join('; ') : null;
}

/** The value as the schema knows it. @throws Error naming the members that do not fit. */
export function expectShape<T>(schema: z.ZodMiniType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`${what}: ${misfit(schema, value)}.`);
}

// The small schemas bring no texts of their own.
function reason(issue: $ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? `is missing (it takes a ${issue.expected})` : `is not a ${issue.expected}`;
    case 'invalid_value':
      return `is none of ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return `has members nobody knows: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return 'has none of the shapes it may have';
    default:
      return issue.message || 'does not fit';
  }
}
