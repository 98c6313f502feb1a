import { isRecord, type Values } from '../../core/integration.ts';
import type { Tokens } from './oauth-provider.ts';

/** The keys that a stored sign-in was added to; null where it stands for itself, or nobody signed in. */
export function keysBeside(stored: Values): Values | null {
  const { more } = stored;
  const keys = isRecord(more) ? more['keys'] : undefined;
  return isRecord(keys) ? keys : null;
}

/** What is entered of what is stored: the keys, whether or not a sign-in was added to them. */
export function enteredOf(stored: Values): Values {
  return keysBeside(stored) ?? stored;
}

/** A sign-in's tokens with the keys that it adds to, to be sealed as one. */
export function addedToKeys(tokens: Tokens, keys: Values): Tokens {
  return { ...tokens, more: { ...tokens.more, keys } };
}
