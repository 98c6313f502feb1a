import { longestValue, mostValues, type PastedValue } from './pasted.ts';
import { wordsOf } from './words.ts';

const token = /"([^"\n]*)"|'([^'\n]*)'|`([^`\n]*)`|(=>|:=|[=:])|([({[])|([)}\]])|([,;|])|[^\s"'`=:({[)}\],;|<>]+/y;
// A value without quotes ends at a blank; it may hold signs that part names from values.
const rawValue = /[^\s"'`,;<>(){}[\]]+/y;
const scheme = /^(?:bearer|token|oauth|klaviyo-api-key|access-token)$/i;
const mostName = 12;

interface Group {
  name: readonly string[];
  /** Its members are arguments, in their order. */
  call: boolean;
  /** Of a call: the arguments so far that could be names. */
  names: string[];
}

/** Reads code, settings and labelled values line by line, in one pass. */
export function readLines(text: string): PastedValue[] {
  const found: PastedValue[] = [];
  const groups: Group[] = [];
  let heading: string[] = [];
  let section: string[] = [];
  let indented: { indent: number; name: string[] }[] = [];
  let before: string[] = [];
  let listed: string[] = [];

  for (const raw of withoutMarkup(text).split('\n')) {
    if (found.length > mostValues) break;
    const line = raw.replace(/(^|\s)#\s.*$/, '$1').replace(/(^|\s)\/\/\s.*$/, '$1');
    const trimmed = line.trim();
    const comment = /^\s*(?:#|\/\/|--\s|;|\*|\/\*|<!--)\s*(.*)$/.exec(raw)?.[1];
    if (comment !== undefined) {
      if (!/[=:]/.test(comment)) heading = wordsOf(comment.slice(0, 80));
      continue;
    }
    if (trimmed === '') {
      if (raw.trim() === '') heading = [];
      continue;
    }
    const titled = /^\[([\w .:-]{1,60})\]$/.exec(trimmed)?.[1];
    if (titled !== undefined) {
      section = wordsOf(titled);
      continue;
    }
    const indent = line.length - line.trimStart().length;
    indented = indented.filter((one) => one.indent < indent);
    const run = readLine(line, [...section, ...heading, ...indented.flatMap(({ name }) => name)]);
    if (run.opened) indented.push({ indent, name: run.opened });
    before = run.label;
  }
  return found;

  function readLine(line: string, around: readonly string[]): { label: string[]; opened?: string[] } {
    // The words since the last value: what comes next may be called so.
    let run: string[] = [];
    let pending: string[] | undefined;
    let any = false;
    const within = () => groups.flatMap(({ name }) => name);
    const add = (value: string, name: readonly string[], certain: boolean, joined?: string) => {
      found.push({ value, name: name.slice(-mostName), around: [...around, ...within()].slice(-mostName), certain, ...(joined !== undefined && joined !== value && { joined }) });
    };
    let at = 0;
    while (at < line.length) {
      token.lastIndex = at;
      const match = token.exec(line);
      if (!match) {
        at += 1;
        continue;
      }
      at = token.lastIndex;
      const [word, double, single, back, sign, open, close, stop] = match;
      const quoted = double ?? single ?? back;
      if (sign) {
        const name = run.slice(-5);
        if (isName(name.at(-1) ?? '')) pending = name.flatMap(wordsOf).slice(-8);
        else for (const one of run) if (isTelling(one)) add(one, [], false);
        run = [];
        if (pending) {
          rawValue.lastIndex = at + (/^[^\S\n]*/.exec(line.slice(at, at + 200))?.[0].length ?? 0);
          const start = rawValue.lastIndex;
          let value = rawValue.exec(line)?.[0] ?? '';
          let end = rawValue.lastIndex;
          if (value && scheme.test(value)) {
            rawValue.lastIndex = end + 1;
            value = rawValue.exec(line)?.[0] ?? '';
            end = rawValue.lastIndex;
          }
          if (value && !/^[=>:]/.test(value) && line[end] !== '(' && line[end] !== '[' && end > start) {
            at = end;
            const after = line.slice(end);
            const joined = /^[ \t]+\S/.test(after) && !/["'`=:,;(){}[\]]/.test(after) ? line.slice(start).split(/\s+/).join('').slice(0, longestValue) : undefined;
            take(value, pending, joined);
            pending = undefined;
          }
        }
      } else if (open) {
        const call = open === '(';
        groups.push({ name: pending ?? (call || open === '[' ? run.slice(-1).flatMap(wordsOf).slice(-4) : []), call: call || (open === '[' && (groups.at(-1)?.call ?? false) && !pending), names: [] });
        if (groups.length > 40) groups.shift();
        pending = undefined;
        run = [];
      } else if (close) {
        const group = groups.pop();
        // ENV['NAME'] = …: what stands in brackets is the name.
        run = group && close === ']' ? [...group.names].slice(-1) : [];
        pending = undefined;
      } else if (stop) {
        flush();
        pending = undefined;
      } else if (pending && quoted !== undefined) {
        take(unwrapped(quoted), pending);
        pending = undefined;
      } else if (quoted !== undefined) {
        const group = groups.at(-1);
        if (/[=:]/.test(quoted) && /\s|^[A-Za-z_]\w*[=:]|^[{[]/.test(quoted)) {
          found.push(...readLines(quoted.slice(0, longestValue)));
          continue;
        }
        if (group && (isTelling(quoted) || group.names.length > 0 || group.call)) add(unwrapped(quoted), group.names.flatMap(wordsOf).slice(-6), false);
        if (group && isName(quoted)) group.names = [...group.names.slice(-2), quoted.slice(0, 80)];
        run.push(quoted);
      } else if (!/^[-–—>*$%&+./\\]+$/.test(word)) run.push(word);
    }
    const words = run.every(isName) ? run.slice(-6).flatMap(wordsOf) : [];
    flush();
    return { label: pending ?? (any ? [] : words), ...(pending && !any && { opened: pending }) };

    function take(value: string, name: string[], joined?: string) {
      if (/^(?:name|key)$/i.test(name.at(-1) ?? '') && name.length < 3 && /^[A-Za-z_]\w*$/.test(value)) listed = wordsOf(value);
      const called = name.length === 1 && name[0] === 'value' && listed.length > 0 ? listed : name;
      const group = groups.at(-1);
      any = true;
      add(percentDecoded(value), called, true, joined);
      if (group?.call) group.names = [];
      run = [];
    }
    // Words that are no name of anything may be values themselves, called by the words before them.
    function flush() {
      run.forEach((one, index) => {
        if (!isTelling(one) || groups.at(-1)?.names.includes(one)) return;
        const words = run.slice(Math.max(0, index - 5), index).flatMap(wordsOf);
        while (/^(?:is|are|was|the|to)$/.test(words.at(-1) ?? '')) words.pop();
        add(one.replace(/(?<=\w)[.!?]+$/, ''), words.length > 0 || index > 0 ? words : before, false);
      });
      run = [];
    }
  }
}

/** Tags become line ends, those that name a value (`<add key="…" value="…"/>`) settings, escaped quotes quotes. */
function withoutMarkup(text: string): string {
  return text.replace(/\\(?=["'])/g, '').replace(/&quot;/g, '"').replace(/&#39;/g, "'")
    .replace(/<[A-Za-z]\w{0,30}\s+(?:key|name)=(["'])([\w.:-]{1,80})\1\s+value=(["'])([^"'<>\n]{1,2000})\3/g, (_, _quote, name: string, _other, value: string) => `\n${name.replace(/[.:-]+/g, '_')}="${value}"\n<x `)
    .replace(/<\/?[A-Za-z][^<>\n]{0,300}>/g, '\n');
}

function unwrapped(value: string): string {
  return value.trim().replace(/^(?:Bearer|Token|OAuth|Klaviyo-API-Key)\s+/i, '');
}

function percentDecoded(value: string): string {
  return /%2B|%3A|%2F|%40/i.test(value) ? value.replace(/%2B/gi, '+').replace(/%3A/gi, ':').replace(/%2F/gi, '/').replace(/%40/g, '@') : value;
}

/** Could this be a name? Long runs of letters and many digits are values. */
function isName(text: string): boolean {
  return /^[A-Za-z_$@-][\w$./@-]{0,80}$/.test(text) && text.replace(/[^0-9]+/g, '').length < 5 && text.split(/[_.$/-]|(?<=[a-z])(?=[A-Z][a-z])/).every((word) => word.length < 25);
}

/** Worth a look as a value that stands alone. */
function isTelling(text: string): boolean {
  return text.length > 9 || (text.length > 3 && /[0-9]/.test(text));
}
