import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { credentials as googleAds } from '../../src/providers/google-ads/credentials.ts';
import { credentials as googleAnalytics4 } from '../../src/providers/google-analytics-4/credentials.ts';
import { credentials as klaviyo } from '../../src/providers/klaviyo/credentials.ts';
import { credentials as facebookAds } from '../../src/providers/facebook-ads/credentials.ts';
import { credentials as metaPixel } from '../../src/providers/meta-pixel/credentials.ts';
import { credentials as tiktokAds } from '../../src/providers/tiktok-ads/credentials.ts';
import { credentials as tiktokPixel } from '../../src/providers/tiktok-pixel/credentials.ts';
import { credentials as mailchimp } from '../../src/providers/mailchimp/credentials.ts';
import { configuration as mailchimpConfiguration } from '../../src/providers/mailchimp/configuration.ts';
import { credentials as twilio } from '../../src/providers/twilio/credentials.ts';
import { configuration as twilioConfiguration } from '../../src/providers/twilio/configuration.ts';
import { createSandbox } from '../../src/sandbox/index.ts';

const schemas = { 'google-analytics-4': googleAnalytics4, 'google-ads': googleAds, 'meta-pixel': metaPixel, 'facebook-ads': facebookAds, 'tiktok-pixel': tiktokPixel, 'tiktok-ads': tiktokAds, klaviyo, mailchimp, twilio };
const valid = (provider: keyof typeof schemas) => ({ ...createSandbox().accounts.find((one) => one.provider === provider)?.credentials }) as Record<string, string>;
const hex = valid('twilio')['authToken'] ?? '';

/** What is said of one field, the first sentence only: that is the one a form shows. */
function said(provider: keyof typeof schemas, field: string, value: string): string | undefined {
  const parsed = z.safeParse(schemas[provider], { ...valid(provider), [field]: value });
  return parsed.error?.issues.find((issue) => issue.path[0] === field)?.message;
}
function normalised(provider: keyof typeof schemas, field: string, value: string): unknown {
  return (z.parse(schemas[provider], { ...valid(provider), [field]: value }) as Record<string, unknown>)[field];
}

describe('every sandbox account is well-formed', () => {
  test.each(createSandbox().accounts.map((account) => [`${account.provider}: ${account.name}`, account] as const))('%s', (_, account) => {
    expect(z.safeParse(schemas[account.provider as keyof typeof schemas], account.credentials).error?.issues ?? []).toEqual([]);
  });
});

describe('a wrong kind of key is called by its name (UX-37)', () => {
  test.each([
    ['meta-pixel', 'pixelId', 'act_123456789012345', 'This is an ad account.'],
    ['meta-pixel', 'pixelId', 'EAAabc', 'This is the access token.'],
    ['meta-pixel', 'pixelId', '12345', 'A pixel ID has only digits'],
    ['meta-pixel', 'accessToken', '123456789012345', 'This is a number, such as a pixel’s'],
    ['meta-pixel', 'accessToken', `123456789012345|${hex}`, 'This is an app token.'],
    ['meta-pixel', 'accessToken', `EAA${hex}-`, 'An access token starts with EAA'],
    ['meta-pixel', 'testEventCode', 'two words?', 'A test code has letters and digits'],
    ['facebook-ads', 'adAccountId', 'act_12', 'An ad account ID has only digits'],
    ['facebook-ads', 'appId', 'my-app', 'An app ID has only digits'],
    ['facebook-ads', 'appSecret', 'EAAabcdefghijklmnopq', 'This is an access token.'],
    ['tiktok-pixel', 'pixelCode', '7123456789012345678', 'This is the pixel’s number or an account’s'],
    ['tiktok-pixel', 'pixelCode', 'C-1', 'A pixel ID has only letters and digits'],
    ['tiktok-pixel', 'accessToken', '7123456789012345678', 'This is a number'],
    ['tiktok-ads', 'advertiserId', 'C0123456789ABCDEFGHI', 'This is a pixel ID.'],
    ['tiktok-pixel', 'accessToken', 'awx1abcdefgh23ijkl', 'This is an app key for signing in'],
    ['tiktok-ads', 'sparkAuthCodes', 'short', 'Enter up to 20 codes'],
    ['tiktok-ads', 'appId', 'aw1abcdefgh', 'This is an app key for signing in'],
    ['google-analytics-4', 'measurementId', 'UA-12345-6', 'This is an ID of Universal Analytics'],
    ['google-analytics-4', 'measurementId', 'GT-ABC123', 'This is the ID of a Google tag'],
    ['google-analytics-4', 'measurementId', 'AW-123456789', 'This is the ID of a Google tag'],
    ['google-analytics-4', 'measurementId', 'GTM-ABC123', 'This is the ID of a Google tag'],
    ['google-analytics-4', 'measurementId', '123456789', 'This is the number of a stream or property'],
    ['google-analytics-4', 'apiSecret', 'G-ABCDEFGHIJ', 'This is the Measurement ID.'],
    ['google-ads', 'customerId', 'AW-123456789', 'This is a conversion ID.'],
    ['google-analytics-4', 'propertyId', 'G-ABCDEFGHIJ', 'This is the Measurement ID.'],
    ['google-analytics-4', 'propertyId', '12', 'A property ID has only digits'],
    ['google-analytics-4', 'refreshToken', 'ya29.abcdefghijklmnopqrstuvwxyz', 'This has another form.'],
    ['google-ads', 'loginCustomerId', valid('google-ads')['customerId'] ?? '', 'This is the same account.'],
    ['google-ads', 'loginCustomerId', 'AW-123456789', 'This is a conversion ID.'],
    ['google-ads', 'customerId', '12345', 'A customer ID has ten digits'],
    ['google-ads', 'refreshToken', 'ya29.abcdefghijklmnopqrstuvwxyz', 'This is an access token'],
    ['google-ads', 'clientSecret', '1//abcdefghijklmnopqrstuvwxyz', 'This is a refresh token.'],
    ['google-ads', 'developerToken', 'short', 'You may leave it out'],
    ['klaviyo', 'privateApiKey', 'AbC123', 'This is the public key. A private key starts with pk_.'],
    ['klaviyo', 'publicApiKey', `pk_${'aB3'.repeat(11)}x`, 'This is the private key. The public key has 6'],
    ['klaviyo', 'privateApiKey', `pk_live_${hex}`, 'This is a Stripe key.'],
    ['klaviyo', 'privateApiKey', `pk_test_${hex}`, 'This is a Stripe key.'],
    ['klaviyo', 'privateApiKey', 'pk_short', 'A private key is pk_ followed by'],
    ['klaviyo', 'publicApiKey', 'AbC1234', 'The public key has exactly 6'],
    ['mailchimp', 'apiKey', hex, 'The end of the key is missing'],
    ['mailchimp', 'apiKey', `md-${hex}`, 'This is a key of Mailchimp Transactional.'],
    ['mailchimp', 'apiKey', `${hex}-`, 'An API key is 32 letters'],
    ['mailchimp', 'serverPrefix', 'europe', 'A server prefix is a few letters'],
    ['mailchimp', 'serverPrefix', 'us21.evil.com', 'A server prefix is a few letters'],
    ['mailchimp', 'serverPrefix', 'evil.com/?us21', 'A server prefix is a few letters'],
    ['mailchimp', 'serverPrefix', 'us5', 'Key says us21.'],
    ['twilio', 'accountSid', `SK${hex}`, 'This is the SID of an API key.'],
    ['twilio', 'accountSid', `MG${hex}`, 'This names a service, number or message.'],
    ['twilio', 'accountSid', `AC${hex}0`, 'It is AC and 32'],
    ['twilio', 'accountSid', `AC${'g'.repeat(32)}`, 'It is AC and 32'],
    ['twilio', 'authToken', `AC${hex}`, 'This is the Account SID.'],
    ['twilio', 'authToken', `SK${hex}`, 'This is the SID of an API key.'],
    ['twilio', 'authToken', 'short', 'It usually has 32 characters'],
    ['twilio', 'phoneNumber', '415 555 0100', 'Write the number with its country code'],
    ['twilio', 'phoneNumber', '+0415555', 'Write the number with its country code'],
    ['twilio', 'phoneNumber', '+1234567890123456', 'Write the number with its country code'],
  ] as const)('%s %s %j', (provider, field, value, sentence) => {
    expect(said(provider, field, value)).toContain(sentence);
  });
});

describe('what a paste brings along is removed (UX-36)', () => {
  const key = valid('klaviyo')['privateApiKey'] ?? '';
  const prefix = valid('mailchimp')['serverPrefix'] ?? '';
  test.each([
    ['klaviyo', 'privateApiKey', ` ${key}\r\n`, key],
    ['klaviyo', 'privateApiKey', `"${key}"`, key],
    ['klaviyo', 'privateApiKey', `Klaviyo-API-Key ${key}`, key],
    ['klaviyo', 'privateApiKey', `\ufeff${key.slice(0, 9)}\u200b${key.slice(9)}`, key],
    ['klaviyo', 'publicApiKey', '\tAbC123 ', 'AbC123'],
    ['mailchimp', 'serverPrefix', ` ${prefix.toUpperCase()} `, prefix],
    ['mailchimp', 'serverPrefix', `https://${prefix}.admin.mailchimp.com/account/api/`, prefix],
    ['mailchimp', 'serverPrefix', `${prefix}.api.mailchimp.com`, prefix],
    ['meta-pixel', 'pixelId', "<script> fbq( 'init' , '123456789012345' ); </script>", '123456789012345'],
    ['meta-pixel', 'accessToken', 'Bearer EAAabcdefghijklmnop', 'EAAabcdefghijklmnop'],
    ['facebook-ads', 'adAccountId', ' act_123456789012345 ', '123456789012345'],
    ['facebook-ads', 'adAccountId', 'https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=123456789012345&nav=1', '123456789012345'],
    ['tiktok-pixel', 'pixelCode', "ttq.load('C0123456789ABCDEFGHI');", 'C0123456789ABCDEFGHI'],
    ['tiktok-ads', 'advertiserId', 'https://ads.tiktok.com/i18n/perf?aadvid=7123456789012345678', '7123456789012345678'],
    ['google-analytics-4', 'measurementId', " gtag( 'config', 'G-ABCDEFGHIJ' ); ", 'G-ABCDEFGHIJ'],
    ['google-analytics-4', 'measurementId', 'g-ABCDEFGHIJ', 'G-ABCDEFGHIJ'],
    ['google-ads', 'customerId', '123-456-7890', '1234567890'],
    ['google-ads', 'customerId', '123\u2013456\u2013\u200b7890', '1234567890'],
    ['twilio', 'phoneNumber', '+1 (500) 555-0006', '+15005550006'],
    ['twilio', 'phoneNumber', '0049.30.1234567', '+49301234567'],
  ] as const)('%s %s %j', (provider, field, value, expected) => {
    expect(normalised(provider, field, value)).toBe(expected);
  });
});

test('unusual but possible secrets pass to the provider (UX-37)', () => {
  expect(said('klaviyo', 'privateApiKey', `pk_AbC123_${hex}${hex}`)).toBeUndefined();
  expect(said('twilio', 'authToken', 'Abc-DEF_ghi.JKL~mno-pqr')).toBeUndefined();
});

test('the prefix may be left out; the key names it (UX-38)', () => {
  expect(z.safeParse(mailchimp, { apiKey: valid('mailchimp')['apiKey'] }).success).toBe(true);
});

test('landlines can be skipped only where numbers are looked up', () => {
  const issues = (value: object) => z.safeParse(twilioConfiguration, value).error?.issues.map((issue) => issue.path.join('.')) ?? [];
  expect(issues({ skipSmsToLandlines: true })).toEqual(['skipSmsToLandlines']);
  expect(issues({ skipSmsToLandlines: true, lookupEnabled: true })).toEqual([]);
});

test.each([
  ['replyTo', 'not an address'], ['replyTo', 'a@b'], ['googleAnalyticsTag', 'ü'.repeat(30)], ['lookbackDays', 366], ['lookbackDays', 1.5], ['reportTypes', ['fax']], ['audienceId', '../lists'], ['defaultTags', ['']],
])('a configuration with %s %j is refused with a sentence', (field, value) => {
  const issue = z.safeParse(mailchimpConfiguration, { audienceId: '1a2df69511', [field]: value }).error?.issues[0];
  expect(issue?.path[0]).toBe(field);
});
