/** One value found in pasted text, and what it is called there. */
export interface PastedValue {
  value: string;
  /** The rest of its line without blanks, where a value may have been torn apart by them. */
  joined?: string;
  /** Words of its name. */
  name: readonly string[];
  /** Words of what it stands in: host, object, call, heading. */
  around: readonly string[];
  /** It was called so with certainty (`NAME=value`), so under another name it is another thing. */
  certain: boolean;
}

/** What a text holds. */
export interface Pasted {
  /** The text itself, where it is a single value and nothing else. */
  single: string | null;
  /** The text itself, where it is one line. */
  line: string | null;
  values: readonly PastedValue[];
}

/** More is no credentials; a text is read up to here. */
export const longestText = 50_000;
/** Longer ones are no credentials either. */
export const longestValue = 2_048;
/** As many values are looked at. */
export const mostValues = 300;
