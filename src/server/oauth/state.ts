import { generateRandomState } from 'oauth4webapi';
import { toBase64 } from '../vault/base64.ts';

/** A new sign-in's id `<provider>_<uuid>`, so that who knows the id knows where to read it, and its state `<id>.<secret>`: 256 random bits, of which only a hash is stored (SR-61). */
export function makeState(provider: string): { id: string; state: string } {
  const id = `${provider}_${crypto.randomUUID()}`;
  return { id, state: `${id}.${generateRandomState()}` };
}

/** SHA-256. For states and sessions, which are random: a hash of them cannot be guessed back. */
export async function hashText(text: string): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}
