import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { errorTable, type ErrorCode } from '../core/errors.ts';
import type { ConformanceFixture } from '../testing/conformance-case.ts';
import { misfit } from '../testing/shape.ts';
import { UsageError } from './verb.ts';

const values = z.record(z.string(), z.unknown());
const codes = Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]];

const schema = z.strictObject({
  provider: z.string(),
  secrets: z.array(z.string()),
  credentials: z.strictObject({
    valid: values,
    rejected: values,
    moved: z.optional(values),
    otherAccount: z.optional(values),
    failing: z.optional(z.partialRecord(z.enum(codes), values)),
  }),
  configuration: z.strictObject({ valid: values, invalid: values, other: z.optional(values) }),
  test: z.optional(z.strictObject({ values: z.optional(values), invalid: z.optional(values), refused: z.optional(values) })),
  remoteField: z.optional(z.string()),
  choices: z.optional(z.number()),
  disconnectChoice: z.optional(z.string()),
  manyAccounts: z.optional(z.string()),
  oneAccount: z.optional(z.string()),
});

/** A fixture of the conformance kit from a JSON file. @throws UsageError naming the file and what is wrong in it, never a value. */
export async function readFixture(file: string): Promise<ConformanceFixture> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`The fixture ${file} cannot be read: ${error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'}.`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UsageError(`The fixture ${file} is not JSON.`);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new UsageError(`The fixture ${file} does not fit: ${misfit(schema, json)}.`);
  const { secrets, credentials } = parsed.data;
  for (const key of secrets) {
    const value = credentials.valid[key];
    // Shorter ones would be found in any text.
    if (typeof value !== 'string' || value.length < 8)
      throw new UsageError(`The fixture ${file} does not fit: secrets names "${key}", of which credentials.valid has no text of 8 characters or more.`);
  }
  return parsed.data;
}
