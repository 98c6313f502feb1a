import { describe, expect, test } from 'vitest';
import { createSandbox } from '../../../src/sandbox/index.ts';
import type { Proof } from '../../../src/server/connector.ts';
import { googleAdsFixtures } from './google-ads.fixtures.ts';
import { googleAnalyticsFixtures } from './google-analytics-4.fixtures.ts';
import type { GoogleFixture } from './google-fixtures.ts';
import { accountOf, connectorOf, contextOf, contextWith } from './harness.ts';

/** The sandbox on a good day, but for the answers of the fixture. */
function answering(provider: string, { answers }: GoogleFixture) {
  const sandbox = createSandbox();
  const good = contextOf(provider, sandbox);
  const { context } = contextWith(async (call) => {
    const { host, pathname } = new URL(call.url);
    const recorded = answers[Object.keys(answers).find((key) => key.startsWith('/') && pathname.endsWith(key)) ?? host];
    if (recorded) return new Response(recorded.body, { status: recorded.status, headers: { 'content-type': recorded.type } });
    const { status, text } = await good.context.request(call);
    return new Response(status === 204 ? null : text, { status });
  });
  return { context, sandbox };
}

async function check(provider: string, fixture: GoogleFixture, credentials: Record<string, string>, context: Parameters<ReturnType<typeof connectorOf>['verify']>[1]) {
  const result = await connectorOf(provider).verify({ credentials }, context).then((proof) => ({ proof }), (error: { code: string; problem: { fields?: object; retryAfter?: number } }) => ({ error }));
  if ('error' in result) {
    expect({ outcome: 'error', code: result.error.code, retryAfter: result.error.problem.retryAfter }).toEqual({ outcome: fixture.outcome, code: fixture.code, retryAfter: fixture.retryAfter });
    return;
  }
  const { proof }: { proof: Proof } = result;
  const problem = proof.stages.find((stage) => stage.outcome === 'failed')?.problem;
  expect({ outcome: proof.outcome, code: problem?.code }).toEqual({ outcome: fixture.outcome, code: fixture.code });
  if (fixture.field) expect(Object.keys(problem?.fields ?? {})).toContain(fixture.field);
  if (fixture.says) expect(proof.account?.label).toMatch(fixture.says);
}

describe('answers of Google Ads', () => {
  test.each(googleAdsFixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (_, fixture) => {
    const { context, sandbox } = answering('google-ads', fixture);
    await check('google-ads', fixture, accountOf(sandbox, 'google-ads'), context);
  });
});

describe('answers of Google Analytics', () => {
  test.each(googleAnalyticsFixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (_, fixture) => {
    const { context, sandbox } = answering('google-analytics-4', fixture);
    await check('google-analytics-4', fixture, accountOf(sandbox, 'google-analytics-4', 'valid', fixture.signsIn ? 1 : 0), context);
  });
});

test('only a refusal of these very credentials asks for a reconnect: none of the others says "invalid credentials" (UX-43)', () => {
  const blamed = [...googleAdsFixtures, ...googleAnalyticsFixtures].filter(({ code }) => code === 'invalid_credentials');
  expect(blamed.every(({ field }) => field !== undefined)).toBe(true);
  expect(googleAdsFixtures.length + googleAnalyticsFixtures.length).toBeGreaterThanOrEqual(50);
});
