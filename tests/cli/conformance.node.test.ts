import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { ConformanceFixture } from '../../src/testing/index.ts';
import { conformanceOverHttp } from '../../src/testing/over-http/conformance-over-http.ts';
import { listen } from '../hosts/listen.ts';
import { createRestBackend } from '../hosts/rest-backend.ts';
import { figure } from '../setup/figures.ts';
import { runCli } from './run-cli.ts';
import { type Tampering, tampered } from './tampering.ts';

const fixtureFile = join(import.meta.dirname, '../hosts/newsletter.fixture.json');
const fixture = JSON.parse(readFileSync(fixtureFile, 'utf8')) as ConformanceFixture;
let host: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  host = await listen(createRestBackend());
});
afterAll(() => host.stop());

const stores = () => ({ store: crypto.randomUUID(), other: crypto.randomUUID() });
async function check(url: string, { store, other } = stores()) {
  const { code, out, err } = await runCli(['conformance', '--url', url, '--store', store, '--other-store', other, '--fixture', fixtureFile]);
  const lines = out.split('\n');
  const of = (word: string) => lines.filter((line) => line.startsWith(word)).map((line) => line.slice(15));
  return { code, err, summary: lines.at(-1), passed: of('pass '), failed: of('FAIL '), unsupported: of('not supported ') };
}

async function checkTampered(tampering: Tampering, both = stores()) {
  const server = await listen(tampered(host.url, tampering));
  onTestFinished(() => server.stop());
  return check(server.url, both);
}

const at = (store: string, verb: string) => `${host.url}/api/stores/${store}/integrations/newsletter/${verb}`;
const takesAForm: Tampering['ask'] = (sent) => ({ ...sent, headers: { ...sent.headers, 'content-type': 'application/json' } });

describe('conformance, against a backend written without this package,', () => {
  test('passes, and says what the backend does not offer', async () => {
    const { code, err, passed, failed, unsupported, summary } = await check(host.url);
    expect([code, err, failed]).toEqual([0, '', []]);
    expect(passed.length).toBeGreaterThan(60);
    expect(passed).toContain('isolation: lets another store end nothing');
    expect(unsupported).toContain('impact: answers sentences, and changes nothing — the backend has no such route');
    figure({ what: 'conformance of a backend written without this package', count: `${passed.length} passed, ${unsupported.length} not supported`, worst: `${failed.length} failed` });
    expect(summary).toBe(`newsletter at ${host.url}: ${passed.length} passed, 0 failed, ${unsupported.length} not supported`);
  });

  test('starts every case afresh, whatever the stores hold', async () => {
    const both = stores();
    for (const store of Object.values(both)) {
      await fetch(at(store, 'connect'), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ credentials: fixture.credentials.valid }) });
    }
    expect((await check(host.url, both)).code).toBe(0);
  });

  test('leaves the stores clean, also when the last thing it did should have been refused', async () => {
    const both = stores();
    const { failed } = await checkTampered({ ask: takesAForm }, both);
    expect(failed).toHaveLength(1);
    for (const store of Object.values(both)) expect(await (await fetch(at(store, 'status'))).json()).toMatchObject({ status: 'disconnected', configuration: {} });
  });

  test('leaves isolation out where no other store is named', async () => {
    const { code, out } = await runCli(['conformance', '--url', host.url, '--store', crypto.randomUUID(), '--fixture', fixtureFile]);
    expect(code).toBe(0);
    expect(out).toMatch(/^not supported {2}isolation: shows .* — no --other-store was named$/m);
  });
});

describe('conformance finds by name a backend that', () => {
  test.for<[does: string, tampering: Tampering, failed: readonly (string | RegExp)[]]>([
    [
      'names no revision in its answers',
      { answer: (answered) => ({ ...answered, headers: { ...answered.headers, etag: '"0"' } }) },
      [/^wire: answered nothing .* — .*\/connect answered 200 without the revision as ETag/],
    ],
    [
      'calls a problem plain JSON',
      { answer: (answered) => (answered.status < 400 ? answered : { ...answered, headers: { 'content-type': 'application/json' } }) },
      [/^wire: answered nothing .* under application\/json instead of application\/problem\+json/],
    ],
    ['takes a form for JSON', { ask: takesAForm }, [/^wire: takes changes as application\/json only.*it was answered 200 instead of 415\.$/]],
    [
      'saves without a revision',
      {
        ask: async (sent) => {
          if (!sent.path.endsWith('/configure') || sent.headers['if-match']) return sent;
          const now = (await (await fetch(host.url + sent.path.replace('configure', 'status'))).json()) as { revision: string };
          return { ...sent, headers: { ...sent.headers, 'if-match': `"${now.revision}"` } };
        },
      },
      [/^wire: asks for If-Match where a save could overwrite — /],
    ],
    [
      'guesses what was meant by half a body',
      { ask: (sent) => (sent.path.endsWith('/connect') && sent.body.endsWith('"}') && !sent.body.endsWith('}}') ? { ...sent, body: `${sent.body}}` } : sent) },
      [/^wire: refuses a body that is not JSON as bad_request — connect: the answer is no problem/],
    ],
    [
      'takes a body of any size',
      { ask: (sent) => ({ ...sent, body: sent.body.replace(/,"padding":"x+"/, '') }) },
      [/^wire: refuses a body of more than 64 KiB as too_large — connect: the answer is no problem/],
    ],
    [
      'answers its status without all members',
      { answer: (answered, { path }) => (path.endsWith('/status') && answered.status === 200 ? { ...answered, body: answered.body.replace('"enabled":true,', '') } : answered) },
      [
        /^status: answers the Integration.*GET .*\/status answered 200 with a body that does not fit: enabled is missing \(it takes a boolean\)/,
        /^status: answers what/,
        /^status: leaves/,
        /^wire: answered nothing/,
      ],
    ],
    [
      'confuses two stores',
      { ask: (sent) => ({ ...sent, path: sent.path.replace(/stores\/[^/]+/, 'stores/one-for-all') }) },
      [/^isolation: shows/, /^isolation: lets another store end/, /^isolation: lets another store configure/, /^isolation: keeps no secret/],
    ],
  ])('%s', async ([, tampering, expected]) => {
    const { code, failed } = await checkTampered(tampering);
    expect(failed).toEqual(expected.map((one) => expect.stringMatching(one)));
    expect(code).toBe(1);
  });

  test('sends its headers with every request, and what a gateway answers is told', async () => {
    const gate = {
      ask: (sent: Parameters<NonNullable<Tampering['ask']>>[0]) =>
        sent.headers['authorization'] === 'Bearer abc: d' ? sent : { status: 401, headers: { 'content-type': 'text/html' }, body: '<p>Who are you?</p>' },
    };
    const server = await listen(tampered(host.url, gate));
    onTestFinished(() => server.stop());
    const refused = await check(server.url);
    expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/could not be made ready.*answered 401 with text\/html that is not JSON/) });
    const { code } = await runCli(['conformance', '--url', server.url, '--store', crypto.randomUUID(), '--fixture', fixtureFile, '--header', 'authorization: Bearer abc: d']);
    expect(code).toBe(0);
  });
});

test('a case that meets a limit of the backend is tried again after the wait', async () => {
  let left = 3;
  const limit: Tampering = {
    ask: (sent) => {
      if (!sent.path.endsWith('/connect') || left-- > 0) return sent;
      return {
        status: 429,
        headers: { 'content-type': 'application/problem+json', 'retry-after': '17' },
        body: JSON.stringify({ type: 'about:blank', title: 'Rate limited', status: 429, code: 'rate_limited', detail: 'Wait.' }),
      };
    },
  };
  const server = await listen(tampered(host.url, limit));
  onTestFinished(() => server.stop());
  const waits: number[] = [];
  const pause = async (seconds: number) => {
    waits.push(seconds);
    left = 100;
  };
  const { cases } = await conformanceOverHttp({ url: server.url, store: crypto.randomUUID(), headers: {} }, fixture, pause);
  for (const one of cases.filter(({ name }) => name.startsWith('connect:'))) if ('run' in one) await one.run();
  expect(waits).toEqual([17]);
});

describe('conformance refuses', () => {
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'integrations-cli-'));
    onTestFinished(() => rmSync(made, { recursive: true, force: true }));
    return made;
  };
  test.for([
    [[], /--url/],
    [['--url', 'shop.example'], /begins with http/],
    [['--url', 'https://shop.example/api/'], /Leave \/api out/],
    [['--url', 'https://ana:pw@shop.example'], /--header/],
    [['--url', 'https://shop.example'], /--store/],
    [['--url', 'https://shop.example', '--store', 'a', '--other-store', 'a'], /same store/],
    [['--url', 'https://shop.example', '--store', 'a', '--header', 'nothing'], /'name: value'/],
    [['--url', 'https://shop.example', '--store', 'a', '--header', 'x\ny: z'], /'name: value'/],
    [['--url', 'https://shop.example', '--store', 'a', '--fixture', '/no/such/file'], /cannot be read: ENOENT/],
  ] as const)('%j', async ([args, message]) => {
    const { code, err } = await runCli(['conformance', ...args]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  test.for([
    ['{', /is not JSON/],
    ['{}', /provider is missing.*secrets is missing.*credentials is missing/],
    [JSON.stringify({ ...fixture, secrets: ['token'] }), /names "token", of which credentials.valid has no text/],
    [JSON.stringify({ ...fixture, credentials: { ...fixture.credentials, failing: { sad: {} } } }), /credentials\.failing/],
    [JSON.stringify({ ...fixture, extra: 1 }), /members nobody knows: extra/],
  ] as const)('the fixture %s', async ([text, message]) => {
    const file = join(folder(), 'fixture.json');
    writeFileSync(file, text);
    const { code, err } = await runCli(['conformance', '--url', 'https://shop.example', '--store', 'a', '--fixture', file]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err).not.toContain(String(fixture.credentials.valid['apiKey']));
  });
});

test('a backend that cannot be reached is said, and fails', async () => {
  const gone = await listen(createRestBackend());
  await gone.stop();
  const { code, err } = await check(gone.url);
  expect(code).toBe(1);
  expect(err).toMatch(/GET .* could not be sent \(ECONNREFUSED\)/);
});
