import { expect, test } from 'vitest';
import { createSandbox } from '../../../src/sandbox/index.ts';
import type { TestContext } from '../../../src/server/index.ts';
import { attemptTest } from '../../../src/server/operations/attempt-test.ts';
import { accountOf, connectorOf, contextOf, contextWith, rejection, type Spy } from './harness.ts';

const twilio = connectorOf('twilio');
const keys = accountOf(createSandbox(), 'twilio');
const to = '+447700900123';

/** Sends as the server does. */
function send({ context }: Pick<Spy, 'context'>, values = { to }, configuration = {}) {
  return attemptTest('Twilio', (within: TestContext) => twilio.sendTest?.({ credentials: keys, configuration, values }, within) ?? Promise.reject(new Error('no test')), (work) => work(context));
}
const refusing = (status: number, code: number) => contextWith(() => Response.json({ code, message: 'x', more_info: 'x', status }, { status }));

test('sends one message from the account’s number to the number that was entered, and says what that does not prove', async () => {
  const spy = contextOf('twilio');
  const { found, request } = await send(spy);
  expect(spy.calls).toHaveLength(1);
  expect(request).toMatchObject({ method: 'POST', url: `https://api.twilio.com/2010-04-01/Accounts/${keys['accountSid']}/Messages.json` });
  expect(Object.fromEntries(new URLSearchParams(request.body))).toMatchObject({ To: to, From: keys['phoneNumber'] });
  expect([found.outcome, found.unproven.length, found.link?.url]).toEqual(['accepted', 2, 'https://console.twilio.com/us1/monitor/logs/sms']);
});

test('the text is one plain segment, which is what the warning promises to cost', async () => {
  const { request } = await send(contextOf('twilio'));
  const text = new URLSearchParams(request.body).get('Body') ?? '';
  expect(text.length).toBeLessThanOrEqual(160);
  expect(text).toMatch(/^[ -~]+$/);
});

test('sends through the Messaging Service where one is set', async () => {
  const service = 'MG0123456789abcdef0123456789abcdef';
  const { request } = await send(contextWith(() => Response.json({ sid: 'SM1', status: 'accepted' }, { status: 201 })), { to }, { senderType: 'messaging_service', messagingServiceSid: service });
  const form = new URLSearchParams(request.body);
  expect([form.get('MessagingServiceSid'), form.get('From')]).toEqual([service, null]);
});

test.each([
  ['+15005550001', 'validation_failed', /cannot send to this number/],
  ['+15005550002', 'validation_failed', /does not send to this country/],
  ['+15005550003', 'validation_failed', /does not send to this country/],
  ['+15005550004', 'validation_failed', /replying STOP/],
  ['+15005550009', 'validation_failed', /cannot send to this number/],
] as const)('a refusal of %s stands on its field, in words', async (number, code, words) => {
  const { found, answer } = await send(contextOf('twilio'), { to: number });
  expect([found.outcome, found.problem?.code, answer?.status]).toEqual(['refused', code, 400]);
  expect(found.problem?.fields?.['to']).toMatch(words);
});

test.each([
  [400, 21608, 'validation_failed'], [400, 21606, 'insufficient_permission'], [400, 21661, 'insufficient_permission'], [401, 20003, 'invalid_credentials'], [403, 20008, 'insufficient_permission'], [400, 10001, 'account_blocked'],
] as const)('HTTP %i with %i is a refusal: %s', async (status, code, means) => {
  expect((await send(refusing(status, code))).found).toMatchObject({ outcome: 'refused', problem: { code: means } });
});

test('a refusal nobody foresaw is one all the same, and its answer is there to be read', async () => {
  expect(await send(refusing(400, 29999))).toMatchObject({ found: { outcome: 'refused' }, answer: { status: 400 } });
});

test('a message Twilio took and could not send is refused', async () => {
  expect((await send(contextWith(() => Response.json({ sid: 'SM1', status: 'failed', error_code: 30034 }, { status: 201 })))).found).toMatchObject({ outcome: 'refused' });
});

test('a limit says that nothing was sent; an outage and nonsense say that nobody knows', async () => {
  expect((await rejection(send(refusing(429, 20429)))).code).toBe('rate_limited');
  expect((await send(refusing(503, 20503))).found.outcome).toBe('unknown');
  expect((await send(contextWith(() => new Response('<html>')))).found.outcome).toBe('unknown');
});

test('where no connection came about nothing was sent; where one broke nobody knows', async () => {
  const failing = (code: string) => contextWith(() => Promise.reject(Object.assign(new Error('network'), { cause: { code } })));
  await rejection(send(failing('ECONNREFUSED')));
  expect((await send(failing('ECONNRESET'))).found.outcome).toBe('unknown');
});

test('a connector cannot send twice', async () => {
  const { context, calls } = contextWith(() => Response.json({}));
  const { found } = await attemptTest('Twice', async ({ send: sendOne }) => {
    await sendOne({ method: 'POST', url: 'https://api.twilio.com/' });
    await sendOne({ method: 'POST', url: 'https://api.twilio.com/' });
    return { outcome: 'accepted', verdict: '', unproven: [] };
  }, (work) => work(context));
  expect([found.outcome, calls.length]).toEqual(['unknown', 1]);
});
