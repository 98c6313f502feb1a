import { IntegrationsError } from '../../core/errors.ts';

/**
 * Refuses a state change asked for by a foreign page (SR-44). An Origin must be listed; without one, a browser that says where the
 * request comes from must say "same-origin" or "none". Neither header at all means it is no browser, which carries no cookies by itself.
 * @throws IntegrationsError `forbidden`.
 */
export function guardOrigin(headers: Headers, origins: ReadonlySet<string>): void {
  const origin = headers.get('origin');
  if (origin !== null) {
    if (origins.has(origin)) return;
    throw foreign();
  }
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') throw foreign();
}

/**
 * The origins a host lists, checked: exact, `https` or `http`, never `*` or `null`, which would let everyone in.
 * @throws TypeError naming the entry.
 */
export function readOrigins(origins: readonly string[]): ReadonlySet<string> {
  for (const origin of origins) {
    const parsed = URL.canParse(origin) ? new URL(origin) : null;
    if (!parsed || parsed.origin !== origin || !/^https?:$/.test(parsed.protocol) || origin.includes('*')) {
      throw new TypeError(`createIntegrationsServer(): "${origin}" in \`origins\` is not an origin. Write scheme, host and port only, such as "https://app.example".`);
    }
  }
  return new Set(origins);
}

function foreign(): IntegrationsError {
  return new IntegrationsError('forbidden', { detail: 'The request comes from a page that may not change anything here. List its origin in `origins` if it should.' });
}
