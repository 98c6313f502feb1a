import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Route } from '../../../../src/core/routes.ts';
import { bodyLimits } from '../../../../src/server/http/read-body.ts';
import { all, changing, guarded, type Matrix, openMatrix, withBody } from './harness.ts';
import { rows } from './rows.ts';

let matrix: Matrix;
beforeAll(async () => { matrix = await openMatrix(); });
afterAll(() => matrix.close());
beforeEach(() => { matrix.hook.answer = { actor: 'ana', session: 's1' }; });

/** A body that is fine but for one thing, which is put at its top, inside its first member, and inside a list there. */
function spoilt(body: Readonly<Record<string, unknown>>, raw: string): string[] {
  const [first = ''] = Object.keys(body);
  const whole = JSON.stringify(body);
  return [whole.replace('{', `{${raw},`), JSON.stringify({ ...body, [first]: { spoilt: 0 } }).replace('"spoilt":0', raw), JSON.stringify({ ...body, [first]: [[{ spoilt: 0 }]] }).replace('"spoilt":0', raw)];
}

describe.each(withBody)('the body of %s', (name, route: Route) => {
  const body = rows[name].body ?? {};
  // With the reason, because most of these bodies would be refused for another one too.
  const refuses = async (how: string, sent: Parameters<Matrix['send']>[1], status: number, reason = /./) => {
    const held = await matrix.holdings(sent.store);
    const answer = await matrix.send(name, sent);
    expect([answer.status, reason.test(answer.problem.detail) || answer.problem.detail], how).toEqual([status, true]);
    expect(await matrix.holdings(sent.store), how).toBe(held);
  };

  it('is JSON in UTF-8, uncompressed, and says so (SR-44)', async () => {
    const { id } = await matrix.connected();
    for (const type of [null, '', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json, text/plain', 'application/json; charset=utf-16', 'text/json']) await refuses(String(type), { store: id, headers: { 'content-type': type } }, 415);
    for (const encoding of ['gzip', 'br', 'identity, gzip']) await refuses(encoding, { store: id, headers: { 'content-encoding': encoding } }, 415);
    for (const missing of ['', ' ', 'null', '[]', '""', '7', '{', `${JSON.stringify(body)}{}`]) await refuses(missing, { store: id, body: missing }, 400);
  });

  it('has no member a caller may not set, and none it does not know (SR-49)', async () => {
    const { id } = await matrix.connected();
    const unknown = ['status', 'id', 'storeId', 'store', 'store_id', 'provider_id', 'revision', 'version', 'account', 'accountKey', 'createdAt', 'updatedAt', 'connectedAt', 'connectedBy', 'problem', 'scheme', 'previews', 'actor', 'extra', ...(name === 'configure' ? ['credentials', 'enabled'] : []), ...(name === 'update' ? ['credentials', 'configuration'] : [])];
    for (const member of unknown) {
      // The first names the place.
      if (member in body || (member === 'store' && route.place)) continue;
      await refuses(member, { store: id, body: { ...body, [member]: 'x' } }, 400);
    }
  });

  it('has no key that reaches a prototype, at any depth and in any spelling (SR-50)', async () => {
    const { id } = await matrix.connected();
    for (const key of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__', 'c\\u006fnstructor']) {
      for (const text of spoilt(body, `"${key}":{"admin":true}`)) await refuses(text, { store: id, body: text }, 400, /has a key that is not allowed/);
    }
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  it('has no duplicate key, NUL, half character or number that would change (SR-53)', async () => {
    const { id } = await matrix.connected();
    const reason = /the same key twice|NUL character|half of a character|number too large/;
    for (const raw of ['"a":1,"a":2', '"a":1,"\\u0061":2', '"a":"\\u0000"', '"a\\u0000":1', '"a":"\\ud800"', '"a":1e400', '"a":9007199254740993']) {
      for (const text of spoilt(body, raw)) await refuses(text, { store: id, body: text }, 400, reason);
    }
  });

  it('is 64 KiB, 16 levels and 500 keys at most (SR-48)', async () => {
    const { id } = await matrix.connected();
    const [first = ''] = Object.keys(body);
    await refuses('bytes', { store: id, body: `${JSON.stringify(body)}${' '.repeat(bodyLimits.bytes)}` }, 413);
    await refuses('levels', { store: id, body: `{"${first}":${'['.repeat(16)}${']'.repeat(16)}}` }, 400, /deeper than 16 levels/);
    await refuses('keys', { store: id, body: JSON.stringify({ [first]: Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`k${at}`, at])) }) }, 400, /more than 500 keys/);
  });
});

describe.each(all.filter(([name, { method }]) => method !== 'GET' && rows[name].body === undefined))('%s, which needs no body,', (name) => {
  it('refuses one that is not JSON, and writes nothing of one that is (SR-44, SR-49)', async () => {
    const { id } = await matrix.connected();
    const held = await matrix.holdings(id);
    expect((await matrix.send(name, { store: id, body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } })).status).toBe(415);
    expect((await matrix.send(name, { store: id, body: '{}', headers: { 'content-type': null } })).status).toBe(415);
    expect((await matrix.send(name, { store: id, body: '{"constructor":1}' })).status).toBe(400);
    expect(await matrix.holdings(id)).toBe(held);
    const answer = await matrix.send(name, { store: id, body: { status: 'error', label: 'smuggled', configuration: { listId: 'smuggled' } } });
    expect(answer.status).toBe(rows[name].answers);
    expect(await matrix.holdings(id)).not.toContain('smuggled');
  });
});

describe.each(guarded)('%s', (name, route: Route) => {
  it('refuses an Idempotency-Key that is empty, long or not printable (SR-56)', async () => {
    const { id } = await matrix.connected();
    const held = await matrix.holdings(id);
    for (const key of ['', 'k'.repeat(256), 'a\u00e9', 'a\tb']) expect((await matrix.send(name, { store: id, headers: { 'idempotency-key': key } })).problem.code, JSON.stringify(key)).toBe('bad_request');
    expect(await matrix.holdings(id)).toBe(held);
    expect((await matrix.send(name, { store: id, headers: { 'idempotency-key': 'k'.repeat(255) } })).status).toBe(rows[name].answers);
  });

  it('refuses an If-Match that is no single revision (SR-57)', async () => {
    const { id } = await matrix.connected();
    const held = await matrix.holdings(id);
    for (const value of ['', '1', 'W/"1"', '"1", "2"', '""', '"1', '* ,']) expect((await matrix.send(name, { store: id, headers: { 'if-match': value } })).problem.code, value).toBe('bad_request');
    expect(await matrix.holdings(id)).toBe(held);
  });

  it('needs an If-Match where the table says so, and honours one wherever an integration is meant (SR-57)', async () => {
    const { id, mailer } = await matrix.connected();
    const { revision } = await mailer();
    const held = await matrix.holdings(id);
    if (route.ifMatch) expect((await matrix.send(name, { store: id, headers: { 'if-match': null } })).problem.code).toBe('revision_required');
    if (rows[name].conditional) {
      const stale = await matrix.send(name, { store: id, headers: { 'if-match': '"999"' } });
      expect([stale.status, stale.problem.current?.id, stale.problem.current?.revision, stale.headers.get('etag')]).toEqual([412, 'mailer', revision, `"${revision}"`]);
    }
    expect(await matrix.holdings(id)).toBe(held);
    if (rows[name].conditional) expect((await matrix.send(name, { store: id, headers: { 'if-match': `"${revision}"` } })).status).toBe(rows[name].answers);
  });

  it('refuses NUL in the query, and names that are no single segment (SR-52, SR-53)', async () => {
    const { id } = await matrix.connected();
    const held = await matrix.holdings(id);
    expect((await matrix.send(name, { store: id, query: '?unread=%00' })).status).toBe(400);
    if (route.place === 'state') return;
    for (const bad of ['a/b', 'a\\b', 'a\r\nb', 'a\0', 'x'.repeat(201)]) expect((await matrix.send(name, { store: bad })).status, bad).toBe(400);
    expect(await matrix.holdings(id)).toBe(held);
  });
});

it('holds every route that changes something to its limit of costly calls, where it has one (SR-55)', async () => {
  const limited = await openMatrix({ database: matrix.database, limits: { costlyPerMinute: 1 } });
  for (const [name, route] of guarded) {
    const store = await limited.store();
    limited.hook.answer = { actor: `actor of ${name}`, session: 's' };
    const statuses = [await limited.send(name, { store: store.id }), await limited.send(name, { store: store.id })].map(({ status, headers }) => [status === 429, headers.get('retry-after')]);
    expect(statuses, name).toEqual([[false, null], route.costly ? [true, '60'] : [false, null]]);
  }
  await limited.server.stop();
  expect(changing.filter(([, { costly }]: [unknown, Route]) => costly).map(([name]) => name).sort()).toEqual(['authorize', 'authorizeWithFields', 'connect', 'refresh', 'sendTest', 'verify']);
});
