import { expect, test } from 'vitest';
import { type AccountOutcome, createSandbox, type Sandbox } from '../../src/sandbox/index.ts';

const base = 'http://127.0.0.1:4401';
const get = (sandbox: Sandbox, path: string, headers: Record<string, string> = {}, init: RequestInit = {}) => sandbox.fetch(new Request(base + path, { ...init, headers }));
const setFault = (sandbox: Sandbox, body: unknown) => sandbox.fetch(new Request(`${base}/_sandbox/faults`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }));
const keysOf = (sandbox: Sandbox, provider: string, outcome: AccountOutcome = 'valid') => sandbox.accounts.find((one) => one.provider === provider && one.outcome === outcome)?.credentials as Record<string, string>;
const klaviyoCall = (sandbox: Sandbox, path = '/api/accounts') => get(sandbox, `/klaviyo/a.klaviyo.com${path}`, { authorization: `Klaviyo-API-Key ${keysOf(sandbox, 'klaviyo')['privateApiKey']}`, revision: '2026-07-15' });

test('lists accounts of every outcome, at least two valid ones each, well-formed and never a run of one character', async () => {
  const accounts = (await (await get(createSandbox(), '/_sandbox/accounts')).json()) as { provider: string; name: string; outcome: string; credentials: Record<string, string> }[];
  const credentialKeys = { klaviyo: ['publicApiKey', 'privateApiKey'], mailchimp: ['apiKey', 'serverPrefix'], twilio: ['accountSid', 'authToken', 'phoneNumber'] };
  for (const [provider, keys] of Object.entries(credentialKeys)) {
    const own = accounts.filter((account) => account.provider === provider);
    expect(new Set(own.map((account) => account.outcome))).toEqual(new Set(['valid', 'wrong', 'forbidden', 'rate_limited', 'down']));
    expect(own.filter((account) => account.outcome === 'valid').length).toBeGreaterThanOrEqual(2);
    for (const account of own) {
      expect(Object.keys(account).sort()).toEqual(['credentials', 'name', 'outcome', 'provider']);
      expect(Object.keys(account.credentials)).toEqual(account.name === 'Shop with an API key' ? ['accountSid', 'signInWith', 'apiKeySid', 'apiKeySecret', 'phoneNumber'] : keys);
    }
    const secrets = own.map((account) => account.credentials['privateApiKey'] ?? account.credentials['apiKey'] ?? account.credentials['authToken'] ?? account.credentials['apiKeySecret'] ?? '');
    expect(new Set(secrets).size).toBe(own.length);
    for (const secret of secrets) expect(secret).not.toMatch(/(.)\1{2}/);
  }
  expect((await (await get(createSandbox(), '/_sandbox/accounts')).json())).toEqual(accounts);
});

test('two sandboxes share neither faults nor ledger', async () => {
  const [one, other] = [createSandbox(), createSandbox()];
  await setFault(one, { provider: 'klaviyo', fault: 'down' });
  expect([(await klaviyoCall(one)).status, (await klaviyoCall(other)).status]).toEqual([503, 200]);
  expect((await (await get(other, '/_sandbox/ledger')).json()).calls).toHaveLength(1);
});

test('a fault lasts for its number of calls, or until it is taken back', async () => {
  const sandbox = createSandbox();
  await setFault(sandbox, { provider: 'klaviyo', fault: 'rate_limited', times: 2 });
  const statuses: number[] = [];
  for (let count = 0; count < 3; count++) statuses.push((await klaviyoCall(sandbox)).status);
  expect(statuses).toEqual([429, 429, 200]);
  await setFault(sandbox, { provider: 'klaviyo', fault: 'down' });
  expect((await klaviyoCall(sandbox)).status).toBe(503);
  await setFault(sandbox, { provider: 'klaviyo', fault: 'none' });
  expect((await klaviyoCall(sandbox)).status).toBe(200);
});

test.each([
  [{ provider: 'acme', fault: 'down' }, 'provider'], [{ provider: 'klaviyo', fault: 'sleepy' }, 'fault'], [{ provider: 'klaviyo', fault: 'toString' }, 'fault'], [{ provider: 'klaviyo', fault: 'down', times: 0 }, 'times'],
  [{ provider: 'klaviyo', fault: 'slow', delayMs: -1 }, 'delayMs'], ['not json', 'JSON'], [[], 'JSON'], ['x'.repeat(20_000), 'JSON'],
])('answers %j with 400 and a sentence', async (body, word) => {
  const answer = await setFault(createSandbox(), body);
  expect(answer.status).toBe(400);
  expect((await answer.json()).error).toContain(word);
});

test('"slow" waits as long as told, 20 s by default, and then answers as usual', async () => {
  const waits: number[] = [];
  const sandbox = createSandbox({ delay: async (ms) => void waits.push(ms) });
  await setFault(sandbox, { provider: 'klaviyo', fault: 'slow' });
  expect((await klaviyoCall(sandbox)).status).toBe(200);
  await setFault(sandbox, { provider: 'klaviyo', fault: 'slow', delayMs: 5 });
  await klaviyoCall(sandbox);
  expect(waits).toEqual([20_000, 5]);
});

test('"slow" ends when the caller gives up, and the ledger says so', async () => {
  const sandbox = createSandbox();
  await setFault(sandbox, { provider: 'klaviyo', fault: 'slow' });
  const signal = AbortSignal.abort();
  expect((await get(sandbox, '/klaviyo/a.klaviyo.com/api/accounts', {}, { signal })).status).toBe(499);
  expect((await (await get(sandbox, '/_sandbox/ledger')).json()).calls[0].status).toBe(499);
});

test('the ledger grows in order and holds no value', async () => {
  let seconds = 0;
  const sandbox = createSandbox({ now: () => new Date(Date.UTC(2026, 10, 22, 12, 0, seconds++)) });
  await klaviyoCall(sandbox, '/api/lists?page[size]=10&secret=abc');
  await get(sandbox, '/klaviyo/a.klaviyo.com/api/accounts');
  const ledger = await (await get(sandbox, '/_sandbox/ledger')).json();
  expect(ledger).toEqual({
    calls: [
      { at: '2026-11-22T12:00:00.000Z', provider: 'klaviyo', method: 'GET', host: 'a.klaviyo.com', path: '/api/lists', status: 200 },
      { at: '2026-11-22T12:00:01.000Z', provider: 'klaviyo', method: 'GET', host: 'a.klaviyo.com', path: '/api/accounts', status: 401 },
    ],
    tokens: [],
  });
});

test.each(['/klaviyo/%', '/klaviyo/a.klaviyo.com/api/lists/%E0%A4%A', '/mailchimp//', '/twilio/api.twilio.com/2010-04-01/Accounts/', '/klaviyo', '/%00', '/_sandbox/faults'])('any path is answered with a refusal: %s', async (path) => {
  const { status } = await get(createSandbox(), path);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
});

test('says what it answers when asked for something else', async () => {
  const answer = await get(createSandbox(), '/nothing');
  expect([answer.status, (await answer.json()).error]).toEqual([404, expect.stringContaining('/_sandbox/accounts')]);
});
