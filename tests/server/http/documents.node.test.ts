import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { defineProvider, type ProviderDefinition } from '../../../src/core/index.ts';
import { field } from '../../../src/core/field.ts';
import { routes } from '../../../src/core/routes.ts';
import { providerFromJSON, type ProviderJson } from '../../../src/provider-json/index.ts';
import { keyOf, openShop, read, type Shop } from '../shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const open = (name: 'providers' | 'openapi', init: RequestInit = {}, from = shop) => from.server.fetch(new Request(`https://shop.example${routes[name].path}`, init));
const connector = (provider: string) => ({ provider, hosts: [], verify: async () => ({ outcome: 'verified' as const, account: null, stages: [] }) });
const simple = (id: string, forms: ProviderDefinition['forms']) => defineProvider({ id, name: id, category: 'x', summary: '', forms });
const nothing = { auth: {}, disconnect: { impact: [], keeps: [] } };

describe('the providers as JSON', () => {
  it('are those this server offers, in its order, and can be read', async () => {
    const answer = await open('providers');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const { providers } = await read<{ providers: ProviderJson[] }>(answer);
    expect(providers.map(providerFromJSON).map(({ id }) => id)).toEqual(['mailer', 'pager']);
  });

  it('are the same for everybody, whoever asks and whatever is stored: the hook has no store to be asked about (SR-40, SR-1)', async () => {
    const before = await (await open('providers')).text();
    const store = await shop.store();
    expect((await store.connect({ apiKey: keyOf.anna, region: 'eu' })).status).toBe(200);
    shop.hook.answer = 'unauthenticated';
    shop.asked.length = 0;
    const after = await (await open('providers', { headers: { cookie: 'a=b', origin: 'https://app.example' } })).text();
    expect(shop.asked).toEqual([]);
    expect(after).toBe(before);
    expect(after).not.toMatch(new RegExp([keyOf.anna, store.id, 'ana@', 'mailer\\.example'].join('|')));
    shop.hook.answer = { actor: 'ana', session: 's1' };
  });

  it('a definition JSON cannot say is left out and named in the log; the others are listed', async () => {
    const dated = simple('dated', { ...nothing, configuration: z.object({ from: field(z.date(), { label: 'From' }) }) });
    const leaky = simple('leaky', {
      ...nothing,
      auth: { credentials: { fields: z.object({ key: field(z._default(z.string(), 'sk-built-in-0815'), { label: 'Key' }) }), steps: [] } },
    });
    const other = await openShop({ database: shop.database, providers: [dated, simple('plain', nothing), leaky], connectors: ['dated', 'plain', 'leaky'].map(connector) });
    const { providers } = await read<{ providers: ProviderJson[] }>(open('providers', {}, other));
    expect(providers.map(({ id }) => id)).toEqual(['plain']);
    expect(other.log.filter(({ event }) => event === 'provider.not_listed')).toMatchObject([
      { provider: 'dated', reason: expect.stringMatching(/"from" is of the type "date"/) as string },
      { provider: 'leaky', reason: expect.stringMatching(/secret and has a default/) as string },
    ]);
    expect(JSON.stringify(other.log)).not.toContain('sk-built-in');
    await other.server.stop();
  });

  it('forms that could not be loaded are loaded again by the next request', async () => {
    let loads = 0;
    const late = simple('late', async () => {
      loads += 1;
      if (loads === 1) throw new Error('no such chunk');
      return nothing;
    });
    const other = await openShop({ database: shop.database, providers: [late], connectors: [connector('late')] });
    const statuses = [(await open('providers', {}, other)).status, (await open('providers', {}, other)).status, (await open('providers', {}, other)).status];
    expect([statuses, loads]).toEqual([[500, 200, 200], 2]);
    await other.server.stop();
  });
});

describe('the OpenAPI document of a server', () => {
  it('is valid, under its own base path, with the forms of its providers', async () => {
    const other = await openShop({ database: shop.database, basePath: '/v2/shop' });
    const answer = await other.server.fetch(new Request('https://shop.example/v2/shop/integrations/openapi.json'));
    const document = await read<{ paths: object; components: { schemas: object } }>(answer);
    expect(await new Validator({ strict: false }).validate(structuredClone(document))).toEqual({ valid: true });
    expect(Object.keys(document.paths)).toContain('/v2/shop/integrations/openapi.json');
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(['mailer.credentials', 'mailer.configuration', 'pager.credentials']));
    await other.server.stop();
  });
});

describe.each(['providers', 'openapi'] as const)('%s', (name) => {
  it('carries the headers of every answer, and is not stored (SR-47)', async () => {
    const { headers } = await open(name);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect([...headers.keys()].filter((header) => /server|powered|version/.test(header))).toEqual([]);
  });

  it('may be read by a listed origin, and by no other (SR-45)', async () => {
    expect((await open(name, { headers: { origin: 'https://app.example' } })).headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect((await open(name, { headers: { origin: 'https://evil.example' } })).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('answers HEAD without a body, other methods with 405, and nothing before the server runs (SR-46)', async () => {
    expect(await (await open(name, { method: 'HEAD' })).text()).toBe('');
    const refused = await open(name, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    const stopped = await openShop({ database: shop.database });
    await stopped.server.stop();
    expect((await open(name, {}, stopped)).status).toBe(503);
  });
});
