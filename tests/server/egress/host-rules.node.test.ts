import { describe, expect, it } from 'vitest';
import type { HostRule } from '../../../src/server/connector.ts';
import { allowedUrl, checkHostRules } from '../../../src/server/egress/host-rules.ts';
import { processorTime } from '../../setup/processor-time.ts';

const rules: HostRule[] = ['a.klaviyo.com', { label: /^[a-z]{2,4}[0-9]{1,3}$/, suffix: '.api.mailchimp.com' }];

/** What a connector would ask for, were the server prefix taken as entered. */
const withPrefix = (prefix: string) => `https://${prefix}.api.mailchimp.com/3.0/ping`;

describe('allowedUrl (SR-70)', () => {
  it.each(['https://a.klaviyo.com/api/accounts', 'https://a.klaviyo.com', 'https://a.klaviyo.com:443/api', 'https://a.klaviyo.com/api/lists?page%5Bsize%5D=10&sort=name', withPrefix('us1'), withPrefix('us21'), withPrefix('abcd999')])('allows %s', (url) => {
    expect(allowedUrl(url, rules)).not.toBeNull();
  });

  // Server prefixes that once led to another host, or might: see security.md, fact 7.
  it.each([
    'evil.com/?', 'evil.com/', 'evil.com#', 'evil.com?', 'evil.com\\', 'evil.com:443/', 'evil.com/us1', 'us1@evil.com/', 'us1:x@evil.com/', '@evil.com/', 'evil.com/@us1', 'us1%40evil.com/', '2130706433/', '127.0.0.1/', '127.1/', '0x7f.1/', '0177.0.0.1/', '0/', '[::1]/', '[::ffff:127.0.0.1]/',
    'localhost/', 'localhost:8080/', '169.254.169.254/', '10.0.0.1/?', 'us1\n.evil.com/', 'us1\r\n', 'us1\t', '\tus1', 'us1\0', 'us1。evil.com/', 'us1．evil.com/', 'us1｡evil.com/', 'ⓔvil.com/', 'ｕs1', 'us１', 'us1­', 'us1​', 'uſ1', 'US1', 'Us1',
    '', '.', '..', 'us1.', '.us1', 'us1.us1', 'evil.us1', 'us1..', '-us1', 'us1-', 'us', '1', 'us1234', 'abcde1', 'u1', 'us 1', ' us1', 'us1 ', 'us1%00', 'us1%0a', 'us1%2eevil.com%2f', '%75s1', 'us1/../..', 'us1//', 'us1\\evil', 'xn--us1', 'us1_', 'us1*', '*', 'us1;', 'us1,', 'us1&', 'us1|evil', "us1'", 'us1"', 'us1<', '$us1', '${us1}', 'us1!',
  ])('refuses the server prefix %j', (prefix) => {
    expect(allowedUrl(withPrefix(prefix), rules)).toBeNull();
  });

  it.each([
    'http://a.klaviyo.com/', 'HTTPS://a.klaviyo.com/', 'https:a.klaviyo.com/', 'https:/a.klaviyo.com/', 'https:\\\\a.klaviyo.com/', '//a.klaviyo.com/', 'https://a.klaviyo.com:80/', 'https://a.klaviyo.com:8443/', 'https://a.klaviyo.com:0443/', 'https://a.klaviyo.com:/', 'https://a.klaviyo.com./', 'https://A.klaviyo.com/', 'https://b.a.klaviyo.com/', 'https://klaviyo.com/',
    'https://a.klaviyo.com.evil.com/', 'https://a-klaviyo.com/', 'https://user@a.klaviyo.com/', 'https://user:pass@a.klaviyo.com/', 'https://:@a.klaviyo.com/', 'https://evil.com/a.klaviyo.com', 'https://evil.com/#a.klaviyo.com', 'https://a.klaviyo.com#x', 'https://a.klaviyo.com/#x', 'https://a.klaviyo.com?x', 'https://a.klaviyo.com\\@evil.com/', 'https://a.klaviyo.com/\\evil',
    'https://a.klaviyo.com/api/../admin', 'https://a.klaviyo.com/api/%2e%2e/admin', 'https://a.klaviyo.com/./api', 'https://a.klaviyo.com/a b', 'https://a.klaviyo.com/a\nb', 'https://a.klaviyo.com/ä', ' https://a.klaviyo.com/', 'https://a.klaviyo.com/ ', 'wss://a.klaviyo.com/', 'file://a.klaviyo.com/', 'javascript:https://a.klaviyo.com/', 'https://a.klaviyo.com:443:443/', 'https://api.mailchimp.com/', 'https://.api.mailchimp.com/', 'https://us1.api.mailchimp.com.evil.com/', 'https://us1.api.mailchimp.comx/', 'https://us1.api.mailchimp.org/', 'https://us1.api.evilchimp.com/', '', 'https://',
  ])('refuses %j', (url) => {
    expect(allowedUrl(url, rules)).toBeNull();
  });

  it('takes one label before a suffix, even where the rule’s own pattern would fit more', () => {
    const wide: HostRule = { label: /^[a-z.]+$/, suffix: '.api.example.com' };
    expect(allowedUrl('https://eu.api.example.com/', [wide])).not.toBeNull();
    expect(allowedUrl('https://evil.eu.api.example.com/', [wide])).toBeNull();
  });

  it('answers in time linear in the length of the address (SR-51)', () => {
    const urls = [`https://${'a.'.repeat(50_000)}`, `https://${'a-'.repeat(50_000)}!`, `https://a.klaviyo.com/${'/'.repeat(100_000)} `, `https://${'a'.repeat(100_000)}.api.mailchimp.com/`, `https://a.klaviyo.com${':443'.repeat(25_000)}`];
    for (const url of urls) expect(processorTime(() => allowedUrl(url, rules))).toBeLessThan(50);
  });
});

describe('checkHostRules', () => {
  it.each<[HostRule]>([
    ['*.klaviyo.com'], ['klaviyo'], ['https://a.klaviyo.com'], ['a.klaviyo.com/'], ['A.klaviyo.com'], [''],
    [{ label: /[a-z]+/, suffix: '.api.mailchimp.com' }], [{ label: /^us/, suffix: '.api.mailchimp.com' }], [{ label: /us$/, suffix: '.api.mailchimp.com' }], [{ label: /^us|eu$/, suffix: '.api.mailchimp.com' }],
    [{ label: /^us$/i, suffix: '.api.mailchimp.com' }], [{ label: /^us$/m, suffix: '.api.mailchimp.com' }], [{ label: /^us\$/, suffix: '.api.mailchimp.com' }], [{ label: /^us$/, suffix: '.com' }], [{ label: /^us$/, suffix: 'api.mailchimp.com' as `.${string}` }],
  ])('refuses a rule that is too wide: %o', (rule) => {
    expect(() => checkHostRules('x', [rule])).toThrow(TypeError);
  });
  it('takes exact names and anchored labels', () => {
    expect(() => checkHostRules('x', [...rules, { label: /^(us|eu)[0-9]$/, suffix: '.api.example.com' }])).not.toThrow();
  });
});
