import * as z from 'zod';
import type { BenchField } from './content.ts';

export type Form = Record<string, string | number | boolean>;

/** The rules of the fields, as both hand-written contestants state them. */
export const schemaOf = (fields: readonly BenchField[]) =>
  z.object(Object.fromEntries(fields.map((field) => {
    if (field.type === 'number') return [field.name, z.coerce.number().int().min(field.min).max(field.max)];
    if (field.type === 'boolean') return [field.name, z.boolean()];
    if (field.type === 'select') return [field.name, z.enum(field.options as [string, ...string[]])];
    return [field.name, z.string().min(field.min).max(field.max)];
  })));
