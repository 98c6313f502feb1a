/**
 * Checks a base URL that stands in for a provider. Plain http is for loopback only, and loopback only with `allowLoopbackEgress` (SR-71).
 * @throws TypeError naming the provider.
 */
export function readEndpoint(provider: string, base: string, allowLoopback: boolean): string {
  const url = URL.canParse(base) ? new URL(base) : null;
  const complain = (why: string) => new TypeError(`createIntegrationsServer(): \`endpoints\` of "${provider}" ${why}`);
  if (!url || url.username || url.password || url.search || url.hash) throw complain('is not a plain base URL. Write scheme, host, port and path only.');
  if (isLoopback(url.hostname)) {
    if (!allowLoopback) throw complain('is a loopback address. Set `allowLoopbackEgress: true` if this server is for development or tests.');
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw complain('is neither http nor https.');
  } else if (url.protocol !== 'https:') throw complain('is not https. Credentials would travel in the clear.');
  return url.href.replace(/\/+$/, '');
}

/** Where `https://HOST/PATH?q` is really asked: at `<base>/HOST/PATH?q`. */
export function throughEndpoint(url: URL, base: string | undefined): string {
  return base === undefined ? url.href : `${base}/${url.hostname}${url.pathname}${url.search}`;
}

/** Names of this very machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
