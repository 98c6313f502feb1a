import { describe, expect, test } from 'vitest';
import type { IntegrationsError } from '../../../src/core/index.ts';
import type { RecordedAnswer } from './answer.ts';
import { facebookAdsAnswers } from './facebook-ads.fixtures.ts';
import { accountOf, connectorOf, contextOf, contextWith } from './harness.ts';
import { metaPixelAnswers } from './meta-pixel.fixtures.ts';
import { tiktokAdsAnswers } from './tiktok-ads.fixtures.ts';
import { tiktokPixelAnswers } from './tiktok-pixel.fixtures.ts';

const recorded: readonly (readonly [provider: string, answers: readonly RecordedAnswer[]])[] = [['meta-pixel', metaPixelAnswers], ['facebook-ads', facebookAdsAnswers], ['tiktok-pixel', tiktokPixelAnswers], ['tiktok-ads', tiktokAdsAnswers]];
const withoutCode = (provider: string, { testEventCode, ...rest }: Record<string, string>) => (provider === 'tiktok-pixel' && testEventCode ? { ...rest, testEventCode } : rest);

describe.each(recorded)('%s: what its answers mean', (provider, answers) => {
  test.each(answers.map((answer) => [answer.name, answer] as const))('%s', async (_, { to = '', status, headers, body, means, field, retryAfter }) => {
    const sandbox = contextOf(provider);
    const credentials = withoutCode(provider, accountOf(sandbox.sandbox, provider));
    const text = (typeof body === 'string' ? body : JSON.stringify(body)).replaceAll('{id}', credentials['advertiserId'] ?? '');
    let told = 0;
    const { context } = contextWith(async (call) => {
      // Only the call in question is answered so; those for other things go to the imitation.
      if (!call.url.includes(to) || (to === '' && told > 0)) return new Response(JSON.stringify((await sandbox.context.request(call)).json));
      told += 1;
      return new Response(text, { status, headers: headers ?? {} });
    });
    const found = await connectorOf(provider).verify({ credentials }, context).then((proof) => ({ proof }), (error: IntegrationsError) => ({ error }));
    expect(told).toBeGreaterThan(0);
    if ('proof' in found && found.proof.outcome !== 'rejected') return expect(found.proof.outcome).toBe(means);
    const problem = 'error' in found ? found.error.problem : found.proof.stages.find((stage) => stage.problem)?.problem;
    expect([problem?.code, Object.keys(problem?.fields ?? {})]).toEqual([means, field === undefined ? [] : [field]]);
    // Only a verdict on the keys may be a proof; an outage or a limit is thrown, so that nothing is marked by it.
    expect('error' in found).toBe(means === 'rate_limited' || means === 'provider_unavailable');
    if (retryAfter !== undefined) expect(problem?.retryAfter).toBe(retryAfter);
  });

  test('there are answers of every kind, at least eight', () => {
    const kinds = new Set(answers.map(({ means }) => means));
    expect(answers.length).toBeGreaterThanOrEqual(8);
    for (const kind of ['verified', 'invalid_credentials', 'rate_limited', 'provider_unavailable'] as const) expect(kinds).toContain(kind);
    expect(kinds.has('insufficient_permission') || kinds.has('unverified')).toBe(true);
  });
});
