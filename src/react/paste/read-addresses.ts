import type { PastedValue } from './pasted.ts';
import { wordsOf } from './words.ts';

/** What stands in addresses, in sign-ins (`-u name:key`, `Basic …`) and as phone numbers, and the text without the former two, each pair of a query on a line of its own. */
export function readAddresses(text: string): { found: PastedValue[]; rest: string } {
  const found: PastedValue[] = [];
  const bare = (value: string) => found.push({ value, name: [], around: [], certain: false });
  const pair = (text: string) => {
    const colon = text.indexOf(':');
    if (colon < 0) return;
    bare(text.slice(0, colon));
    bare(text.slice(colon + 1));
  };
  const rest = text
    .replace(/\bhttps?:\/\/[^\s"'`<>\\]{1,2000}/g, (address) => {
      readAddress(address.replace(/[),.;]+$/, '').replace(/&amp;/g, '&'), found, pair);
      return ' ';
    })
    .replace(/(?<![\w-])(?:-u|--user)[ =]["']?([^\s"':]{1,200}:[^\s"']{1,600})["']?/g, (_, both: string) => {
      pair(both);
      return ' ';
    })
    .replace(/\bBasic ([A-Za-z0-9+/]{12,1000}={0,2})(?![\w+/=])/g, (_, encoded: string) => {
      pair(decoded(encoded));
      return ' ';
    })
    .replace(/\btel:(\+[1-9][0-9().-]{6,24}[0-9])/gi, (_, number: string) => {
      bare(number.replace(/[^+0-9]/g, ''));
      return ' ';
    })
    .replace(/(?<![^\s"'`?])[\w.-]{1,80}=[^\s&"'`<>]{1,2000}&[^\s"'`<>]{1,4000}/g, (query) => query.replace(/&(?:amp;)?(?=[\w.-]{1,80}=)/g, '\n'))
    .replace(/(?<![\w+])\+[1-9][0-9 ().–-]{6,24}[0-9](?!\w)/g, (number) => number.replace(/[^+0-9]/g, ''));
  return { found, rest };
}

function decoded(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return '';
  }
}

function readAddress(address: string, found: PastedValue[], pair: (text: string) => void): void {
  if (!URL.canParse(address)) return;
  const { hostname, username, password, pathname, search, hash } = new URL(address);
  if (username) pair(`${decodeURIComponentSafely(username)}:${decodeURIComponentSafely(password)}`);
  const host = hostname.split('.').flatMap(wordsOf);
  const [first = '', ...others] = hostname.split('.');
  found.push({ value: first, name: others.flatMap(wordsOf), around: [], certain: true });
  const [beforeQuery = '', hashQuery = ''] = hash.slice(1).split('?');
  let last: string[] = [];
  const segments = [...pathname.split('/'), ...beforeQuery.split('/')].map(decodeURIComponentSafely).filter(Boolean).slice(0, 30);
  for (const [index, segment] of segments.entries()) {
    // Google writes `a12p34` for an account and a property.
    const numbered = /^(?:[a-z][0-9]{4,20}){1,4}$/.test(segment) ? segment.matchAll(/([a-z])([0-9]+)/g) : [];
    for (const [, letter = '', number = ''] of numbered) found.push({ value: number, name: [letter], around: host, certain: true });
    found.push({ value: segment.replace(/\.json$/, ''), name: last, around: host, certain: last.length > 0 && /^[0-9]+$/.test(segment) });
    // `v25.0/…/events`: only what follows says whose events they are.
    if (/^v[0-9.]+$/.test(segments[index - 1] ?? '')) found.push({ value: segment, name: wordsOf(segments[index + 1] ?? '').slice(0, 4), around: host, certain: false });
    last = wordsOf(segment).slice(0, 4);
  }
  for (const query of [search, hashQuery]) {
    for (const [name, value] of [...new URLSearchParams(query)].slice(0, 60)) found.push({ value, name: wordsOf(name), around: [...host, ...last], certain: true });
  }
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
