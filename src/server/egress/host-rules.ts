import type { HostRule } from '../connector.ts';

// Read before any URL parser gets to drop, fold or reorder characters: lower-case ASCII name, no user, no port but 443, no fragment.
const address = /^https:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::443)?(\/[\x21\x22\x24-\x5b\x5d-\x7e]*)?$/;

/**
 * The parsed address when it is one a provider's connector may call, else null (SR-70). The text must already be what a URL parser
 * makes of it, so no host, path or dot segment can mean something else later on.
 */
export function allowedUrl(text: string, rules: readonly HostRule[]): URL | null {
  const host = address.exec(text)?.[1];
  if (host === undefined || !rules.some((rule) => hostFits(host, rule)) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const canonical = text.replace(/^(https:\/\/[^/]+?):443(?=\/|$)/, '$1');
  const same = url.href === canonical || url.href === `${canonical}/`;
  return same && url.hostname === host && url.protocol === 'https:' && url.port === '' ? url : null;
}

function hostFits(host: string, rule: HostRule): boolean {
  if (typeof rule === 'string') return host === rule;
  if (!host.endsWith(rule.suffix)) return false;
  const label = host.slice(0, -rule.suffix.length);
  return !label.includes('.') && rule.label.test(label);
}

/**
 * Refuses rules that would let more through than they seem to: a name that is not plain, a label that is not anchored or carries flags.
 * @throws TypeError naming the provider.
 */
export function checkHostRules(provider: string, rules: readonly HostRule[]): void {
  for (const rule of rules) {
    const fine = typeof rule === 'string'
      ? /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(rule)
      : /^(\.[a-z0-9-]+){2,}$/.test(rule.suffix) && rule.label.flags === '' && anchored(rule.label.source);
    if (!fine) {
      throw new TypeError(`Connector "${provider}" has a host rule that is too wide. Use an exact host name, or { label: /^…$/, suffix: '.api.example.com' } with an anchored label and no flags.`);
    }
  }
}

// Alternatives at the top level would escape the anchors: /^a|b$/ fits "aX" and "Xb".
function anchored(source: string): boolean {
  return source.startsWith('^') && source.endsWith('$') && !source.endsWith('\\$') && !topLevelAlternative(source);
}

function topLevelAlternative(source: string): boolean {
  let depth = 0;
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at];
    if (character === '\\') at += 1;
    else if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') depth -= 1;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}
