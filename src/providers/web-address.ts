import * as z from 'zod/mini';

/** An https address of a host without underscores, which some providers do not call. */
export function webAddress(): z.ZodMiniString<string> {
  return z.string().check(z.trim(), z.regex(/^https:\/\/[^\s_/?#@]{1,253}(?:[/?#]\S{0,1700})?$/, 'Write an https address.'));
}
