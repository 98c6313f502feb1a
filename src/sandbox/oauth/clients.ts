import { randomText } from '../random-text.ts';

/** Providers that sign in at one place: a token of one is known to the other. */
export type Family = 'google' | 'meta' | 'tiktok' | 'klaviyo' | 'mailchimp';

/** An app registered at a provider, for tests. Nothing in it exists. */
export interface OAuthClient {
  provider: string;
  family: Family;
  /** What a person sees on the consent page. */
  name: string;
  clientId: string;
  clientSecret: string;
  /** Compared character by character. */
  redirectUris: readonly string[];
  /** Clients of one app share what a person granted: revoking one ends the others (Google: the Cloud project; Meta and TikTok: the app itself). */
  app: string;
}

/** The registered clients: for each provider that signs people in one of the host, and one that a merchant registered. @param redirectUris those of a provider. */
export function sandboxClients(redirectUris: (provider: string) => readonly string[]): { hosts: readonly OAuthClient[]; merchants: readonly OAuthClient[] } {
  return { hosts: clientsOf('', 'Shop settings', redirectUris), merchants: clientsOf(' of a merchant', 'Harbour Goods’ own app', redirectUris) };
}

function clientsOf(whose: string, name: string, redirectUris: (provider: string) => readonly string[]): readonly OAuthClient[] {
  const project = number(`google project of the demo${whose}`, 12);
  const google = (provider: string) => ({ clientId: `${project}-${randomText(`client ${provider}${whose}`, 32)}.apps.googleusercontent.com`, clientSecret: `GOCSPX-${randomText(`client secret ${provider}${whose}`, 28, 'letters')}`, app: project });
  const meta = { clientId: number(`meta app${whose}`, 15), clientSecret: randomText(`meta app secret${whose}`, 32), app: `meta${whose}` };
  const tiktok = { clientId: number(`tiktok app${whose}`, 19), clientSecret: randomText(`tiktok app secret${whose}`, 40), app: `tiktok${whose}` };
  const klaviyo = { clientId: uuid(`klaviyo client${whose}`), clientSecret: randomText(`klaviyo client secret${whose}`, 64, 'letters'), app: `klaviyo${whose}` };
  const mailchimp = { clientId: number(`mailchimp client${whose}`, 12), clientSecret: randomText(`mailchimp client secret${whose}`, 50), app: `mailchimp${whose}` };
  const all: readonly (readonly [provider: string, family: Family, keys: Pick<OAuthClient, 'clientId' | 'clientSecret' | 'app'>])[] = [
    ['google-analytics-4', 'google', google('google-analytics-4')], ['meta-pixel', 'meta', meta], ['tiktok-pixel', 'tiktok', tiktok],
    ['google-ads', 'google', google('google-ads')], ['facebook-ads', 'meta', meta], ['tiktok-ads', 'tiktok', tiktok], ['klaviyo', 'klaviyo', klaviyo], ['mailchimp', 'mailchimp', mailchimp],
  ];
  return all.map(([provider, family, keys]) => ({ provider, family, name, ...keys, redirectUris: redirectUris(provider) }));
}

function number(seed: string, length: number): string {
  return randomText(seed, length, 'digits').replace(/^0/, '7');
}

function uuid(seed: string): string {
  return randomText(seed, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');
}
