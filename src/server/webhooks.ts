import type { Catalogue } from './catalogue.ts';
import { hmacHex } from './connectors/hmac.ts';
import type { IntegrationsServerOptions } from './options.ts';

/** Where of yours the webhooks of a provider arrive. */
export interface WebhookAddress {
  /** https. `/<store>/<integration>` is put behind it, so that each integration has one of its own. */
  url: string;
  /** What the secret of each webhook is made from, see `webhookSecret`: 32 characters or more that nobody else knows. */
  key: string;
}

/** The webhook of one integration. Nothing of it is stored here. */
export interface Webhook {
  url: string;
  /** What its provider signs with. It goes to the provider alone. */
  secret: string;
  /** The same at every save, and of no other integration: tells ours from others where a provider does not show whole addresses. 16 hexadecimal digits. */
  mark: string;
}

/** The webhooks this server can have made. */
export interface Webhooks {
  of(provider: string, store: string, integration: string): Promise<Webhook | undefined>;
  /** Capabilities that come from this server rather than from credentials. */
  provides(provider: string): readonly string[];
}

/** What fields require that need a webhook. */
export const webhookCapability = 'webhook-address';

/** The secret a provider signs the webhooks of an integration with: HMAC-SHA256 of `<store>/<integration>` under the address's key, in hexadecimal digits. */
export function webhookSecret(key: string, { store, integration }: { store: string; integration: string }): Promise<string> {
  return hmacHex(key, `${store.toLowerCase()}/${integration}`);
}

/** @throws TypeError when an address is for a provider that is not offered, is no plain https address, or has a key that is too short. */
export function createWebhooks({ webhooks = {} }: Pick<IntegrationsServerOptions, 'webhooks'>, { all }: Catalogue): Webhooks {
  const addresses = new Map(Object.entries(webhooks));
  for (const [provider, { url, key }] of addresses) {
    if (!all.some(({ definition }) => definition.id === provider)) throw complain(provider, 'is for a provider that is not offered here.');
    const read = URL.canParse(url) ? new URL(url) : null;
    if (read?.protocol !== 'https:' || read.search || read.hash || read.username || read.password || url.endsWith('/')) throw complain(provider, 'is not a plain https address without a slash at its end.');
    if (key.length < 32) throw complain(provider, 'has a `key` of fewer than 32 characters.');
  }
  return {
    async of(provider, storeId, integration) {
      const address = addresses.get(provider);
      if (!address) return undefined;
      const store = storeId.toLowerCase();
      const url = `${address.url}/${store}/${integration}`;
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(url)));
      const mark = Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
      return { url, secret: await webhookSecret(address.key, { store, integration }), mark };
    },
    provides: (provider) => (addresses.has(provider) ? [webhookCapability] : []),
  };
}

function complain(provider: string, why: string): TypeError {
  return new TypeError(`createIntegrationsServer(): the address of "${provider}" in \`webhooks\` ${why}`);
}
