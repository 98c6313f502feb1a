import * as z from 'zod/mini';
import type { ConnectorContext } from '../connector.ts';
import { ask } from './ask.ts';
import { readGoogleRefusal } from './google-refusal.ts';

/** The host that says who signed in. */
export const googlePersonHost = 'openidconnect.googleapis.com';

const person = z.object({ sub: z.string().check(z.regex(/^[0-9A-Za-z._-]{1,255}$/)) });

/** Who signed in, where that may be asked: an id that every grant of the same person shares. https://developers.google.com/identity/openid-connect/openid-connect */
export async function googlePerson({ accessToken, scopes = [] }: { accessToken: string; scopes?: readonly string[] }, context: ConnectorContext): Promise<readonly string[]> {
  if (!scopes.includes('openid')) return [];
  const { sub } = await ask(context, { method: 'GET', url: `https://${googlePersonHost}/v1/userinfo`, headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } }, { name: 'Google', rules: [], readRefusal: readGoogleRefusal, shape: person });
  return [`google/${sub}`];
}
