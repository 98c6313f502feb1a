import { randomText } from './random-text.ts';

/** What connecting with an account ends in. */
export type AccountOutcome = 'valid' | 'wrong' | 'forbidden' | 'rate_limited' | 'down';

/** One test account: well-formed credentials that belong to nobody. */
export interface SandboxAccount {
  provider: string;
  name: string;
  credentials: Readonly<Record<string, string>>;
  outcome: AccountOutcome;
}

const outcomes: readonly (readonly [name: string, outcome: AccountOutcome])[] = [
  ['Harbour Goods', 'valid'], ['Second Shop', 'valid'], ['Unknown key', 'wrong'], ['Key without permission', 'forbidden'], ['Busy account', 'rate_limited'], ['Account of a broken server', 'down'],
];

const datacenters = ['us21', 'us6', 'us14', 'us19', 'us12', 'us3'];

/** The accounts a sandbox knows, in the order they are listed. */
export const sandboxAccounts: readonly SandboxAccount[] = [...outcomes.map(googleAnalytics4), googleAnalytics4(['Reader of the property', 'valid']), googleAnalytics4(['Person without a property', 'valid']), ...outcomes.map(metaPixel), ...outcomes.map(tiktokPixel), ...outcomes.map(googleAds), ...outcomes.map(facebookAds), ...outcomes.map(tiktokAds), ...outcomes.map(klaviyo), klaviyo(['Limited key', 'valid']), ...outcomes.map(mailchimp), ...outcomes.map(twilio), twilio(['Shop with an API key', 'valid']), twilio(['Shop with a short code', 'valid'])];

/** Only who signs in to the property has the secret compared: the first account has keys for events alone, like those that end before it matters. */
function googleAnalytics4([name, outcome]: readonly [string, AccountOutcome]): SandboxAccount {
  const events = { measurementId: `G-${randomText(`ga4 ${name}`, 10, 'letters').toUpperCase()}`, apiSecret: randomText(`ga4 secret ${name}`, 22, 'letters') };
  const eventsAlone = name === 'Harbour Goods' || name === 'Person without a property' || outcome === 'rate_limited' || outcome === 'down';
  return { provider: 'google-analytics-4', name, outcome, credentials: eventsAlone ? events : { ...events, propertyId: numberOf(`ga4 property ${name}`, 9), ...googleKeys(`ga4 ${name}`) } };
}

/** An OAuth client and a refresh token made with it. */
function googleKeys(name: string) {
  return {
    clientId: `${numberOf(`google project ${name}`, 12)}-${randomText(`google client ${name}`, 32)}.apps.googleusercontent.com`,
    clientSecret: `GOCSPX-${randomText(`google secret ${name}`, 28, 'letters')}`, refreshToken: `1//${randomText(`google refresh ${name}`, 100, 'letters')}`,
  };
}

function googleAds([name, outcome]: readonly [string, AccountOutcome]): SandboxAccount {
  return { provider: 'google-ads', name, outcome, credentials: { customerId: numberOf(`google customer ${name}`, 10), ...googleKeys(name) } };
}

function metaPixel([name, outcome]: readonly [string, AccountOutcome]): SandboxAccount {
  return { provider: 'meta-pixel', name, outcome, credentials: { pixelId: numberOf(`meta pixel ${name}`, 15), accessToken: `EAA${randomText(`meta pixel token ${name}`, 180, 'letters')}`, testEventCode: `TEST${randomText(`meta pixel test ${name}`, 5, 'digits')}` } };
}

function facebookAds([name, outcome]: readonly [string, AccountOutcome]): SandboxAccount {
  return {
    provider: 'facebook-ads', name, outcome,
    credentials: { adAccountId: numberOf(`facebook account ${name}`, 15), accessToken: `EAA${randomText(`facebook token ${name}`, 180, 'letters')}`, appId: numberOf(`facebook app ${name}`, 15), appSecret: randomText(`facebook secret ${name}`, 32) },
  };
}

function tiktokPixel([name, outcome]: readonly [string, AccountOutcome]): SandboxAccount {
  return {
    provider: 'tiktok-pixel', name, outcome,
    credentials: { pixelCode: `C${randomText(`tiktok pixel ${name}`, 19, 'letters').toUpperCase()}`, accessToken: randomText(`tiktok pixel token ${name}`, 40), testEventCode: `TEST${randomText(`tiktok test ${name}`, 5, 'digits')}`, advertiserId: numberOf(`tiktok pixel account ${name}`, 19) },
  };
}

function tiktokAds([name, outcome]: readonly [string, AccountOutcome]): SandboxAccount {
  return {
    provider: 'tiktok-ads', name, outcome,
    credentials: { advertiserId: numberOf(`tiktok account ${name}`, 19), accessToken: randomText(`tiktok token ${name}`, 40), appId: numberOf(`tiktok app ${name}`, 19), appSecret: randomText(`tiktok secret ${name}`, 40) },
  };
}

/** Digits that do not begin with a zero. */
function numberOf(seed: string, length: number): string {
  return randomText(seed, length, 'digits').replace(/^0/, '7');
}

function klaviyo([name, outcome]: readonly [string, AccountOutcome]): SandboxAccount {
  return { provider: 'klaviyo', name, outcome, credentials: { publicApiKey: randomText(`klaviyo public ${name}`, 6, 'letters'), privateApiKey: `pk_${randomText(`klaviyo private ${name}`, 34, 'letters')}` } };
}

function mailchimp([name, outcome]: readonly [string, AccountOutcome], index: number): SandboxAccount {
  const serverPrefix = datacenters[index] ?? 'us21';
  return { provider: 'mailchimp', name, outcome, credentials: { apiKey: `${randomText(`mailchimp ${name}`, 32)}-${serverPrefix}`, serverPrefix } };
}

function twilio([name, outcome]: readonly [string, AccountOutcome]): SandboxAccount {
  const phoneNumber = name === 'Shop with a short code' ? `5${randomText(`twilio short code ${name}`, 4, 'digits')}` : `+1415555${randomText(`twilio number ${name}`, 4, 'digits')}`;
  const proof: Record<string, string> = name === 'Shop with an API key'
    ? { signInWith: 'SK', apiKeySid: `SK${randomText(`twilio key ${name}`, 32)}`, apiKeySecret: randomText(`twilio key secret ${name}`, 32, 'letters') }
    : { authToken: randomText(`twilio token ${name}`, 32) };
  return { provider: 'twilio', name, outcome, credentials: { accountSid: `AC${randomText(`twilio sid ${name}`, 32)}`, ...proof, phoneNumber } };
}
