import * as z from 'zod/mini';
import { IntegrationsError } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import type { OAuthClientKeys, Tokens } from './oauth-provider.ts';

const app = z.object({ clientId: z.string(), clientSecret: z.string() });
const shape = z.object({
  accessToken: z.string(), expiresAt: z.optional(z.string()), endsAt: z.optional(z.string()), refreshToken: z.optional(z.string()),
  scopes: z.optional(z.array(z.string())), app: z.optional(app), persons: z.optional(z.array(z.string())), more: z.optional(z.record(z.string(), z.unknown())),
});

/** Tokens as values the vault seals, member by member. */
export function sealable(tokens: Tokens): Values {
  return { ...tokens };
}

/** What was sealed, read back. @throws IntegrationsError `internal`. */
export function readTokens(values: Values): Tokens {
  const parsed = shape.safeParse(values);
  if (!parsed.success) throw new IntegrationsError('internal');
  const { accessToken, expiresAt, endsAt, refreshToken, scopes, app: own, persons, more } = parsed.data;
  return { accessToken, ...(expiresAt !== undefined && { expiresAt }), ...(endsAt !== undefined && { endsAt }), ...(refreshToken !== undefined && { refreshToken }), ...(scopes && { scopes }), ...(own && { app: own }), ...(persons && { persons }), ...(more && { more }) };
}

/** The merchant's own app among sealed or judged values; undefined where there is none. */
export function readOwnApp(values: unknown): OAuthClientKeys | undefined {
  return app.safeParse(values).data;
}
