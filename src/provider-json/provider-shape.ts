import * as z from 'zod/mini';
import type { PasteFieldHints, PasteHints } from '../core/paste-hints.ts';
import type { ProviderJson } from './field-schema.ts';
import { address, compiles, fieldSchema, text } from './field-shape.ts';

const sentences = z.array(text(1000)).check(z.maxLength(100, 'must have at most 100 entries'));
const steps = z.array(z.strictObject({ title: text(300), body: text(2000), url: z.optional(address()) })).check(z.maxLength(100, 'must have at most 100 entries'));
const name = text(100);
const pattern = text(1000).check(z.refine(compiles, 'must be a regular expression'));
const hints = z.strictObject({
  names: z.optional(z.array(name).check(z.maxLength(100, 'must have at most 100 entries'))),
  pattern: z.optional(pattern),
  derive: z.optional(z.strictObject({ from: name, pattern })),
} satisfies { [K in keyof Required<PasteFieldHints>]: z.ZodMiniType });
const paste = z.strictObject({
  brands: z.optional(z.array(name).check(z.maxLength(100, 'must have at most 100 entries'))),
  fields: z.optional(z.record(name, hints)),
  wrong: z.optional(z.array(z.strictObject({ field: name, pattern, message: z.optional(text(1000)) })).check(z.maxLength(100, 'must have at most 100 entries'))),
  unfit: z.optional(z.record(name, text(1000))),
} satisfies { [K in keyof Required<PasteHints>]: z.ZodMiniType });
const form = fieldSchema.check(z.refine(({ type }) => type === 'object', { path: ['type'], error: 'must be "object"' }));

/** The shape of a provider as JSON. */
export const providerShape = z.strictObject({
  version: z.literal(1, 'must be 1: another version was written by another version of this package'),
  id: text(100).check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by single hyphens')),
  name: text(200),
  category: text(50).check(z.refine((name) => !(name in Object.prototype), 'must be the id of a category')),
  summary: z.string().check(z.maxLength(1000)),
  aliases: z.optional(z.array(text(200)).check(z.maxLength(100, 'must have at most 100 entries'))),
  docsUrl: z.optional(address()),
  icon: z.optional(z.strictObject({ path: z.string().check(z.regex(/^[MmZzLlHhVvCcSsQqTtAaEe0-9\s.,+-]{1,20000}$/, 'must be the path data of an icon')) })),
  accounts: z.optional(z.enum(['one', 'many'])),
  forms: z.strictObject({
    auth: z.strictObject({
      credentials: z.optional(z.strictObject({ fields: form, steps, paste: z.optional(paste) })),
      oauth2: z.optional(
        z.strictObject({
          scopes: z.array(z.strictObject({ id: text(500), reason: text(1000), capability: z.optional(text(200)), optional: z.optional(z.boolean()) })),
          adds: z.optional(text(200)),
          fields: z.optional(form),
          steps: z.optional(steps),
        }),
      ),
    }),
    configuration: z.optional(form),
    capabilities: z.optional(z.array(z.strictObject({ id: text(200), name: text(300), how: text(1000), url: z.optional(address()) })).check(z.maxLength(100, 'must have at most 100 entries'))),
    syncs: z.optional(z.array(z.strictObject({ id: text(100), name: text(200) }))),
    test: z.optional(z.strictObject({ title: text(200), what: text(2000), warning: z.optional(text(1000)), fields: z.optional(form) })),
    disconnect: z.strictObject({
      impact: sentences, keeps: sentences,
      credentials: z.optional(z.record(name, text(1000))),
      choices: z.optional(z.array(z.strictObject({ id: text(100), label: text(300) })).check(z.maxLength(20, 'must have at most 20 entries'))),
    }),
  }),
} satisfies { [K in keyof Required<ProviderJson>]: z.ZodMiniType });
