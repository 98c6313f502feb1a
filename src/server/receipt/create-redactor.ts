import { formsOf, lower } from './secret-forms.ts';

/** A value that may not be shown, and the name that stands in its place. */
export interface Hidden {
  name: string;
  value: string;
  /** Any 8 characters of it count; of what is no secret only the whole. */
  secret: boolean;
}

/** Writes texts with `{name}` wherever a hidden value stands, in whatever encoding. Linear in the text. */
export type Redactor = (text: string) => string;

/** Anything shorter that is no secret (a region, a country) occurs in honest texts. */
const shortestPublic = 6;
/** No part is shorter. */
const headLength = 3;

export function createRedactor(hidden: readonly Hidden[]): Redactor {
  // By their first characters, so that one look at most places of a text is enough.
  const parts = new Map<string, Map<string, string>>();
  const add = (part: string, name: string) => {
    const alike = parts.get(part.slice(0, headLength)) ?? new Map<string, string>();
    parts.set(part.slice(0, headLength), alike);
    // Of two that share a part, the first is named.
    if (!alike.has(part)) alike.set(part, name);
  };
  for (const { name, value, secret } of hidden) {
    if (!secret && value.length < shortestPublic) continue;
    for (const form of formsOf(value)) {
      const window = secret ? form.window : form.text.length;
      for (let at = 0; at + window <= form.text.length; at += 1) add(form.text.slice(at, at + window), name);
    }
  }

  return (text) => {
    const searched = lower(text);
    const names: (string | undefined)[] = [];
    for (let at = 0; at < searched.length; at += 1) {
      for (const [part, name] of parts.get(searched.slice(at, at + headLength)) ?? []) {
        if (searched.startsWith(part, at)) for (let place = at; place < at + part.length; place += 1) names[place] ??= name;
      }
    }
    let written = '';
    for (let at = 0; at < text.length; at += 1) {
      const name = names[at];
      if (name === undefined) written += text[at];
      else if (name !== names[at - 1]) written += `{${name}}`;
    }
    return written;
  };
}
