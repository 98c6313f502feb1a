import type { Connector } from '../connector.ts';
import { isLoopback } from '../egress/endpoint.ts';
import type { IntegrationsServerOptions } from '../options.ts';

/**
 * Where each provider sends people back to, from the host's configuration alone (SR-63). Where the host has no app it is used with apps of merchants'
 * own; one that is not fit for that is left out, as nobody may have meant to use it.
 * @throws TypeError when two providers with an app of the host share theirs, or one is not https.
 */
export function readRedirects({ oauthClients = {}, redirectUri }: Pick<IntegrationsServerOptions, 'oauthClients' | 'redirectUri'>, connectors: readonly Connector[]): ReadonlyMap<string, string> {
  const redirects = new Map<string, string>();
  const ids = connectors.flatMap(({ provider, oauth2 }) => (oauth2 ? [provider] : []));
  for (const id of ids.filter((one) => Object.hasOwn(oauthClients, one))) {
    const uri = read(id, redirectUri);
    const other = [...redirects].find(([, one]) => one === uri)?.[0];
    if (other !== undefined) throw complainOfApp(id, `has the redirect URI of "${other}". Each provider needs its own, or an answer of one could be handed in as the other's.`);
    redirects.set(id, uri);
  }
  for (const id of ids.filter((one) => !redirects.has(one))) {
    const uri = usable(() => read(id, redirectUri));
    if (uri !== null && ![...redirects.values()].includes(uri)) redirects.set(id, uri);
  }
  return redirects;
}

function read(id: string, redirectUri: IntegrationsServerOptions['redirectUri']): string {
  const uri = redirectUri(id);
  const url = URL.canParse(uri) ? new URL(uri) : null;
  const safe = url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)));
  if (!safe || url.hash || url.search || url.username || url.password) throw complainOfApp(id, 'has a redirect URI that is not a plain https address (http on loopback).');
  // Providers compare it character by character, so it stays as the host wrote it.
  return uri;
}

function usable(attempt: () => string): string | null {
  try {
    return attempt();
  } catch {
    return null;
  }
}

/** What is wrong with the host's app at a provider. */
export function complainOfApp(provider: string, why: string): TypeError {
  return new TypeError(`createIntegrationsServer(): the app of "${provider}" in \`oauthClients\` ${why}`);
}
