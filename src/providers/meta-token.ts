import * as z from 'zod/mini';
import { bareKey } from './paste.ts';

/** An access token of Meta. Its length varies, so only its beginning and its letters are judged. */
export function metaToken() {
  return z.string('Enter the access token.').check(
    z.overwrite((value) => bareKey(value).replace(/^Bearer/, '')),
    z.regex(/^(?![0-9]+$)/, { error: 'This is a number, such as a pixel’s or an account’s. The access token starts with EAA.', abort: true }),
    z.regex(/^(?![0-9]+\|)/, { error: 'This is an app token. Create a token for the pixel or for a system user; it starts with EAA.', abort: true }),
    z.regex(/^EAA[A-Za-z0-9]{10,2000}$/, 'An access token starts with EAA and has only letters and digits. Copy it whole.'),
  );
}
