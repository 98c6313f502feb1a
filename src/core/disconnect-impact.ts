import type { CredentialPreview } from './integration.ts';

/** What a disconnect would do now, as sentences. */
export interface DisconnectImpact {
  /** What stops. */
  items: readonly string[];
  /** What stays as it is, or goes on without the store. */
  keeps?: readonly string[];
  /** What each of the definition's `disconnect.choices` would remove, by its id. */
  choices?: Readonly<Record<string, string>>;
}

/** What becomes of secrets that were entered: of `said`, by credential, the sentences of those that are stored. A sign-in stores none of them. */
export function leftBehind(said: Readonly<Record<string, string>> = {}, stored: Readonly<Record<string, CredentialPreview>>): readonly string[] {
  return Object.entries(said).flatMap(([key, sentence]) => {
    const held = stored[key];
    return held?.secret && held.isSet ? sentence : [];
  });
}
