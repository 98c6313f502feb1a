import { routes } from '../../../src/core/routes.ts';
import { keyOf } from '../shop.ts';
import type { Chance } from './chance.ts';

/** A request nobody in their right mind sends: a route, a method, odd names, odd headers, odd bodies. */
export interface HostileRequest {
  method: string;
  /** With query, as it is written. */
  path: string;
  headers: Headers;
  body: string | Uint8Array<ArrayBuffer> | null;
}

const segments = ['mailer', 'pager', 'mailer~x', 'mailer~', '..', '.', '%2e%2e', '%2f', '%5c', '%00', '%', '%zz', '%ff', '%ed%a0%80', '%c0%ae', 'a%0d%0ab', '__proto__', 'constructor', 'toString', 'listId', "';drop table integrations--", '%27%20or%201=1', 'x'.repeat(300), '🦊', '%F0%9F%A6%8A', '~', 'klaviyo', '-1', '0', 'null', 'NaN', '*', 'a b', '{integrationId}', '$where'];
const strings = ['', ' ', '\0', '\ud800', 'a\udc00', 'ü', '🦊', 'x'.repeat(5000), '__proto__', keyOf.anna, keyOf.unknown, 'eu', 'us', 'evil.com/?', 'us1@evil.com/', 'a\r\nb: c', '${7*7}', '{{x}}', "' or 1=1--", '<script>alert(1)</script>', '\u202e', '\ufeff', '１２７.0.0.1', '9007199254740993', '../../etc/passwd', '%00', 'l1', 'hourly'];
const rawJson = ['', ' ', '{', '}', 'null', 'true', '0', '""', '[]', '{}', 'NaN', '[1e400]', '{"a":9007199254740993}', '{"a":1,"a":2}', '{"__proto__":{"x":1}}', '{"credentials":{"__proto__":{}}}', '{"credentials":{"constructor":1}}', '{"credentials":null}', '{"credentials":[]}', '{"credentials":"x"}', '{"configuration":7}', '{"a":"\\ud800"}', '{"a":"\\u0000"}', '['.repeat(5000), `${'['.repeat(17)}${']'.repeat(17)}`, '\ufeff{}', '{"credentials":{}}{}', "{'a':1}", '{"a":1,}', '\u2028', '{"values":{"region":{"toString":1}}}', `{"credentials":{"apiKey":"${'a'.repeat(66_000)}"}}`];
const headerValues = ['', '*', '"0"', '"1"', 'W/"1"', '"1", "2"', '1', 'null', 'https://app.example', 'https://evil.example', 'same-origin', 'cross-site', 'x'.repeat(300), 'a b', '\u00e9', 'application/json', 'application/json; charset=utf-16', 'text/plain', 'gzip', '-1', '1e9', '0x10', 'key-1'];
const headerNames = ['if-match', 'idempotency-key', 'origin', 'sec-fetch-site', 'content-type', 'content-encoding', 'x-http-method-override', 'x-forwarded-host', 'forwarded', 'range', 'cookie', 'authorization', 'accept', 'access-control-request-method', 'access-control-request-headers', 'if-none-match', 'expect'];
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'get', 'PURGE'];

/** The member a route takes, so that most bodies get as far as the values in it. */
const memberOf: Readonly<Record<string, string>> = { connect: 'credentials', verify: 'credentials', configure: 'configuration', optionsWithValues: 'values', sendTest: 'values', add: 'provider', update: 'label' };

/** @param store where most of them go. */
export function hostileRequests({ next, pick }: Chance, store: string): () => HostileRequest {
  const value = (depth: number): unknown => {
    const kind = next();
    if (kind < 0.5 || depth > 18) return pick(strings);
    if (kind < 0.65) return pick([0, -1, 1.5, 1e308, 2 ** 53, -0, true, false, null]);
    if (kind < 0.8) return Array.from({ length: Math.floor(next() * 4) }, () => value(depth + 1));
    return Object.fromEntries(Array.from({ length: Math.floor(next() * 4) }, () => [pick(['apiKey', 'region', 'webhookSecret', 'listId', 'frequency', 'token', 'a.b', 'toString', 'status', ...strings]), value(depth + 1)]));
  };
  const bytes = () => Uint8Array.from({ length: Math.floor(next() * 200) }, () => Math.floor(next() * 256));

  return () => {
    const [name, route] = pick(Object.entries(routes));
    const plausible = next() < 0.6;
    let path: string = route.path.replace(/\{(\w+)\}/g, (_, parameter: string) => (parameter === 'storeId' ? (next() < 0.8 ? store : pick(segments)) : plausible ? (parameter === 'field' ? 'listId' : 'mailer') : pick(segments)));
    if (next() < 0.1) path += pick(['/', '//', '/..', '/%2e%2e/', '?', '?eraseData=%00', '?eraseData=maybe', '?query=%ff', `?query=${'q'.repeat(300)}`, '?cursor=%00', '?a[]=1&a[]=2', ';x=1', '%']);
    const method = next() < 0.75 ? route.method : pick(methods);
    const headers = new Headers({ 'content-type': 'application/json' });
    if (next() < 0.6) headers.set('if-match', pick(['*', '"0"', '"1"', '"2"']));
    for (let extra = 0; next() < 0.3 && extra < 5; extra += 1) headers.set(pick(headerNames), pick(headerValues));
    const shape = next();
    const body = shape < 0.3 ? pick(rawJson) : shape < 0.4 ? bytes() : JSON.stringify({ [shape < 0.8 && memberOf[name] ? memberOf[name] : pick(['credentials', 'configuration', 'values', 'enabled', 'label', 'provider', 'query', 'status', '__proto__'])]: next() < 0.5 ? { apiKey: pick(strings), region: pick(strings), listId: pick(strings) } : value(0), ...(next() < 0.1 ? { [pick(['label', 'extra'])]: value(3) } : {}) });
    return { method, path, headers, body: ['GET', 'HEAD', 'get'].includes(method) ? null : body };
  };
}
