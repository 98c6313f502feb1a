import { describe, expect, test } from 'vitest';
import type { FieldDescriptor } from '../../../src/core/index.ts';
import type { ProviderRequest, ProviderResponse } from '../../../src/server/index.ts';
import { makeReceipt, type Sent } from '../../../src/server/receipt/make-receipt.ts';
import { findSecret } from '../../../src/testing/find-secret.ts';

// In base64 it holds + and / at every alignment, and it needs escaping in URLs, JSON and markup.
const canary = 'cAn4ry>>>???~~~ÿÿ/"&<\'+%=kf83hSq0vLmZ27';
const credentials = { apiKey: canary, account: 'AC12345678', region: 'eu', undeclared: 'Und3clared-Zq7LxV02bN' };
const fields = [
  { key: 'apiKey', secret: true }, { key: 'account', secret: false }, { key: 'region', secret: false },
] as unknown as readonly FieldDescriptor[];
const utf8 = (text: string) => Array.from(new TextEncoder().encode(text));
const bytes = (before: string) => Buffer.from(`${before}${canary}!`);

const written: readonly (readonly [string, string])[] = [
  ['as it is', canary],
  ['in capitals', canary.toUpperCase()],
  ['percent-encoded', encodeURIComponent(canary)],
  ['percent-encoded twice', encodeURIComponent(encodeURIComponent(canary))],
  ['percent-encoded to the last character', utf8(canary).map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')],
  ['as a form writes it', new URLSearchParams({ a: canary }).toString()],
  ['in JSON', JSON.stringify({ a: canary })],
  ['in JSON with escaped slashes', JSON.stringify({ a: canary }).replaceAll('/', '\\/')],
  ['in JSON, all escaped', Array.from(canary, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')],
  ['in markup', canary.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')],
  ['in markup, all by number', Array.from(canary, (one) => `&#${one.charCodeAt(0)};`).join('')],
  ['in base64', bytes('').toString('base64')],
  ['in base64, one further', bytes('a').toString('base64')],
  ['in base64, two further', bytes('ab').toString('base64')],
  ['in base64 for URLs', bytes('').toString('base64url')],
  ['in base64 for URLs, two further', bytes('ab').toString('base64url')],
  ['in hexadecimal', Buffer.from(canary).toString('hex')],
  ['in hexadecimal in capitals', Buffer.from(canary).toString('hex').toUpperCase()],
  ['in part', `begins with ${canary.slice(0, 8)}`],
  ['in part, from the middle', canary.slice(20, 31)],
];

function sent(more: { request?: Partial<ProviderRequest>; answer?: Partial<ProviderResponse>; found?: Partial<Sent['found']> } = {}): Sent {
  return {
    sentAt: '2026-11-27T06:00:00.000Z',
    request: { method: 'POST', url: 'https://api.example/v1/events', ...more.request },
    answer: { status: 200, headers: new Headers(), text: '{}', json: {}, ...more.answer },
    found: { outcome: 'accepted', verdict: 'Taken.', unproven: [], ...more.found },
  };
}
const receiptOf = (more: Parameters<typeof sent>[0]) => makeReceipt(sent(more), fields, credentials);
/** Every 8 characters of the canary, and the whole of it in every encoding the kit knows. */
const leak = (value: unknown) => findSecret(typeof value === 'string' ? value : JSON.stringify(value), [canary]) ?? findSecret(JSON.stringify(value).toLowerCase(), [canary.toLowerCase()]);

describe('a receipt holds no credential, whatever is written anywhere (SR-1)', () => {
  test.each(written)('%s', (_, text) => {
    const receipt = receiptOf({
      request: { url: `https://api.example/v1/${encodeURIComponent(canary)}/events?${encodeURIComponent(canary)}=${encodeURIComponent(text)}`, body: `body ${text} end` },
      answer: { text: `answer ${text} end` },
      found: { verdict: `Said ${text}.`, unproven: [`Not ${text}.`], link: { label: `See ${text}`, url: `https://console.example/${encodeURIComponent(canary)}` }, problem: { type: 'about:blank', title: text, status: 422, code: 'validation_failed', detail: `Wrong: ${text}`, fields: { [text]: text }, requestId: text } },
    });
    expect(leak(receipt)).toBeNull();
    expect(receipt.request.body).toContain('{apiKey}');
    expect([receipt.request.body?.startsWith('body '), receipt.request.body?.endsWith(' end')]).toEqual([true, true]);
    expect(receipt.link, 'an address with a secret in it is no address').toBeUndefined();
  });

  test('at every place of a long text, also where it is cut off', () => {
    for (let at = 3960; at <= 4010; at += 1) expect(leak(receiptOf({ answer: { text: `${'x'.repeat(at)}${canary}${'y'.repeat(9000)}` } }).answer)).toBeNull();
    for (let at = 7960; at <= 8010; at += 1) expect(leak(receiptOf({ answer: { text: `${'x'.repeat(at)}${canary}` } }).answer)).toBeNull();
  });

  test('a value no field declares counts as secret, in part too', () => {
    expect(receiptOf({ answer: { text: 'ends in Zq7LxV02bN' } }).answer?.body).toBe('ends in {undeclared}');
  });

  test('what was made of a credential for a header is not shown where the provider repeats it', () => {
    const { answer } = receiptOf({ request: { headers: { authorization: 'Bearer ya29.made-of-the-refresh-token', 'login-customer-id': '99887766551', 'content-type': 'application/json' } }, answer: { text: 'token ya29.made-of-the-refresh-token for 99887766551 as application/json' } });
    expect(answer?.body).toBe('token {secret} for {secret} as application/json');
  });
});

test('public values of the credentials stand by their names as well, so that the call can still be read; short ones stay', () => {
  const { request } = receiptOf({ request: { url: 'https://api.example/Accounts/AC12345678/eu/events', body: 'From=ac12345678&Region=eu' } });
  expect(request).toEqual({ method: 'POST', url: 'https://api.example/Accounts/{account}/eu/events', body: 'From={account}&Region=eu' });
});

test('of the query only the names are kept', () => {
  expect(receiptOf({ request: { url: 'https://user:pass@api.example/mp?measurement_id=G-1&api_secret=Hid1den&api_secret=2#frag' } }).request.url).toBe('https://api.example/mp?measurement_id=…&api_secret=…');
});

test('members named like a secret are left out, whoever sent them', () => {
  expect(receiptOf({ answer: { text: '{"id":"1","access_token":"f0reign","Auth_Token" : "a\\"b","note":"kept","nested":{"client_secret":"x"},"cut_token":"never ends' } }).answer?.body)
    .toBe('{"id":"1","access_token":"…","Auth_Token" : "…","note":"kept","nested":{"client_secret":"…"},"cut_token":"…"');
  expect(receiptOf({ request: { body: 'To=%2B1&access_token=f0reign&api_key=2&Body=hello' } }).request.body).toBe('To=%2B1&access_token=…&api_key=…&Body=hello');
});

test('texts are bounded, and nothing in them breaks a line or turns its direction', () => {
  const { answer, verdict, unproven } = receiptOf({ answer: { text: `a\u0000b\u202ec\nd${'x'.repeat(20_000)}\ud83e` }, found: { verdict: 'v'.repeat(5000), unproven: ['u'.repeat(5000)] } });
  expect([answer?.body.length, verdict.length, unproven[0]?.length]).toEqual([4001, 601, 601]);
  expect(answer?.body.startsWith('a b c\nd')).toBe(true);
});

test.each(['http://console.example/', 'javascript:alert(1)', 'https://a:b@console.example/', 'nonsense'])('a link to %s is left out', (url) => {
  expect(receiptOf({ found: { link: { label: 'See', url } } }).link).toBeUndefined();
});

test('a problem keeps its code, its fields and when to come back, and nothing else', () => {
  const { problem } = receiptOf({ found: { outcome: 'refused', problem: { type: 'x', title: 'x', status: 1, code: 'validation_failed', detail: 'No.', fields: { to: 'Wrong.' }, retryAfter: 5, requestId: 'r' } } });
  expect(problem).toEqual({ type: 'about:blank', title: 'Validation failed', status: 422, code: 'validation_failed', detail: 'No.', fields: { to: 'Wrong.' }, retryAfter: 5 });
});

test('is made in linear time: 100 kB of hostile answer, under 50 ms (SR-51)', () => {
  const hostile = ['"', '"a":"', '"token":"\\', canary.slice(0, 7), 'a=', '&token=', '\\"', '"token" :'].map((part) => part.repeat(Math.ceil(100_000 / part.length)));
  receiptOf({ answer: { text: hostile[0] ?? '' } });
  for (const text of hostile) {
    const best = Math.min(...[1, 2, 3].map(() => {
      const began = performance.now();
      receiptOf({ request: { body: text }, answer: { text } });
      return performance.now() - began;
    }));
    expect(best, text.slice(0, 10)).toBeLessThan(50);
  }
});
