import { IntegrationsError } from '../../core/errors.ts';

/** Limits of a request body (SR-48). */
export const jsonLimits = { depth: 16, keys: 500 } as const;

const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Parses JSON of which two readers cannot think differently: no duplicate keys, no numbers that lose value, no NUL or lone
 * surrogates, no keys that reach a prototype, at most 16 levels and 500 keys. Linear in the length of the text.
 * @throws IntegrationsError `bad_request`, never quoting the text.
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refused('is not valid JSON');
  }
  inspect(text);
  return value;
}

type Open = { keys: Set<string> | null; expectsKey: boolean };

// The text is known to be valid JSON, so only the tokens that matter are looked at.
function inspect(text: string): void {
  const open: Open[] = [];
  let keys = 0;
  for (let at = 0; at < text.length; at += 1) {
    const inside = open.at(-1);
    switch (text[at]) {
      case '{':
      case '[':
        open.push({ keys: text[at] === '{' ? new Set() : null, expectsKey: text[at] === '{' });
        if (open.length > jsonLimits.depth) throw refused(`is nested deeper than ${jsonLimits.depth} levels`);
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        if (inside?.keys) inside.expectsKey = true;
        break;
      case '"': {
        const end = endOfString(text, at);
        const string = readString(text, at, end);
        if (inside?.keys && inside.expectsKey) {
          inside.expectsKey = false;
          keys += 1;
          if (keys > jsonLimits.keys) throw refused(`has more than ${jsonLimits.keys} keys`);
          if (forbiddenKeys.has(string)) throw refused('has a key that is not allowed');
          if (inside.keys.has(string)) throw refused('has the same key twice');
          inside.keys.add(string);
        }
        at = end;
        break;
      }
      default:
        if (isNumberStart(text.charCodeAt(at))) at = checkNumber(text, at) - 1;
    }
  }
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function readString(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  const string = raw.includes('\\') ? (JSON.parse(text.slice(start, end + 1)) as string) : raw;
  if (string.includes('\0')) throw refused('has a NUL character');
  if (!string.isWellFormed()) throw refused('has half of a character (a lone surrogate)');
  return string;
}

function isNumberStart(code: number): boolean {
  return code === 0x2d || (code >= 0x30 && code <= 0x39);
}

function checkNumber(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && '0123456789+-.eE'.includes(text[end] ?? ' ')) end += 1;
  const number = Number(text.slice(start, end));
  if (!Number.isFinite(number) || (Number.isInteger(number) && !Number.isSafeInteger(number))) throw refused('has a number too large to keep exactly; send it as text');
  return end;
}

function refused(why: string): IntegrationsError {
  return new IntegrationsError('bad_request', { detail: `The body ${why}, so nothing was done. Correct it and send it again.` });
}
