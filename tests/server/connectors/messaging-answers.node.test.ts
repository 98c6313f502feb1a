import { expect, test } from 'vitest';
import { createSandbox } from '../../../src/sandbox/index.ts';
import { accountOf, connectorOf, contextOf, contextWith } from './harness.ts';
import { type MessagingFixture, messagingFixtures } from './messaging-answers.fixtures.ts';

const isMeant = ({ provider, at }: MessagingFixture, path: string) => (provider === 'twilio' ? path.includes('IncomingPhoneNumbers') === (at === 'numbers') : path.endsWith(at));

test.each(messagingFixtures.map((fixture) => [`${fixture.provider}: ${fixture.name}`, fixture] as const))('%s', async (_, fixture) => {
  const { provider, status, type = 'application/json', headers, body, outcome, code, field, retryAfter } = fixture;
  const sandbox = createSandbox();
  const good = contextOf(provider, sandbox);
  const { context } = contextWith(async (call) => {
    if (isMeant(fixture, new URL(call.url).pathname)) return new Response(body, { status, headers: { 'content-type': type, ...headers } });
    const answer = await good.context.request(call);
    return new Response(answer.text, { status: answer.status });
  });
  const result = await connectorOf(provider).verify({ credentials: accountOf(sandbox, provider) }, context).then((proof) => ({ proof }), (error: { code: string; problem: { retryAfter?: number } }) => ({ error }));
  if ('error' in result) {
    expect({ outcome: 'error', code: result.error.code, retryAfter: result.error.problem.retryAfter }).toEqual({ outcome, code, retryAfter });
    return;
  }
  const problem = result.proof.stages.find((stage) => stage.outcome === 'failed')?.problem;
  expect({ outcome: result.proof.outcome, code: problem?.code }).toEqual({ outcome, code });
  if (field) expect(Object.keys(problem?.fields ?? {})).toEqual([field]);
});

test('only a refusal of these very credentials asks for other ones (UX-43)', () => {
  const blamed = messagingFixtures.filter(({ code }) => code === 'invalid_credentials');
  expect(blamed.every(({ field, body }) => field !== undefined && body.startsWith('{'))).toBe(true);
  expect(messagingFixtures.length).toBeGreaterThanOrEqual(45);
});
