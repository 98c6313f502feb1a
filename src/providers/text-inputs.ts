import * as z from 'zod/mini';
import { withoutBlanks } from './paste.ts';

/** One line or more of text, trimmed, at most `max` characters. */
export function shortText(max: number): z.ZodMiniString<string> {
  return z.string().check(z.trim(), z.maxLength(max, `Use at most ${max} characters.`));
}

/** One line of text that is not empty. */
export function someText(max: number): z.ZodMiniString<string> {
  return shortText(max).check(z.minLength(1));
}

/** An e-mail address. Each part is bounded and ends at its own sign, so judging takes linear time. */
export function emailAddress(): z.ZodMiniString<string> {
  return z.string().check(z.overwrite(withoutBlanks), z.regex(/^[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,8}$/, 'Write an e-mail address, such as shop@example.com.'));
}

/** An amount within limits, both included; decimals allowed. */
export function amount(min: number, max: number): z.ZodMiniNumber<number> {
  return z.number(`Write a number from ${min} to ${max}.`).check(z.gte(min, `Use ${min} or more.`), z.lte(max, `Use ${max} or less.`));
}

/** A whole number within limits, both included. `z.int` would say the same and weigh three times as much. */
export function wholeNumber(min: number, max: number): z.ZodMiniNumber<number> {
  return amount(min, max).check(z.multipleOf(1, 'Use a whole number.'));
}

/** An https address of a host without underscores, which some providers do not call. */
export function webAddress(): z.ZodMiniString<string> {
  return z.string().check(z.trim(), z.regex(/^https:\/\/[^\s_/?#@]{1,253}(?:[/?#]\S{0,1700})?$/, 'Write an https address.'));
}
