import { describe, expect, test } from 'vitest';
import { previewCredentials } from '../../src/core/credential-previews.ts';
import { leftBehind } from '../../src/core/disconnect-impact.ts';
import { describeFields } from '../../src/core/index.ts';
import { loadForms } from '../../src/core/load-forms.ts';
import { builtinProviders } from '../../src/providers/index.ts';
import { createSandbox } from '../../src/sandbox/index.ts';

const accounts = (await (await createSandbox().fetch(new Request('http://sandbox.example/_sandbox/accounts'))).json()) as { provider: string; credentials: Record<string, string>; outcome: string }[];
const catalogue = await Promise.all(builtinProviders.map(async ({ id, forms: _, ...provider }) => ({ id, forms: await loadForms(builtinProviders.find((one) => one.id === id) ?? expect.unreachable(provider.name)) })));

describe.each(catalogue.map((entry) => [entry.id, entry] as const))('the words before a disconnect of %s', (id, { forms: { auth, disconnect } }) => {
  const fields = describeFields(auth.credentials?.fields ?? expect.unreachable());
  const ways = accounts.filter((one) => one.provider === id && one.outcome === 'valid').map(({ credentials }) => ({ credentials, said: leftBehind(disconnect.credentials, previewCredentials(fields, credentials, '2026-11-22T12:00:00.000Z')) }));

  test('say under what stops nothing that goes on, and under what stays nothing that stops (UX-82)', () => {
    for (const sentence of disconnect.impact) expect(sentence).not.toMatch(/\b(?:keeps?|stays?|goe?s? on|runs? on|still|remains?|continues?|live)\b/);
    for (const sentence of [...disconnect.keeps, ...Object.values(disconnect.credentials ?? {})]) expect(sentence).not.toMatch(/\b(?:stops?|no longer|nobody)\b/);
  });

  test('speak of entered keys only where they are held: to nobody who signed in (UX-82)', () => {
    for (const sentence of [...disconnect.impact, ...disconnect.keeps]) expect(sentence).not.toMatch(/\b(?:tokens?|keys?|secrets?|pasted|entered)\b/i);
    expect(leftBehind(disconnect.credentials, {})).toEqual([]);
    const secrets = fields.filter(({ secret }) => secret).map(({ key }) => key);
    for (const [key, sentence] of Object.entries(disconnect.credentials ?? {})) {
      expect(secrets).toContain(key);
      expect(sentence).toMatch(/^The .* stays valid(?:\.| until .*\.)/);
    }
  });

  test('tell whoever entered keys what becomes of those, whichever way they chose (UX-82)', () => {
    expect(ways.length).toBeGreaterThan(0);
    for (const { credentials, said } of ways) {
      const held = Object.keys(disconnect.credentials ?? {}).filter((key) => credentials[key]);
      expect(held.length).toBeGreaterThan(0);
      expect(said).toEqual(held.map((key) => disconnect.credentials?.[key]));
    }
  });
});

test('with Twilio name the Auth Token or the API key, whichever signs in', async () => {
  const { disconnect } = await loadForms(builtinProviders.find(({ id }) => id === 'twilio') ?? expect.unreachable());
  const held = (key: string) => leftBehind(disconnect.credentials, { [key]: { secret: true, isSet: true, updatedAt: null, hint: null } });
  expect([held('authToken'), held('apiKeySecret')]).toEqual([['The Auth Token stays valid.'], ['The API key stays valid.']]);
});
