import { describe, expect, it } from 'vitest';
import { disconnectedIntegration } from '../../../src/core/integration.ts';
import { askHost } from '../../../src/server/http/ask-host.ts';
import { requireJson } from '../../../src/server/http/content-type.ts';
import { corsHeaders } from '../../../src/server/http/cors.ts';
import { readIdempotencyKey } from '../../../src/server/http/idempotency.ts';
import { readIfMatch, requireMatch } from '../../../src/server/http/if-match.ts';
import { guardOrigin, readOrigins } from '../../../src/server/http/origin-guard.ts';
import { createRateLimit } from '../../../src/server/http/rate-limit.ts';

const headers = (values: Record<string, string>) => new Headers(values);
const listed = readOrigins(['https://app.example', 'http://localhost:4400']);

describe('guardOrigin (SR-44)', () => {
  it.each([{}, { origin: 'https://app.example' }, { origin: 'https://app.example', 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }])('lets %j through', (values) => {
    expect(() => guardOrigin(headers(values as Record<string, string>), listed)).not.toThrow();
  });

  it.each([
    { origin: 'null' }, { origin: '' }, { origin: 'https://evil.example' }, { origin: 'https://app.example.evil.example' }, { origin: 'http://app.example' }, { origin: 'https://app.example:8443' },
    { origin: 'https://APP.example' }, { origin: 'https://app.example/' }, { origin: 'https://app.example, https://evil.example' }, { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': '' }, { 'sec-fetch-site': 'Same-Origin' }, { origin: 'null', 'sec-fetch-site': 'none' },
  ])('refuses %j', (values) => {
    expect(() => guardOrigin(headers(values as Record<string, string>), listed)).toThrow(expect.objectContaining({ code: 'forbidden' }));
  });

  it.each(['*', 'null', 'app.example', 'https://app.example/', 'https://*.example', 'https://user@app.example', 'file:///x', ''])('refuses to be set up with the origin %j', (origin) => {
    expect(() => readOrigins([origin])).toThrow(TypeError);
  });
});

describe('corsHeaders (SR-45)', () => {
  const from = (origin: string) => corsHeaders(new Request('https://api.example/', { headers: { origin } }), listed);
  it('names a listed origin exactly, with credentials', () => {
    expect(from('https://app.example')).toMatchObject({ 'access-control-allow-origin': 'https://app.example', 'access-control-allow-credentials': 'true' });
  });
  it.each(['https://evil.example', 'null', '*', 'https://app.example.evil.example'])('says nothing to %s', (origin) => {
    expect(from(origin)).toEqual({});
  });
});

describe('requireJson (SR-44)', () => {
  it.each(['application/json', 'Application/JSON', 'application/json; charset=utf-8', 'application/json;charset="UTF-8"', ' application/json '])('takes %j', (type) => {
    expect(() => requireJson(headers({ 'content-type': type }))).not.toThrow();
  });
  it.each(['', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain; application/json', 'application/json, text/plain', 'application/json; charset=utf-16', 'application/jsonp', 'text/json', 'application/json;x'])('refuses %j', (type) => {
    expect(() => requireJson(headers({ 'content-type': type }))).toThrow(expect.objectContaining({ code: 'unsupported_media_type' }));
  });
  it('refuses a compressed body, whose size would not be what is counted', () => {
    expect(() => requireJson(headers({ 'content-type': 'application/json', 'content-encoding': 'gzip' }))).toThrow();
  });
});

describe('askHost (SR-41)', () => {
  const request = new Request('https://shop.example/api', { method: 'POST', body: '{"a":1}', headers: { cookie: 'session=1' } });
  const access = { action: 'write' as const, store: 's' };
  const ask = (verdict: unknown, deadline?: number) => askHost((() => verdict) as never, request, access, deadline);

  it('lets a principal through', async () => {
    expect(await ask({ actor: 'ana', session: 's1', more: 1 })).toEqual({ actor: 'ana', session: 's1' });
    expect(await ask(Promise.resolve({ actor: 'ana', session: 's1' }))).toEqual({ actor: 'ana', session: 's1' });
  });

  it.each([
    true, 1, 'ok', 'authenticated', null, undefined, {}, [], { actor: 'ana' }, { session: 's' }, { actor: '', session: 's' }, { actor: 'ana', session: '' }, { actor: ' ', session: 's' },
    { actor: 7, session: 's' }, { actor: 'ana', session: null }, { actor: 'a\0', session: 's' }, { actor: '\ud800', session: 's' }, () => true,
  ].map((verdict) => [verdict]))('denies %j', async (verdict) => {
    await expect(ask(verdict)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('denies when the hook throws, and when it does not answer in time', async () => {
    await expect(askHost(() => { throw new Error('x'); }, request, access)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(askHost(() => Promise.reject(new Error('session store down')), request, access)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(ask(new Promise(() => {}), 20)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('passes on that nobody is signed in', async () => {
    await expect(ask('unauthenticated')).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('shows the hook headers but no body, so that it cannot use it up', async () => {
    let seen: Request | undefined;
    await askHost((given) => { seen = given; return { actor: 'ana', session: 's' }; }, request, access);
    expect(seen?.headers.get('cookie')).toBe('session=1');
    expect(await seen?.text()).toBe('');
    expect(request.bodyUsed).toBe(false);
  });
});

describe('If-Match (SR-57)', () => {
  it('is required where the route says so', () => {
    expect(() => readIfMatch(headers({}), true)).toThrow(expect.objectContaining({ code: 'revision_required' }));
    expect(readIfMatch(headers({}), false)).toBeNull();
  });
  it.each(['1', "'1'", 'W/"1"', '"1", "2"', '""', '"1', '"a b"', '"ä"', '* ,', '"1"x', '**'])('refuses %j as unreadable', (value) => {
    expect(() => readIfMatch(headers({ 'if-match': value }), true)).toThrow(expect.objectContaining({ code: 'bad_request' }));
  });
  it('compares one revision, and `*` with whether anything exists', () => {
    const current = { ...disconnectedIntegration('klaviyo'), revision: '7' };
    expect(() => requireMatch({ revision: '7' }, current, true)).not.toThrow();
    expect(() => requireMatch('*', current, true)).not.toThrow();
    expect(() => requireMatch(null, current, false)).not.toThrow();
    for (const stale of [{ revision: '6' }, { revision: '07' }, { revision: '70' }]) expect(() => requireMatch(stale, current, true)).toThrow(expect.objectContaining({ code: 'conflict', problem: expect.objectContaining({ current }) }));
    expect(() => requireMatch('*', current, false)).toThrow(expect.objectContaining({ code: 'conflict' }));
  });
});

describe('Idempotency-Key (SR-56)', () => {
  it('is 1 to 255 printable characters', () => {
    expect(readIdempotencyKey(headers({}))).toBeNull();
    expect(readIdempotencyKey(headers({ 'idempotency-key': 'k'.repeat(255) }))).toHaveLength(255);
    for (const bad of ['', 'k'.repeat(256), 'a\u00e9', 'a\tb']) expect(() => readIdempotencyKey(headers({ 'idempotency-key': bad }))).toThrow(expect.objectContaining({ code: 'bad_request' }));
  });
});

describe('createRateLimit (SR-55)', () => {
  it('lets 120 through at once, says how long to wait, and refills evenly, for each caller alone', () => {
    let now = 0;
    const limit = createRateLimit(120, () => now);
    for (let call = 0; call < 120; call += 1) limit.take('ana');
    expect(() => limit.take('ana')).toThrow(expect.objectContaining({ code: 'rate_limited', problem: expect.objectContaining({ retryAfter: 1 }) }));
    expect(() => limit.take('ben')).not.toThrow();
    now = 500;
    expect(() => limit.take('ana')).not.toThrow();
    expect(() => limit.take('ana')).toThrow();
    now = 60_500;
    for (let call = 0; call < 120; call += 1) limit.take('ana');
    expect(() => limit.take('ana')).toThrow();
  });

  it('survives a clock that steps back', () => {
    let now = 1_000_000;
    const limit = createRateLimit(120, () => now);
    limit.take('ana');
    now = 0;
    for (let call = 0; call < 119; call += 1) limit.take('ana');
    expect(() => limit.take('ana')).toThrow();
  });

  it('forgets the longest idle rather than growing without bound', () => {
    const limit = createRateLimit(1, () => 0);
    limit.take('first');
    for (let caller = 0; caller < 10_000; caller += 1) limit.take(`caller ${caller}`);
    expect(() => limit.take('first')).not.toThrow();
    expect(() => limit.take('caller 9999')).toThrow();
  });
});
