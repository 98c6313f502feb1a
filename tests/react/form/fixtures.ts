import * as z from 'zod/mini';
import { field } from '../../../src/core/field.ts';

/** Two keys, one of them secret. */
export const keys = () => z.object({
  publicApiKey: field(z.string().check(z.regex(/^[A-Za-z0-9]{6}$/, 'The public key has 6 letters or digits.')), { label: 'Public API key', help: 'Six characters, also called site ID', secret: false, placeholder: 'X7F2QA' }),
  privateApiKey: field(z.string().check(z.regex(/^pk_[A-Za-z0-9_]{20,}$/, 'The private key starts with pk_.')), { label: 'Private API key', help: 'Starts with pk_' }),
});

export const goodKey = 'pk_q8Zr4mXw2Lk9Vt6Hs3Nb7Yd1';
