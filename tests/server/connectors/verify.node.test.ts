import { describe, expect, test } from 'vitest';
import { type IntegrationsError, isIntegrationsError } from '../../../src/core/index.ts';
import type { ProviderRequest } from '../../../src/server/connector.ts';
import { accountOf, connectorOf, contextOf, rejection, setFault, stagesOf } from './harness.ts';

const providers = ['meta-pixel', 'tiktok-pixel', 'google-ads', 'facebook-ads', 'tiktok-ads', 'klaviyo', 'mailchimp', 'twilio'] as const;

/** How many of its first calls prove the keys: trouble in one of them is no proof. */
const proving: Record<(typeof providers)[number], number> = { 'meta-pixel': 1, 'tiktok-pixel': 2, 'google-ads': 9, 'facebook-ads': 9, 'tiktok-ads': 2, klaviyo: 9, mailchimp: 9, twilio: 9 };

describe.each(providers)('%s', (provider) => {
  const connector = connectorOf(provider);

  test('proves both valid accounts and names them', async () => {
    const { context, sandbox } = contextOf(provider);
    const proofs = await Promise.all([0, 1].map((index) => connector.verify({ credentials: accountOf(sandbox, provider, 'valid', index) }, context)));
    expect(proofs.map((proof) => proof.outcome)).toEqual(['verified', 'verified']);
    expect(proofs[0]?.account?.label).toContain('Harbour Goods');
    expect(proofs[1]?.account?.label).toContain('Second Shop');
    expect(proofs[0]?.account?.id).not.toBe(proofs[1]?.account?.id);
    expect(stagesOf(proofs[0]!)).toEqual({ format: 'passed', reach: 'passed', 'sign-in': 'passed', permission: 'passed', resource: !['klaviyo', 'mailchimp'].includes(provider) ? 'passed' : 'skipped' });
    expect(proofs[0]?.stages.every((stage) => stage.durationMs >= 0) && proofs[0]?.stages.some((stage) => stage.durationMs > 0)).toBe(true);
  });

  test('says of a wrong key which field is wrong (UX-43)', async () => {
    const { context, sandbox } = contextOf(provider);
    const proof = await connector.verify({ credentials: accountOf(sandbox, provider, 'wrong') }, context);
    const field = { 'meta-pixel': 'accessToken', 'google-ads': 'refreshToken', 'facebook-ads': 'accessToken', 'tiktok-pixel': 'accessToken', 'tiktok-ads': 'accessToken', klaviyo: 'privateApiKey', mailchimp: 'apiKey', twilio: 'authToken' }[provider];
    expect(proof.outcome).toBe('rejected');
    expect(stagesOf(proof)).toEqual({ format: 'passed', reach: 'passed', 'sign-in': 'failed', permission: 'skipped', resource: 'skipped' });
    expect(proof.stages.find((stage) => stage.id === 'sign-in')?.problem).toMatchObject({ code: 'invalid_credentials', fields: { [field]: expect.stringMatching(/\w+\. \w+/) } });
  });

  test('tells a real key without permission from a wrong one', async () => {
    const { context, sandbox } = contextOf(provider);
    const proof = await connector.verify({ credentials: accountOf(sandbox, provider, 'forbidden') }, context);
    expect(proof.outcome).toBe('rejected');
    expect(stagesOf(proof)).toMatchObject({ 'sign-in': 'passed', permission: 'failed' });
    expect(proof.stages.find((stage) => stage.id === 'permission')?.problem?.code).toBe('insufficient_permission');
  });

  test('a busy provider is no verdict on the key, and says when to try again (UX-43)', async () => {
    const { context, sandbox } = contextOf(provider);
    const error = await rejection(connector.verify({ credentials: accountOf(sandbox, provider, 'rate_limited') }, context));
    expect(isIntegrationsError(error, 'rate_limited')).toBe(true);
    expect(error.problem.retryAfter).toBe({ klaviyo: 1, 'google-ads': 31, 'meta-pixel': 120, 'facebook-ads': 120 }[provider as string] ?? 10);
  });

  test('a broken provider is no verdict on the key', async () => {
    const { context, sandbox } = contextOf(provider);
    const error = await rejection(connector.verify({ credentials: accountOf(sandbox, provider, 'down') }, context));
    expect(isIntegrationsError(error, 'provider_unavailable')).toBe(true);
  });

  test.each([['down', 'provider_unavailable'], ['rate_limited', 'rate_limited'], ['malformed', 'provider_unavailable'], ['redirect', 'provider_unavailable']] as const)(
    'the fault "%s" never asks for a reconnect, wherever it strikes',
    async (fault, code) => {
      const configuration = { listId: 'Y6nRLr', audienceId: '1a2df69511' };
      const clean = contextOf(provider);
      await connector.verify({ credentials: accountOf(clean.sandbox, provider), configuration }, clean.context);
      expect(clean.calls.length).toBeGreaterThan(0);
      for (const callsBefore of clean.calls.keys()) {
        const { context, sandbox } = contextOf(provider);
        const credentials = accountOf(sandbox, provider);
        let calls = 0;
        const failing = { ...context, request: async (call: ProviderRequest) => (calls++ === callsBefore && (await setFault(sandbox, provider, fault)), context.request(call)) };
        const found = await connector.verify({ credentials, configuration }, failing).then((proof) => proof, (error: IntegrationsError) => error.code);
        // What the keys are good for beyond the connection is asked last; where that cannot be told, the connection stands and nothing is said of it.
        if (callsBefore < proving[provider] || typeof found === 'string') expect(found).toBe(code);
        else expect([found.outcome, found.granted]).toEqual(['verified', undefined]);
        await setFault(sandbox, provider, 'none');
        expect((await connector.verify({ credentials }, context)).outcome).toBe('verified');
      }
    },
  );

  test.each(['coop', 'deny', 'partial_scopes', 'rotate_refresh'] as const)('the sign-in fault "%s" changes nothing for keys', async (fault) => {
    const { context, sandbox } = contextOf(provider);
    await setFault(sandbox, provider, fault);
    expect((await connector.verify({ credentials: accountOf(sandbox, provider) }, context)).outcome).toBe('verified');
  });

  test('a revoked key is a verdict', async () => {
    const { context, sandbox } = contextOf(provider);
    await setFault(sandbox, provider, 'revoked');
    const proof = await connector.verify({ credentials: accountOf(sandbox, provider) }, context);
    expect(proof.stages.find((stage) => stage.outcome === 'failed')?.problem?.code).toBe('invalid_credentials');
  });

  test('sends nothing while the format is wrong, and names the field (UX-37)', async () => {
    const { context, calls, sandbox } = contextOf(provider);
    const valid = accountOf(sandbox, provider);
    for (const field of Object.keys(valid)) {
      const proof = await connector.verify({ credentials: { ...valid, [field]: 'bad-key?' } }, context);
      expect(proof.outcome).toBe('rejected');
      expect(proof.stages[0]).toMatchObject({ id: 'format', outcome: 'failed', problem: { code: 'validation_failed', fields: { [field]: expect.any(String) } } });
    }
    expect(calls).toEqual([]);
  });

  test('neither the proof nor any error holds a secret (SR-1, SR-54)', async () => {
    for (const outcome of ['valid', 'wrong', 'forbidden', 'rate_limited', 'down'] as const) {
      const { context, calls, sandbox } = contextOf(provider);
      const credentials = accountOf(sandbox, provider, outcome);
      const secret = credentials['privateApiKey'] ?? credentials['apiKey'] ?? credentials['authToken'] ?? credentials['accessToken'] ?? credentials['refreshToken'] ?? '';
      const found = await connector.verify({ credentials }, context).catch((error: { problem: unknown; message: string; cause?: unknown }) => [error.problem, error.message, error.cause]);
      for (let at = 0; at + 8 <= secret.length; at++) expect(JSON.stringify(found)).not.toContain(secret.slice(at, at + 8));
      // Meta takes the token it is asked about only in the address; no address is ever logged.
      expect(calls.some((call) => call.url.includes(secret) && !call.url.includes('/debug_token?input_token='))).toBe(false);
      expect(calls.length).toBeGreaterThan(0);
    }
  });
});
