import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createIntegrationsServer } from '../../../src/server/create-server.ts';
import type { IntegrationsServerOptions } from '../../../src/server/options.ts';
import type { IntegrationsDatabase } from '../../../src/server/storage/database.ts';
import { callback } from '../../sandbox/oauth-harness.ts';
import { backends } from './backends.ts';
import { openSignIns, type SignIns } from './sign-in-harness.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

type Back = Record<string, string>;
/** Another server on the same database, set up otherwise. */
async function elsewhere(shop: SignIns, more: Partial<IntegrationsServerOptions>) {
  const server = createIntegrationsServer({ ...shop.options, ...more });
  await server.start();
  return server;
}
const callbackPath = 'integrations/klaviyo/oauth/callback';

type HandIn = (shop: SignIns, back: Back) => Promise<{ status: number; body: object }>;
/** What is done first, how the answer is refused, and what of the same answer becomes afterwards, handed in rightly. */
interface Otherwise { first?: HandIn; refused?: object; afterwards?: object }
const mismatch = { status: 422, body: { code: 'authorization_mismatch' } };

/** One thing each that a state is bound to and that is not as it was. */
const mismatches: [string, HandIn, Otherwise?][] = [
  ['another user', async (shop, back) => (Object.assign(shop.caller, { actor: 'mallory' }), shop.handIn(back))],
  ['another session of the same user', async (shop, back) => (Object.assign(shop.caller, { session: 'another-browser' }), shop.handIn(back))],
  ['another store in the body', (shop, back) => shop.handIn({ ...back, store: crypto.randomUUID() })],
  ['another integration in the body', (shop, back) => shop.handIn({ ...back, integration: 'klaviyo~second' })],
  ['another provider in the path', async (shop, back) => {
    const google = shop.client('google-ads');
    // With the redirect URI it began with, so that only the provider differs.
    const theOther: Record<string, string> = { klaviyo: 'mailchimp', mailchimp: 'klaviyo' };
    const server = await elsewhere(shop, { redirectUri: (id) => callback(theOther[id] ?? id), oauthClients: { ...shop.options.oauthClients, mailchimp: google }, connectors: (await import('../../../src/server/connectors/index.ts')).builtinConnectors.map((one) => (one.provider === 'mailchimp' ? { ...one, oauth2: { authorizationEndpoint: 'https://login.mailchimp.com/oauth2/authorize', tokenEndpoint: 'https://login.mailchimp.com/oauth2/token', pkce: false, clientAuthentication: 'post' as const, credentials: () => ({}) } } : one)), providers: await Promise.all(shop.options.providers.map(async (one) => (one.id === 'mailchimp' ? { ...one, forms: async () => ({ ...(await (typeof one.forms === 'function' ? one.forms() : one.forms)), auth: { oauth2: { scopes: [] } } }) } : one))) });
    return shop.send('POST', 'integrations/mailchimp/oauth/callback', back, server);
  }],
  ['another redirect URI', async (shop, back) => shop.send('POST', callbackPath, back, await elsewhere(shop, { redirectUri: (id) => `https://shop.example/elsewhere/${id}` }))],
  ['another issuer', (shop, back) => shop.handIn({ ...back, iss: 'https://evil.example' })],
  ['a secret that is not that of the state', (shop, back) => shop.handIn({ ...back, state: `${back['state']?.slice(0, -1)}${back['state']?.endsWith('A') ? 'B' : 'A'}` })],
  ['the id alone', (shop, back) => shop.handIn({ ...back, state: `${back['state']?.split('.')[0]}.` })],
  ['an age of ten minutes', (shop, back) => (Object.assign(shop.time, { now: new Date(shop.time.now.getTime() + 600_000) }), shop.handIn(back)), { refused: { status: 410, body: { code: 'authorization_expired' } }, afterwards: { status: 410 } }],
  ['nothing amiss, but a second time', (shop, back) => shop.handIn(back), { first: (shop, back) => shop.handIn(back), afterwards: mismatch }],
];

describe.each(backends)('the answer of a provider on %s', (_, open) => {
  let database: IntegrationsDatabase;
  beforeAll(async () => { database = await open(); });
  afterAll(() => database?.close());

  it.each(mismatches)('with %s is refused before any token request, and uses nothing up (SR-61, SR-62, SR-63)', async (__, handInWrongly, { first, refused = mismatch, afterwards = { status: 200, body: { status: 'completed' } } } = {}) => {
    const shop = await openSignIns(database);
    const begun = await shop.begin();
    const back = await shop.visit(begun);
    const right = { ...shop.caller };
    await first?.(shop, back);
    const [before, tokens, calls] = [await shop.stored(), await shop.tokens(), shop.tokenCalls()];
    expect(await handInWrongly(shop, back)).toMatchObject(refused);
    expect([shop.tokenCalls(), await shop.tokens(), await shop.stored()]).toEqual([calls, tokens, before]);
    Object.assign(shop.caller, right);
    expect(await shop.handIn(back)).toMatchObject(afterwards);
  });

  it('after ten minutes is refused, and the record says that it expired (SR-61, UX-62)', async () => {
    const shop = await openSignIns(database);
    const begun = await shop.begin();
    const back = await shop.visit(begun);
    shop.time.now = new Date(shop.time.now.getTime() + 600_000);
    expect(await shop.handIn(back)).toMatchObject({ status: 410, body: { code: 'authorization_expired' } });
    expect([(await shop.record(begun)).body, (await shop.card()).authorization, shop.tokenCalls()]).toEqual([{ status: 'expired' }, null, 0]);
  });

  it('to somebody the host does not let in is 403, and uses nothing up (SR-40)', async () => {
    const shop = await openSignIns(database);
    const back = await shop.visit(await shop.begin());
    const closed = await elsewhere(shop, { authorize: () => { throw new Error('no access'); } });
    expect(await shop.send('POST', callbackPath, back, closed)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await shop.handIn(back)).body.status).toBe('completed');
  });

  it('is asked about with the store and the integration it belongs to', async () => {
    const shop = await openSignIns(database);
    const asked: unknown[] = [];
    const server = await elsewhere(shop, { authorize: (__, access) => { asked.push(access); return { ...shop.caller }; } });
    await shop.send('POST', callbackPath, await shop.visit(await shop.begin()), server);
    expect(asked).toEqual([{ action: 'write', store: shop.store, integration: 'klaviyo' }]);
  });

  it.each([['GET', ''], ['DELETE', ''], ['POST', '/resolve']])('and its sign-in, on %s %s, are asked about with the integration the sign-in is for, whichever the caller names or none (SR-40)', async (method, path) => {
    const shop = await openSignIns(database);
    const { body: { id } } = await shop.send<{ id: string }>('POST', `stores/${shop.store}/integrations`, { provider: 'klaviyo' });
    const begun = await shop.begin(id);
    const asked: unknown[] = [];
    const server = await elsewhere(shop, { authorize: (__, access) => {
      asked.push(access.integration);
      if (access.integration !== 'klaviyo') throw new Error('not this one');
      return { ...shop.caller };
    } });
    const body = method === 'POST' ? { choice: 'replace' } : undefined;
    for (const named of ['', '&integration=klaviyo', '&integration=']) {
      const answer = await shop.send(method, `integrations/klaviyo/oauth/authorizations/${begun.id}${path}?store=${shop.store}${named}`, body, server);
      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
    }
    expect(asked).toEqual([id, id, id]);
    expect((await shop.record(begun)).body.status).toBe('pending');
  });

  it('cannot be read, cancelled or chosen for by another store (SR-42)', async () => {
    const shop = await openSignIns(database);
    const begun = await shop.begin();
    for (const [method, path] of [['GET', ''], ['DELETE', ''], ['POST', '/resolve']] as const) {
      const answer = await shop.send(method, `integrations/klaviyo/oauth/authorizations/${begun.id}${path}?store=${crypto.randomUUID()}`, method === 'POST' ? { choice: 'replace' } : undefined);
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
    }
    expect((await shop.record(begun)).body.status).toBe('pending');
  });

  it.each([
    ['nothing but a state', {}], ['a code beside an error', { code: 'c', error: 'access_denied' }], ['two codes', { code: 'c', auth_code: 'c' }], ['a member nobody knows', { code: 'c', redirect_uri: 'https://evil.example' }], ['a code that is no text', { code: ['c'] }],
  ])('that holds %s is 400', async (__, members) => {
    const shop = await openSignIns(database);
    const { state } = await shop.begin();
    expect(await shop.handIn({ state, ...members })).toMatchObject({ status: 400, body: { code: 'bad_request' } });
  });
});
