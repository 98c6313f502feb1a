import type { ZodMiniType } from 'zod/mini';
import type { $ZodType, output } from 'zod/v4/core';

/**
 * Parses by the copy of zod that made the schema (classic and mini schemas both bring it), so that a page which judges needs none beside its schemas'.
 * `error` words the issues the schema has no words for.
 */
export function safeParse<T extends $ZodType>(schema: T, value: unknown, params?: { error: () => string }): ReturnType<ZodMiniType<output<T>>['safeParse']> {
  return (schema as unknown as ZodMiniType<output<T>>).safeParse(value, params);
}
