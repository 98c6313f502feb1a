import { describe, expect, test } from 'vitest';
import { loadForms } from '../../../src/core/load-forms.ts';
import { builtinProviders } from '../../../src/providers/index.ts';
import { providerFromJSON, providerToJSON } from '../../../src/provider-json/index.ts';
import { isTame } from '../../../src/provider-json/tame-pattern.ts';
import { adviceOn } from './advise.ts';
import { inEveryFormat } from './formats.ts';

describe.each(builtinProviders.map((provider) => [provider.id, provider] as const))('the paste hints of %s', (id, provider) => {
  test('name fields that exist, in patterns that are tame and without flags', async () => {
    const { credentials } = (await loadForms(provider)).auth;
    const hints = typeof credentials?.paste === 'function' ? await credentials.paste() : credentials?.paste;
    const keys = Object.keys(credentials?.fields._zod.def.shape ?? {});
    expect(Object.keys(hints?.fields ?? {}).length).toBeGreaterThan(0);
    for (const key of [...Object.keys(hints?.fields ?? {}), ...(hints?.wrong ?? []).map(({ field }) => field), ...Object.values(hints?.fields ?? {}).flatMap(({ derive }) => derive?.from ?? [])]) expect(keys).toContain(key);
    for (const pattern of [...(hints?.wrong ?? []).map((one) => one.pattern), ...Object.values(hints?.fields ?? {}).flatMap((one) => [one.pattern ?? [], one.derive?.pattern ?? []].flat())]) expect(isTame(pattern), pattern).toBe(true);
  });

  test('serve a page that read the provider as JSON just as well', async () => {
    const read = providerFromJSON(JSON.parse(JSON.stringify(await providerToJSON(provider))));
    const paste = inEveryFormat.find((one) => one.provider === id);
    if (!paste) throw new Error(`No paste for ${id}.`);
    const placed = (await adviceOn(paste, [read])).placements.map(({ field, value }) => [field.path, value]);
    expect(Object.fromEntries(placed)).toEqual(paste.expect);
  });
});

test('what is called only an ID is no value of a field that takes any text', async () => {
  const placed = async (into: string, text: string) => (await adviceOn({ provider: 'twilio', into, text })).placements.map(({ field }) => field.path);
  expect(await placed('apiKeySecret', 'ID: order-4471-north-8832')).toEqual([]);
  expect(await placed('phoneNumber', 'ID: +15005550006')).toEqual(['phoneNumber']);
});
