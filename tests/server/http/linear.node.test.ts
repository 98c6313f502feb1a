import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { formRules } from '../../../src/core/form-rules.ts';
import { parseIntegrationId } from '../../../src/core/integration.ts';
import { judgeConfiguration, judgeCredentials } from '../../../src/core/judge.ts';
import { loadForms } from '../../../src/core/load-forms.ts';
import { describeFields } from '../../../src/core/describe-fields.ts';
import { requests } from '../../../src/core/wire.ts';
import { builtinProviders } from '../../../src/providers/index.ts';
import { builtinConnectors } from '../../../src/server/connectors/index.ts';
import { requireJson } from '../../../src/server/http/content-type.ts';
import { preflightHeaders } from '../../../src/server/http/cors.ts';
import { readIdempotencyKey } from '../../../src/server/http/idempotency.ts';
import { readIfMatch } from '../../../src/server/http/if-match.ts';
import { guardOrigin } from '../../../src/server/http/origin-guard.ts';
import { parseJson } from '../../../src/server/http/parse-json.ts';
import { toNodeListener } from '../../../src/server/node/to-node-listener.ts';
import { createRouter } from '../../../src/server/router.ts';
import { processorTime } from '../../setup/processor-time.ts';
import { parseStoreId } from '../../../src/server/storage/store-id.ts';

const small = 10_000;
const large = 100_000;
/** Ten times the input may take ten times as long, and twice that beside other work; a square takes a hundred times. */
const mostGrowth = 20;
/** Milliseconds of a processor the large one may take (SR-51). A machine too slow for that must at least show that time does not grow as a square. */
const most = 50;

const pieces = ['a', '.', '-', ' ', '0', '+1', 'a@a.', '\u200b', 'us21', 'pk_', '"', '\\', 'https://a', 'https://us1.admin.mailchimp.com/', '()', 'a b', 'a, ', ' ,', 'é', '\t', '~a', '-a', '/', ';charset=', '[[', '{"a":', '1e', '{}', '%41'];
const tails = ['', '!', '\u0001'];
const texts = pieces.flatMap((piece) => tails.map((tail) => ({ name: JSON.stringify(`${piece}…${tail}`), of: (length: number) => piece.repeat(Math.ceil(length / piece.length)) + tail })));

/** The fastest run: what else the process does slows some, what is not linear slows all. */
function fastest(run: () => unknown, runs: number): number {
  return Math.min(...Array.from({ length: runs }, () => processorTime(run)));
}

function expectLinear<T>(name: string, of: (length: number) => T, run: (input: T) => unknown): void {
  const [short, long] = [of(small), of(large)];
  let took = Number.POSITIVE_INFINITY;
  let before = 0;
  for (let attempt = 0; attempt < 10; attempt += 1) {
    took = Math.min(took, fastest(() => run(long), 1));
    if (took < most) return;
    before = fastest(() => run(short), 5);
    if (took / before <= mostGrowth) return;
    // Far from it: no slow machine explains that.
    if (took > 20 * most) break;
  }
  expect.fail(`${name}: ${small} take ${before.toFixed(3)} ms, ${large} take ${took.toFixed(3)} ms`);
}

const headers = (name: string, value: string) => ({ get: (asked: string) => (asked === name ? value : null) }) as unknown as Headers;
const router = createRouter('/api');
const listener = toNodeListener({ fetch: () => new Response() });
const response = { writeHead: () => {}, end: () => {} } as unknown as ServerResponse;
const origins = new Set(['https://app.example']);

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'content type': (text) => requireJson(headers('content-type', `application/json${text}`)),
  'If-Match': (text) => readIfMatch(headers('if-match', `"${text}`), true),
  'Idempotency-Key': (text) => readIdempotencyKey(headers('idempotency-key', text)),
  Origin: (text) => guardOrigin(headers('origin', `https://${text}`), origins),
  'headers of a preflight': (text) => preflightHeaders({ headers: { get: (name: string) => ({ origin: 'https://app.example', 'access-control-request-method': 'POST' })[name] ?? text } } as unknown as Request, origins, ['POST']),
  path: (text) => router.match('GET', `/api/stores/${text}/integrations`),
  'path of many segments': (text) => router.match('GET', `/api/${text}`),
  'integration id': parseIntegrationId,
  'store id': parseStoreId,
  // What is fine goes on to the server; a space or a bracket at its end is not.
  'request line': (text) => listener({ url: `/${text} `, headers: {} } as IncomingMessage, response),
  'Host header': (text) => listener({ url: '/', headers: { host: `${text} ` } } as IncomingMessage, response),
  JSON: parseJson,
  'JSON in a string': (text) => parseJson(JSON.stringify({ a: text })),
};

describe('what reads a request is linear (SR-51)', () => {
  it.each(Object.entries(readers))('%s', (name, read) => {
    for (const text of texts) expectLinear(`${name} of ${text.name}`, text.of, read);
  });

  it.each(Object.entries(requests))('the body of %s', (name, schema) => {
    for (const member of Object.keys(schema.shape)) {
      for (const text of texts) expectLinear(`${name}.${member} of ${text.name}`, text.of, (value) => schema.safeParse({ [member]: value }));
      expectLinear(`${name}.${member} of many items`, manyItems, (value) => schema.safeParse({ [member]: value }));
    }
  });
});

// Items as short as they can be told apart. Members need no test: more than 500 are refused before.
function manyItems(length: number): string[] {
  return Array.from({ length: length / 5 }, (_, at) => `${at}`);
}

const forms = await Promise.all(builtinProviders.map(async (provider) => [provider.id, await loadForms(provider)] as const));

describe.each(forms)('what judges the forms of %s is linear (SR-51)', (id, { auth, configuration }) => {
  const normalise = builtinConnectors.find(({ provider }) => provider === id)?.normalise ?? ((values: Readonly<Record<string, unknown>>) => values);
  const parts = [
    ...(auth.credentials ? [{ schema: auth.credentials.fields, purpose: 'credentials' as const, judge: (values: Record<string, unknown>) => judgeCredentials(auth.credentials?.fields as never, normalise(values), {}, formRules) }] : []),
    ...(configuration ? [{ schema: configuration, purpose: 'configuration' as const, judge: (values: Record<string, unknown>) => judgeConfiguration(configuration, values, formRules) }] : []),
  ];
  const fields = parts.flatMap((part) => describeFields(part.schema, part.purpose).map((field) => ({ ...part, field })));

  it('each field, whatever is put into it', () => {
    expect(fields.length).toBeGreaterThan(3);
    for (const { field, judge } of fields) {
      const listed = field.kind === 'tags' || field.kind === 'choices' || field.kind === 'rows';
      for (const text of texts) expectLinear(`${field.path} of ${text.name}`, text.of, (value) => judge({ [field.key]: listed ? [value] : value }));
      expectLinear(`${field.path} of many items`, manyItems, (value) => judge({ [field.key]: value }));
      expectLinear(`${field.path} of many equal items`, (length) => Array.from({ length: length / 4 }, () => 'a'), (value) => judge({ [field.key]: value }));
      expectLinear(`${field.path} of many rows`, (length) => Array.from({ length: length / 10 }, (_, at) => ({ from: `${at}`, to: 'a' })), (value) => judge({ [field.key]: value }));
      if (field.warn) for (const text of texts) expectLinear(`warning of ${field.path} for ${text.name}`, text.of, (value) => new RegExp(field.warn?.pattern ?? '').test(value));
    }
  });

  it('a list of thousands of wrong items, which is answered with a hundred problems at most', () => {
    for (const { field, judge } of fields.filter(({ field: { kind } }) => kind === 'choices' || kind === 'tags')) {
      const judged = judge({ [field.key]: Array.from({ length: 5000 }, () => 7) });
      expect(judged.ok ? 0 : Object.keys(judged.fields).length, field.path).toBeLessThanOrEqual(100);
    }
  });
});
