import * as z from 'zod/mini';
import { bareKey } from './paste.ts';

/** An access token of TikTok for Business. It has no documented form, so only its length is judged. */
export function tiktokToken() {
  return z.string('Enter the access token.').check(
    z.overwrite((value) => bareKey(value).replace(/^(?:Bearer|Access-Token:)/i, '')),
    z.regex(/^(?![0-9]{10,20}$)/, { error: 'This is a number. The access token has letters, too.', abort: true }),
    z.regex(/^(?!(?:sb)?aw[a-z0-9]{14,20}$)/, { error: 'This is an app key for signing in with TikTok. Use one of TikTok for Business.', abort: true }),
    z.regex(/^[!-~]{20,512}$/, 'An access token has 20 to 512 characters. Copy it whole.'),
  );
}

/** What TikTok’s long-term tokens look like. */
export const usualTikTokToken = { pattern: '^[0-9a-f]{40}$', message: 'Usually 40 letters a–f and digits: check that it is whole, and not of a sandbox.' };
