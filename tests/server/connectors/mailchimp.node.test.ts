import { expect, test } from 'vitest';
import { IntegrationsError } from '../../../src/core/index.ts';
import { createSandbox } from '../../../src/sandbox/index.ts';
import { accountOf, connectorOf, contextOf, contextWith, impactOf, options, rejection, stagesOf } from './harness.ts';

const mailchimp = connectorOf('mailchimp');
const keys = accountOf(createSandbox(), 'mailchimp');
const hex = keys['apiKey']?.slice(0, 32) ?? '';
const answering = (body: unknown, status: number, type = 'application/problem+json') => contextWith(() => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'content-type': type } }));
const problem = (status: number, title: string, detail = 'x') => ({ type: 'about:blank', title, status, detail });

test('takes the prefix from the end of the key (UX-38)', () => {
  expect(mailchimp.normalise?.({ apiKey: ` ${hex}-us21\n` })).toMatchObject({ serverPrefix: 'us21' });
  expect(mailchimp.normalise?.({ apiKey: `${hex}-us21`, serverPrefix: '  ' })).toMatchObject({ serverPrefix: 'us21' });
  expect(mailchimp.normalise?.({ apiKey: `${hex}-us21`, serverPrefix: 'https://US21.admin.mailchimp.com/account/' })).toMatchObject({ serverPrefix: 'us21' });
  expect(mailchimp.normalise?.({ apiKey: hex })).not.toHaveProperty('serverPrefix');
});

test('connects without a prefix, to the host the key names', async () => {
  const { context, calls } = contextOf('mailchimp');
  expect((await mailchimp.verify({ credentials: { apiKey: keys['apiKey'] } }, context)).outcome).toBe('verified');
  expect(new URL(calls[0]?.url ?? '').host).toBe(`${keys['serverPrefix']}.api.mailchimp.com`);
});

test('a prefix the key does not name is a field error, before any request', async () => {
  const { context, calls } = contextOf('mailchimp');
  const proof = await mailchimp.verify({ credentials: { ...keys, serverPrefix: 'us99' } }, context);
  expect(proof.stages[0]?.problem?.fields?.['serverPrefix']).toContain(`Key says ${keys['serverPrefix']}`);
  expect(calls).toEqual([]);
});

// The forms of security.md, fact 7: each would put another host into the address.
const hostile = [
  'evil.com/?', 'evil.com#', 'us1@evil.com/', '2130706433/', 'us1\n.evil.com/', 'us1。evil.com/', 'ⓔvil.com/', 'us1.evil.com', '127.0.0.1', 'localhost', '[::1]', 'us1:80', 'us1/..', 'us1%2eevil.com', 'us1\\evil.com', 'us1?', 'us1\u0000',
  'https://evil.com/us1.api.mailchimp.com', 'us1.admin.mailchimp.com.evil.com', 'us1.admin.mailchimp.com@evil.com', '//evil.com', 'a', 'abcde1', 'us1234', 'us', '1us', 'us-1', 'us１',
];
test.each(hostile)('refuses the server prefix %j before any request (SR-70)', async (serverPrefix) => {
  for (const apiKey of [keys['apiKey'], `${hex}-${serverPrefix}`]) {
    const { context, calls } = contextOf('mailchimp');
    const credentials = { apiKey, serverPrefix };
    const proof = await mailchimp.verify({ credentials }, context);
    expect(proof.outcome).toBe('rejected');
    for (const field of ['audienceId', 'defaultTags', 'interestIds']) {
      expect((await rejection(options('mailchimp', field, credentials, context, { configuration: { audienceId: 'abc' } }))).code).toBe('validation_failed');
    }
    await mailchimp.impact?.({ credentials, configuration: { audienceId: 'abc' } }, context);
    expect(calls).toEqual([]);
  }
});

test('the host rule itself takes nothing but a short label', () => {
  const [rule] = mailchimp.hosts;
  if (typeof rule !== 'object') throw new Error('no rule');
  expect(rule.suffix).toBe('.api.mailchimp.com');
  expect(rule.label.test('us21')).toBe(true);
  for (const form of hostile) expect(rule.label.test(form)).toBe(false);
});

test('a datacenter that does not exist is a wrong prefix, not an outage', async () => {
  const missing = (code: string) => contextWith(() => { throw new IntegrationsError('provider_unavailable', {}, new TypeError('fetch failed', { cause: Object.assign(new Error('getaddrinfo'), { code }) })); });
  const proof = await mailchimp.verify({ credentials: keys }, missing('ENOTFOUND').context);
  expect(proof.stages.find((stage) => stage.id === 'reach')).toMatchObject({ outcome: 'failed', problem: { code: 'validation_failed', fields: { serverPrefix: expect.any(String) } } });
  for (const code of ['EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET']) {
    expect((await rejection(mailchimp.verify({ credentials: keys }, missing(code).context))).code).toBe('provider_unavailable');
  }
});

test.each([
  ['a 401', 401, problem(401, 'API Key Invalid'), 'invalid_credentials', 'apiKey'],
  ['a role too low', 403, problem(403, 'Forbidden'), 'insufficient_permission', 'apiKey'],
  ['a closed account', 403, problem(403, 'User Disabled', 'This account has been deactivated.'), 'account_blocked', null],
])('%s is a verdict', async (_, status, body, code, field) => {
  const proof = await mailchimp.verify({ credentials: keys }, answering(body, status).context);
  const found = proof.stages.find((stage) => stage.outcome === 'failed')?.problem;
  expect(found?.code).toBe(code);
  expect(Object.keys(found?.fields ?? {})).toEqual(field ? [field] : []);
});

test.each([
  ['a bare 403', 403, 'Forbidden', 'rate_limited'],
  ['a 429', 429, problem(429, 'Too Many Requests'), 'rate_limited'],
  ['a lost header', 401, problem(401, 'API Key Missing'), 'provider_unavailable'],
  ['a 404 at the root', 404, problem(404, 'Resource Not Found'), 'provider_unavailable'],
  ['a 426', 426, 'Upgrade', 'provider_unavailable'],
  ['a 503', 503, '', 'provider_unavailable'],
])('%s is no verdict', async (_, status, body, code) => {
  expect((await rejection(mailchimp.verify({ credentials: keys }, answering(body, status).context))).code).toBe(code);
});

test('offers audiences, their tags and their groups', async () => {
  const { context } = contextOf('mailchimp');
  const [first] = (await options('mailchimp', 'audienceId', keys, context)).items;
  expect(first).toMatchObject({ label: 'Shop customers', hint: '120 contacts' });
  const configuration = { audienceId: first?.value };
  expect((await options('mailchimp', 'defaultTags', keys, context, { configuration, query: 'wh' })).items).toEqual([{ value: 'Wholesale', label: 'Wholesale' }]);
  expect((await options('mailchimp', 'interestIds', keys, context, { configuration })).items.map((item) => `${item.hint}: ${item.label}`)).toContain('How often: Weekly');
});

test('a search text of any kind stays inside its parameter (SR-52, SR-53)', async () => {
  for (const query of ['\ud800', 'a&count=1#x', '\r\nx: y', '../..']) {
    const { context, calls } = contextOf('mailchimp');
    await options('mailchimp', 'defaultTags', keys, context, { configuration: { audienceId: 'abc' }, query }).catch((error: IntegrationsError) => expect(error.code).toBe('validation_failed'));
    const url = new URL(calls[0]?.url ?? '');
    expect([url.pathname, url.searchParams.get('count'), url.searchParams.get('name')]).toEqual(['/3.0/lists/abc/tag-search', '1000', query.toWellFormed()]);
  }
});

test('offers nothing that depends on an audience before there is one, and asks nobody', async () => {
  const { context, calls } = contextOf('mailchimp');
  for (const audienceId of [undefined, '', '../lists', 'a/b']) expect(await options('mailchimp', 'defaultTags', keys, context, { configuration: { audienceId } })).toEqual({ items: [], nextCursor: null });
  expect(calls).toEqual([]);
});

test('goes on where a page ended, by offset', async () => {
  const seen: string[] = [];
  const { context } = contextWith(({ url }) => {
    const offset = Number(new URL(url).searchParams.get('offset'));
    seen.push(String(offset));
    return Response.json({ lists: [{ id: `a${offset}`, name: 'One' }, { id: `b${offset}`, name: 'Two' }], total_items: 3 });
  });
  const page = await options('mailchimp', 'audienceId', keys, context);
  expect(page.nextCursor).toBe('2');
  expect((await options('mailchimp', 'audienceId', keys, context, { cursor: '2' })).nextCursor).toBeNull();
  expect(seen).toEqual(['0', '2']);
  expect((await rejection(options('mailchimp', 'audienceId', keys, context, { cursor: '2&fields=x' }))).code).toBe('bad_request');
});

test('a deleted audience is told on its field', async () => {
  const { context } = contextOf('mailchimp');
  const configuration = { audienceId: 'abcdef0123' };
  expect((await rejection(options('mailchimp', 'defaultTags', keys, context, { configuration }))).problem.fields).toHaveProperty('audienceId');
  const proof = await mailchimp.verify({ credentials: keys, configuration }, context);
  expect([proof.outcome, stagesOf(proof)['resource']]).toEqual(['verified', 'failed']);
});

test('counts what a disconnect stops (UX-82)', async () => {
  const { context } = contextOf('mailchimp');
  const [first] = (await options('mailchimp', 'audienceId', keys, context)).items;
  const { items, choices } = await impactOf(mailchimp, { credentials: keys, configuration: { audienceId: first?.value } }, context);
  expect(items[0]).toBe('The audience “Shop customers” stops syncing (120 contacts).');
  expect(choices).toEqual({ store: 'There is no such store now.' });
});
