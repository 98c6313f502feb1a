import { IntegrationsError } from '../../core/errors.ts';
import type { Catalogue, OfferedProvider, PreparedForms } from '../catalogue.ts';
import { readEndpoint, throughEndpoint } from '../egress/endpoint.ts';
import type { IntegrationsServerOptions } from '../options.ts';
import type { OAuthClientKeys, OAuthProvider } from './oauth-provider.ts';
import { complainOfApp } from './redirects.ts';

/** What a provider's answer is judged by, whichever app it is for. */
export interface OAuthPlace {
  server: OAuthProvider;
  /** From the host's configuration, never from a request (SR-63). */
  redirectUri: string;
  /** Where a browser is sent for an address of the provider. */
  browserUrl(url: URL): string;
  scopes: NonNullable<PreparedForms['forms']['auth']['oauth2']>['scopes'];
  /** It gives a connection made with keys more access, and is none by itself. */
  adds: boolean;
  /** Has the host an app here? */
  hosted: boolean;
}

/** What a sign-in at one provider is made with. */
export interface OAuthSetup extends OAuthPlace {
  app: OAuthClientKeys;
  /** What the merchant calls the secret of their own app; null where the app is the host's, which no merchant can mend. */
  ownSecret: string | null;
}

/** The sign-ins this server offers. */
export interface OAuth {
  /** @throws IntegrationsError `bad_request` where this provider is not connected by signing in, or no place to come back to is set up for it. */
  place(provider: OfferedProvider): Promise<OAuthPlace>;
  /** @param own the merchant's own app; absent: the host's. @throws IntegrationsError `bad_request` as `place`, and where the host has no app there. */
  setup(provider: OfferedProvider, own: OAuthClientKeys | undefined): Promise<OAuthSetup>;
}

/** @throws TypeError when an app of the host has no keys or is for a provider without sign-in. */
export function createOAuth({ oauthClients = {}, endpoints = {}, allowLoopbackEgress }: Pick<IntegrationsServerOptions, 'oauthClients' | 'endpoints' | 'allowLoopbackEgress'>, catalogue: Catalogue): OAuth {
  const apps = new Map(Object.entries(oauthClients));
  for (const [id, app] of apps) {
    if (!catalogue.all.some(({ definition, connector }) => definition.id === id && connector.oauth2)) throw complainOfApp(id, 'is not offered here, or not connected by signing in.');
    if (!app.clientId || !app.clientSecret) throw complainOfApp(id, 'lacks `clientId` or `clientSecret`.');
  }
  const oauth: OAuth = {
    async place({ definition: { id, name }, connector, redirectUri, forms }) {
      const oauth2 = (await forms()).forms.auth.oauth2;
      if (!oauth2 || !connector.oauth2) throw new IntegrationsError('bad_request', { detail: `${name} is not connected by signing in. Enter its keys instead.` });
      if (redirectUri === null) throw notSetUp(name);
      const base = Object.hasOwn(endpoints, id) ? endpoints[id] : undefined;
      const endpoint = base === undefined ? undefined : readEndpoint(id, base, allowLoopbackEgress === true);
      return { server: connector.oauth2, redirectUri, scopes: oauth2.scopes, adds: oauth2.adds !== undefined, hosted: apps.has(id), browserUrl: (url) => throughEndpoint(url, endpoint) };
    },
    async setup(provider, own) {
      const place = await oauth.place(provider);
      const app = own ?? apps.get(provider.definition.id);
      if (!app) throw notSetUp(provider.definition.name);
      const secret = (await provider.forms()).ownApp?.fields.find(({ key }) => key === 'clientSecret');
      return { ...place, app, ownSecret: own ? (secret?.label ?? 'Client secret') : null };
    },
  };
  return oauth;
}

function notSetUp(name: string): IntegrationsError {
  return new IntegrationsError('bad_request', { detail: `Signing in at ${name} is not set up here. Enter keys instead, or ask whoever runs this site to set it up.` });
}
