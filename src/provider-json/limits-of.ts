import type { FieldLimits } from './field-schema.ts';

/** One limit in keywords of JSON Schema, with the schema's own words for it if they are the same for every value. */
export interface Limit {
  keywords: FieldLimits;
  /** Whole numbers are a type of their own in JSON Schema. */
  type?: 'integer';
  message: string | undefined;
}

// The members of zod's documented checks that are read here (zod.dev/library-authors).
interface Check {
  check?: string | undefined;
  minimum?: number;
  maximum?: number;
  length?: number;
  value?: number | bigint | Date;
  inclusive?: boolean;
  format?: string;
  pattern?: RegExp;
  error?: unknown;
}

/** The limits of a string, number or list schema, in their order. Those that JSON cannot say are left out. */
export function limitsOf(definition: { type: string; checks?: readonly { _zod: { def: object } }[] }): Limit[] {
  const list = definition.type === 'array';
  // `z.email()` and `z.int()` are schema and check in one.
  const all: readonly Check[] = [definition as Check, ...(definition.checks ?? []).map((check) => check._zod.def)];
  return all.flatMap((check): Limit[] => {
    const keywords = keywordsOf(check, list);
    const message = messageOf(check);
    if (check.check === 'number_format' && check.format?.includes('int')) return [{ keywords: {}, type: 'integer', message }];
    return keywords ? [{ keywords, message }] : [];
  });
}

/** The words of a schema or check, where they do not depend on the value. */
export function messageOf({ error }: { error?: unknown }): string | undefined {
  // zod turns a plain text into a function without parameters; one that takes the issue may quote the value.
  if (typeof error !== 'function' || error.length > 0) return undefined;
  try {
    const words: unknown = (error as () => unknown)();
    return typeof words === 'string' && words ? words : undefined;
  } catch {
    return undefined;
  }
}

function keywordsOf(check: Check, list: boolean): FieldLimits | null {
  switch (check.check) {
    case 'min_length':
      return list ? { minItems: check.minimum ?? 0 } : { minLength: check.minimum ?? 0 };
    case 'max_length':
      return check.maximum === undefined ? null : list ? { maxItems: check.maximum } : { maxLength: check.maximum };
    case 'length_equals':
      return check.length === undefined ? null : list ? { minItems: check.length, maxItems: check.length } : { minLength: check.length, maxLength: check.length };
    case 'greater_than':
      return bound(check, 'minimum', 'exclusiveMinimum');
    case 'less_than':
      return bound(check, 'maximum', 'exclusiveMaximum');
    case 'multiple_of':
      return typeof check.value === 'number' && check.value > 0 ? { multipleOf: check.value } : null;
    case 'string_format':
      return textFormat(check);
    default:
      return null;
  }
}

function bound({ value, inclusive }: Check, atMost: 'minimum' | 'maximum', beyond: 'exclusiveMinimum' | 'exclusiveMaximum'): FieldLimits | null {
  return typeof value === 'number' && Number.isFinite(value) ? { [inclusive === false ? beyond : atMost]: value } : null;
}

function textFormat({ format, pattern }: Check): FieldLimits | null {
  const named: FieldLimits = format === 'email' ? { format: 'email' } : format === 'url' ? { format: 'uri' } : {};
  // A pattern with flags would mean something else without them.
  const found: FieldLimits = { ...named, ...(pattern?.flags === '' ? { pattern: pattern.source } : {}) };
  return Object.keys(found).length > 0 ? found : null;
}
