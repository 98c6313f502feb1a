import * as z from 'zod/mini';
import { IntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import type { Tokens } from './oauth-provider.ts';

const shape = z.object({
  accessToken: z.string(), expiresAt: z.optional(z.string()), refreshToken: z.optional(z.string()),
  scopes: z.optional(z.array(z.string())), persons: z.optional(z.array(z.string())), more: z.optional(z.record(z.string(), z.unknown())),
});

/** Tokens as values the vault seals, member by member. */
export function sealable(tokens: Tokens): Values {
  return { ...tokens };
}

/** What was sealed, read back. @throws IntegrationsError `internal`. */
export function readTokens(values: Values): Tokens {
  const parsed = shape.safeParse(values);
  if (!parsed.success) throw new IntegrationsError('internal');
  const { accessToken, expiresAt, refreshToken, scopes, persons, more } = parsed.data;
  return { accessToken, ...(expiresAt !== undefined && { expiresAt }), ...(refreshToken !== undefined && { refreshToken }), ...(scopes && { scopes }), ...(persons && { persons }), ...(more && { more }) };
}
