import { longestText, longestValue, mostValues, type Pasted, type PastedValue } from './pasted.ts';
import { readAddresses } from './read-addresses.ts';
import { readJson } from './read-json.ts';
import { readLines } from './read-lines.ts';

/** Finds the values in pasted text, whatever form it has: `.env`, JSON, code, an address, a header, a command, labels with values. Takes linear time. */
export function readPaste(text: string): Pasted {
  const tidy = text.slice(0, longestText).replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '').replace(/\r\n?/g, '\n').replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .replace(/[“”„]/g, '"').replace(/[‘’]/g, "'").trim();
  const found: PastedValue[] = readJson(tidy) ?? readText(tidy);
  return { single: isSingle(tidy) ? tidy : null, line: tidy.includes('\n') || tidy.length > longestValue ? null : tidy, values: found.filter(({ value }) => isValue(value)).slice(0, mostValues) };
}

/** One value, perhaps in quotes, after the name of a scheme or torn apart by blanks; nothing that has parts. */
function isSingle(text: string): boolean {
  const bare = text.replace(/^(["'`])(.*)\1$/, '$2').replace(/^(?:Bearer|Klaviyo-API-Key)\s+/i, '');
  return text.length <= longestValue && !/[\n"'`{}<>;,=]|:\/\//.test(bare) && (!/\s/.test(bare) || /^[+(]?[0-9(][0-9 ().–-]+$/.test(bare) || /^(?=[^\s]*[0-9])[\w+/-]{3,}(?: [\w+/-]{2,}){1,40}$/.test(bare) && bare.split(' ').every((one) => /[0-9]/.test(one)));
}

function readText(text: string): PastedValue[] {
  const { found, rest } = readAddresses(text);
  return [...found, ...readLines(rest)];
}

/** Not blank, not endless, and no stand-in for a value. */
function isValue(value: string): boolean {
  if (value.length < 2 || value.length > longestValue) return false;
  if (/^(.)\1{5,}$/.test(value.replace(/^[A-Za-z]{1,3}[-_]?/, '')) || /^[x*•.?_-]+$/i.test(value)) return false;
  return !/\$\{|\{\{|^\$|^process\.env|^import\.meta|^os\.|\*{4}|•{3}|\.{3}|…|x{5}/i.test(value) && !/^(?:your|my|insert|enter|replace|change|todo|example|placeholder|null|undefined|none|true|false)(?![0-9A-Z])/i.test(value);
}
