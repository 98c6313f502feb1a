import type { $ZodObject } from 'zod/v4/core';
import type { ProviderForms } from '../../core/provider.ts';

/** The forms of any provider, with schemas of unknown shape. */
export type AnyForms = ProviderForms<$ZodObject, $ZodObject, $ZodObject>;
