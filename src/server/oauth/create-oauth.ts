import { IntegrationsError } from '../../core/errors.ts';
import type { Catalogue, OfferedProvider, PreparedForms } from '../catalogue.ts';
import { isLoopback, readEndpoint, throughEndpoint } from '../egress/endpoint.ts';
import type { IntegrationsServerOptions } from '../options.ts';
import type { OAuthClientKeys, OAuthProvider } from './oauth-provider.ts';

/** What a sign-in at one provider is made with. */
export interface OAuthSetup {
  server: OAuthProvider;
  app: OAuthClientKeys;
  /** From the host's configuration, never from a request (SR-63). */
  redirectUri: string;
  /** Where a browser is sent for an address of the provider. */
  browserUrl(url: URL): string;
  scopes: NonNullable<PreparedForms['forms']['auth']['oauth2']>['scopes'];
}

/** The sign-ins this server offers. */
export interface OAuth {
  /** @throws IntegrationsError `bad_request` where this provider is not connected by signing in, or no app is set up for it. */
  setup(provider: OfferedProvider): Promise<OAuthSetup>;
}

/** @throws TypeError when an app has no keys or is for a provider without sign-in, or when two providers share a redirect URI or one is not https. */
export function createOAuth({ oauthClients = {}, redirectUri, endpoints = {}, allowLoopbackEgress }: IntegrationsServerOptions, catalogue: Catalogue): OAuth {
  const redirects = new Map<string, string>();
  const apps = new Map(Object.entries(oauthClients));
  for (const [id, app] of apps) {
    const provider = catalogue.all.find(({ definition }) => definition.id === id);
    if (!provider?.connector.oauth2) throw complain(id, 'is not offered here, or not connected by signing in.');
    if (!app.clientId || !app.clientSecret) throw complain(id, 'lacks `clientId` or `clientSecret`.');
    const uri = readRedirect(id, redirectUri(id));
    const other = [...redirects].find(([, one]) => one === uri)?.[0];
    if (other !== undefined) throw complain(id, `has the redirect URI of "${other}". Each provider needs its own, or an answer of one could be handed in as the other's.`);
    redirects.set(id, uri);
  }

  return {
    async setup({ definition: { id, name }, connector, forms }) {
      const [app, redirect] = [apps.get(id), redirects.get(id)];
      const oauth2 = (await forms()).forms.auth.oauth2;
      if (!oauth2 || !connector.oauth2) throw new IntegrationsError('bad_request', { detail: `${name} is not connected by signing in. Enter its keys instead.` });
      if (!app || redirect === undefined) throw new IntegrationsError('bad_request', { detail: `Signing in at ${name} is not set up here. Enter keys instead, or ask whoever runs this site to set it up.` });
      const base = Object.hasOwn(endpoints, id) ? endpoints[id] : undefined;
      const endpoint = base === undefined ? undefined : readEndpoint(id, base, allowLoopbackEgress === true);
      return { server: connector.oauth2, app, redirectUri: redirect, scopes: oauth2.scopes, browserUrl: (url) => throughEndpoint(url, endpoint) };
    },
  };
}

function readRedirect(id: string, uri: string): string {
  const url = URL.canParse(uri) ? new URL(uri) : null;
  const safe = url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)));
  if (!safe || url.hash || url.search || url.username || url.password) throw complain(id, 'has a redirect URI that is not a plain https address (http on loopback).');
  // Providers compare it character by character, so it stays as the host wrote it.
  return uri;
}

function complain(provider: string, why: string): TypeError {
  return new TypeError(`createIntegrationsServer(): the app of "${provider}" in \`oauthClients\` ${why}`);
}
