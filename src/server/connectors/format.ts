import * as z from 'zod/mini';
import type { $ZodObject, output } from 'zod/v4/core';
import { IntegrationsError, type Problem } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';

/** Credentials as the schema normalises them, or what is wrong with which field; nothing has been sent then. */
export function judgeFormat<S extends $ZodObject>(schema: S, credentials: Values): { keys: output<S>; problem?: never } | { keys?: never; problem: Problem } {
  const parsed = z.safeParse(schema, credentials);
  if (parsed.success) return { keys: parsed.data };
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.message;
  return { problem: new IntegrationsError('validation_failed', { fields }).problem };
}

/** Like `judgeFormat`, for calls that need good credentials to start. @throws IntegrationsError `validation_failed` naming the fields. */
export function requireFormat<S extends $ZodObject>(schema: S, credentials: Values): output<S> {
  const { keys, problem } = judgeFormat(schema, credentials);
  if (problem) throw new IntegrationsError('validation_failed', problem);
  return keys;
}
