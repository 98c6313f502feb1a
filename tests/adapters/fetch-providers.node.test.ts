import { describe, expect, test, vi } from 'vitest';
import { fetchProviders } from '../../src/adapters/rest.ts';
import { describeFields } from '../../src/core/index.ts';
import type { IntegrationsError } from '../../src/core/errors.ts';
import { loadForms } from '../../src/core/load-forms.ts';
import { providerToJSON } from '../../src/provider-json/index.ts';
import { builtinProviders } from '../../src/providers/index.ts';

const listed = { providers: await Promise.all(builtinProviders.map(providerToJSON)) };
const answering = (body: unknown, init?: ResponseInit) => vi.fn(async (_url: unknown, _init?: RequestInit) => Response.json(body, init));

describe('fetchProviders', () => {
  test('asks one address, with the host’s headers, and answers definitions in the order of the server', async () => {
    const fetch = answering(listed);
    const providers = await fetchProviders({ baseUrl: 'https://api.example/', headers: { 'x-shop': '1' }, fetch });
    expect(providers.map(({ id, name }) => [id, name])).toEqual(builtinProviders.map(({ id, name }) => [id, name]));
    const [first] = providers;
    const forms = first && (await loadForms(first));
    expect(forms?.auth.credentials && describeFields(forms.auth.credentials.fields).map(({ key, secret }) => [key, secret])).toEqual([
      ['measurementId', false],
      ['apiSecret', true],
      ['propertyId', false],
      ['clientId', false],
      ['clientSecret', true],
      ['refreshToken', true],
    ]);
    expect(fetch.mock.calls.map(([url]) => url)).toEqual(['https://api.example/api/integrations/providers']);
    expect(new Headers(fetch.mock.calls[0]?.[1]?.headers).get('x-shop')).toBe('1');
  });

  test.each([
    ['a refused definition', { providers: [{ ...listed.providers[0], docsUrl: 'javascript:alert(1)' }] }, /"docsUrl" must be an https address/],
    ['no list', {}, /no list/],
    ['a list of anything', { providers: [7] }, /the provider/],
    ['no JSON', null, /no list/],
    ['a list without end', { providers: Array.from({ length: 501 }, () => listed.providers[0]) }, /no list/],
  ])('%s is internal, whose cause says what is wrong, and whose text does not', async (_, body, cause) => {
    const failure: unknown = await fetchProviders({ fetch: answering(body) }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'internal' });
    expect((failure as IntegrationsError).cause).toMatchObject({ message: expect.stringMatching(cause) as string });
    expect(JSON.stringify((failure as IntegrationsError).problem)).not.toMatch(/javascript|docsUrl/);
  });

  test('a refusal and a lost connection keep their codes', async () => {
    await expect(fetchProviders({ fetch: answering({ code: 'unavailable' }, { status: 503 }) })).rejects.toMatchObject({ code: 'unavailable' });
    await expect(fetchProviders({ fetch: () => Promise.reject(new TypeError('offline')) })).rejects.toMatchObject({ code: 'network_failed' });
  });

  test('ends when its caller no longer wants it, and by itself after 15 s (SR-30)', async () => {
    const never = () => new Promise<never>(() => {});
    await expect(fetchProviders({ fetch: never, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort());
    await expect(fetchProviders({ fetch: never })).rejects.toMatchObject({ code: 'timeout' });
    expect(timeout).toHaveBeenCalledWith(15_000);
    timeout.mockRestore();
  });
});
