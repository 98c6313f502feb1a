import * as z from 'zod/mini';
import { withoutBlanks } from './paste.ts';

/** One line or more of text, trimmed, at most `max` characters. */
export function shortText(max: number): z.ZodMiniString<string> {
  return z.string().check(z.trim(), z.maxLength(max, `Use at most ${max} characters.`));
}

/** An e-mail address. Each part is bounded and ends at its own sign, so judging takes linear time. */
export function emailAddress(): z.ZodMiniString<string> {
  return z.string().check(z.overwrite(withoutBlanks), z.regex(/^[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,8}$/, 'Write an e-mail address, such as shop@example.com.'));
}

/** A number within limits, both included. */
export function wholeNumber(min: number, max: number): z.ZodMiniNumber<number> {
  return z.number(`Write a number from ${min} to ${max}.`).check(z.int('Use a whole number.'), z.gte(min, `Use ${min} or more.`), z.lte(max, `Use ${max} or less.`));
}

/** An amount within limits, both included; decimals allowed. */
export function amount(min: number, max: number): z.ZodMiniNumber<number> {
  return z.number(`Write a number from ${min} to ${max}.`).check(z.gte(min, `Use ${min} or more.`), z.lte(max, `Use ${max} or less.`));
}
