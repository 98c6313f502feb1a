import type { AuthorizationResponse } from '../../core/authorization.ts';

/** A message of the callback page as the provider's response; null for any other shape, and for any other sign-in's (SR-5). */
export function readResponse(message: unknown, state: string): AuthorizationResponse | null {
  const given = (message ?? {}) as Record<string, unknown>;
  if (given['state'] !== state) return null;
  const text = (name: string) => (typeof given[name] === 'string' && given[name] !== '' ? given[name] : undefined);
  const about = { state, ...(text('iss') !== undefined && { iss: text('iss') as string }) };
  const error = text('error');
  const description = text('error_description');
  if (error !== undefined) return { ...about, error, ...(description !== undefined && { errorDescription: description }) };
  // TikTok sends `auth_code`, and beside it a `code` it does not take.
  const code = text('auth_code') ?? text('code');
  return code === undefined ? null : { ...about, code };
}
