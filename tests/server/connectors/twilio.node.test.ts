import { expect, test } from 'vitest';
import { createSandbox } from '../../../src/sandbox/index.ts';
import { accountOf, connectorOf, contextOf, contextWith, options, rejection, stagesOf } from './harness.ts';

const twilio = connectorOf('twilio');
const keys = accountOf(createSandbox(), 'twilio');
const problemOf = (proof: Awaited<ReturnType<typeof twilio.verify>>) => proof.stages.find((stage) => stage.outcome === 'failed')?.problem;
const refusing = (status: number, code: number, message = 'x') => contextWith(() => Response.json({ code, message, more_info: 'x', status }, { status }));
/** Answers the account call with one thing and the number call with another. */
const answering = (account: object, number: object = {}) =>
  contextWith(({ url }) =>
    url.includes('IncomingPhoneNumbers')
      ? Response.json({ incoming_phone_numbers: [{ sid: `PN${keys['accountSid']?.slice(2)}`, phone_number: keys['phoneNumber'], capabilities: { sms: true }, ...number }] })
      : Response.json({ sid: keys['accountSid'], friendly_name: 'Shop', status: 'active', type: 'Full', auth_token: keys['authToken'], ...account }),
  );

test('asks for the account, then for exactly this number', async () => {
  const { context, calls } = contextOf('twilio');
  await twilio.verify({ credentials: keys }, context);
  expect(calls.map((call) => call.url)).toEqual([
    `https://api.twilio.com/2010-04-01/Accounts/${keys['accountSid']}.json`,
    `https://api.twilio.com/2010-04-01/Accounts/${keys['accountSid']}/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(keys['phoneNumber'] ?? '')}&PageSize=20`,
  ]);
  expect(calls[0]?.headers?.['authorization']).toBe(`Basic ${btoa(`${keys['accountSid']}:${keys['authToken']}`)}`);
});

test('keeps nothing of the Auth Token that Twilio answers (SR-1)', async () => {
  expect(JSON.stringify(await twilio.verify({ credentials: keys }, answering({}).context))).not.toContain(keys['authToken']?.slice(0, 8));
});

test.each(['suspended', 'closed'])('a %s account is the user’s to resolve at Twilio', async (status) => {
  const proof = await twilio.verify({ credentials: keys }, answering({ status }).context);
  expect([proof.outcome, problemOf(proof)?.code]).toEqual(['rejected', 'account_blocked']);
  expect(problemOf(proof)?.detail).toContain(status);
});

test('a trial account connects, and says what it cannot do', async () => {
  const proof = await twilio.verify({ credentials: keys }, answering({ type: 'Trial' }).context);
  expect([proof.outcome, proof.account?.label]).toEqual(['verified', 'Shop (trial: only verified recipients)']);
});

test('a number of another account, and one that only speaks, are named as such', async () => {
  const { context, sandbox } = contextOf('twilio');
  const foreign = accountOf(sandbox, 'twilio', 'valid', 1)['phoneNumber'];
  const other = await twilio.verify({ credentials: { ...keys, phoneNumber: foreign } }, context);
  expect(problemOf(other)?.fields?.['phoneNumber']).toContain('does not belong to the account');
  expect(stagesOf(other)).toMatchObject({ 'sign-in': 'passed', resource: 'failed' });
  const voice = await twilio.verify({ credentials: keys }, answering({}, { capabilities: { sms: false } }).context);
  expect(problemOf(voice)?.fields?.['phoneNumber']).toContain('cannot send SMS');
});

test('does not take a longer number for the one entered: the filter is a pattern', async () => {
  const proof = await twilio.verify({ credentials: keys }, answering({}, { phone_number: `${keys['phoneNumber']}7` }).context);
  expect(problemOf(proof)?.fields?.['phoneNumber']).toContain('does not belong');
});

test.each([
  [401, 20003, 'Authentication Error - invalid username', 'invalid_credentials', 'accountSid'],
  [401, 20003, 'Authenticate', 'invalid_credentials', 'authToken'],
  [400, 90002, 'AccountSid is invalid', 'invalid_credentials', 'accountSid'],
  [403, 20008, 'Resource not accessible with Test Account Credentials', 'insufficient_permission', 'authToken'],
  [401, 70051, 'Authorization Error', 'insufficient_permission', 'authToken'],
  [403, 70051, 'Authorization Error', 'insufficient_permission', 'authToken'],
  [403, 10001, 'Account is not active', 'account_blocked', undefined],
  [404, 20404, 'not found', 'invalid_credentials', 'accountSid'],
])('%i / %i "%s" is %s', async (status, code, message, expected, field) => {
  const problem = problemOf(await twilio.verify({ credentials: keys }, refusing(status, code, message).context));
  expect(problem?.code).toBe(expected);
  expect(Object.keys(problem?.fields ?? {})[0]).toBe(field);
});

test.each([[429, 20429, 'rate_limited'], [503, 20503, 'provider_unavailable'], [401, 99999, 'provider_unavailable'], [403, 0, 'provider_unavailable'], [500, 20500, 'provider_unavailable']])('%i / %i is no verdict (%s)', async (status, code, expected) => {
  expect((await rejection(twilio.verify({ credentials: keys }, refusing(status, code).context))).code).toBe(expected);
});

test('reads 53 services in two pages, each once, and searches them', async () => {
  const { context } = contextOf('twilio');
  const first = await options('twilio', 'messagingServiceSid', keys, context);
  const second = await options('twilio', 'messagingServiceSid', keys, context, { cursor: first.nextCursor ?? '' });
  expect([first.items.length, second.items.length, second.nextCursor]).toEqual([50, 3, null]);
  expect(new Set([...first.items, ...second.items].map((item) => item.value)).size).toBe(53);
  expect((await options('twilio', 'messagingServiceSid', keys, context, { query: 'store 51' })).items.map((item) => item.label)).toEqual(['Store 51']);
});

test('offers Verify services and templates', async () => {
  const { context } = contextOf('twilio');
  expect((await options('twilio', 'verifyServiceSid', keys, context)).items.map((item) => item.label)).toEqual(['Shop sign-in', 'Checkout']);
  expect((await options('twilio', 'templateSid', keys, context)).items[0]?.value).toMatch(/^HJ[0-9a-f]{32}$/);
});

test('never follows a next page at another host, and takes no foreign cursor (SR-52)', async () => {
  const { context } = contextWith(() => Response.json({ services: [], meta: { next_page_url: 'https://evil.example/v1/Services?Page=1&PageToken=a' } }));
  expect((await rejection(options('twilio', 'verifyServiceSid', keys, context))).code).toBe('provider_unavailable');
  const { context: unused, calls } = contextOf('twilio');
  for (const cursor of ['1', '1:a b', '1:a&PageSize=1', 'x:y', '1:\r\n']) expect((await rejection(options('twilio', 'verifyServiceSid', keys, unused, { cursor }))).code).toBe('bad_request');
  expect(calls).toEqual([]);
});

test('a deleted service is told on its field, and only while it is used', async () => {
  const { context } = contextOf('twilio');
  const configuration = { senderType: 'messaging_service', messagingServiceSid: `MG${keys['accountSid']?.slice(2)}`, verifyEnabled: false, verifyServiceSid: `VA${keys['accountSid']?.slice(2)}` };
  const proof = await twilio.verify({ credentials: keys, configuration }, context);
  expect([proof.outcome, stagesOf(proof)['resource'], Object.keys(proof.stages.at(-1)?.problem?.fields ?? {})]).toEqual(['verified', 'failed', ['messagingServiceSid']]);
  expect(stagesOf(await twilio.verify({ credentials: keys, configuration: { ...configuration, senderType: 'phone_number' } }, context))['resource']).toBe('passed');
});

test('counts what a disconnect stops (UX-82)', async () => {
  const items = await twilio.impact?.({ credentials: keys, configuration: { verifyEnabled: true, automations: [{ enabled: true }, { enabled: true }, { enabled: false }] } }, contextOf('twilio').context);
  expect(items).toEqual(['2 message rules stop.']);
});

const withKey = accountOf(createSandbox(), 'twilio', 'valid', 2);
const shortCode = accountOf(createSandbox(), 'twilio', 'valid', 3);

test('an API key proves itself by the number, as it may not read the account', async () => {
  const { context, calls } = contextOf('twilio');
  const proof = await twilio.verify({ credentials: withKey }, context);
  expect([proof.outcome, proof.account]).toEqual(['verified', { id: withKey['accountSid'], label: `Twilio account …${withKey['accountSid']?.slice(-4)}` }]);
  expect(calls.map(({ url }) => new URL(url).pathname)).toEqual([`/2010-04-01/Accounts/${withKey['accountSid']}/IncomingPhoneNumbers.json`]);
  expect(calls[0]?.headers?.['authorization']).toBe(`Basic ${btoa(`${withKey['apiKeySid']}:${withKey['apiKeySecret']}`)}`);
});

test.each([
  [401, 20003, 'Authentication Error - invalid username', 'invalid_credentials', 'apiKeySid'],
  [401, 20003, 'Authenticate', 'invalid_credentials', 'apiKeySecret'],
  [401, 70051, 'Authorization Error', 'insufficient_permission', 'apiKeySid'],
  [403, 70051, 'Authorization Error', 'insufficient_permission', 'apiKeySid'],
  [404, 20404, 'not found', 'invalid_credentials', 'accountSid'],
])('of an API key %i / %i "%s" is %s', async (status, code, message, expected, field) => {
  const problem = problemOf(await twilio.verify({ credentials: withKey }, refusing(status, code, message).context));
  expect([problem?.code, Object.keys(problem?.fields ?? {})[0]]).toEqual([expected, field]);
});

test('a short code is looked up where short codes are; one of nobody is said', async () => {
  const { context, calls } = contextOf('twilio');
  expect((await twilio.verify({ credentials: shortCode }, context)).outcome).toBe('verified');
  expect(new URL(calls[1]?.url ?? '').pathname).toBe(`/2010-04-01/Accounts/${shortCode['accountSid']}/SMS/ShortCodes.json`);
  expect(problemOf(await twilio.verify({ credentials: { ...keys, phoneNumber: shortCode['phoneNumber'] } }, context))?.fields?.['phoneNumber']).toContain('short code does not belong');
});

test('a number that a TwiML app answers is told where replies are wanted of it', async () => {
  const proof = (configuration: object) => twilio.verify({ credentials: keys, configuration: { ...configuration } }, answering({}, { sms_application_sid: `AP${keys['accountSid']?.slice(2)}` }).context);
  const wanted = await proof({ inboundEnabled: true });
  expect([wanted.outcome, wanted.stages.at(-1)?.problem?.fields?.['inboundEnabled']]).toEqual(['verified', expect.stringContaining('TwiML app')]);
  expect((await proof({ inboundEnabled: false })).stages.at(-1)?.outcome).toBe('passed');
});
