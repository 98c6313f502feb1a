import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createRestAdapter } from '../../src/adapters/rest.ts';
import { routes } from '../../src/core/routes.ts';
import { providerToJSON } from '../../src/provider-json/index.ts';
import { builtinProviders } from '../../src/providers/index.ts';
import type { AuthorizationResponse } from '../../src/core/authorization.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { sandboxAccounts } from '../../src/sandbox/accounts.ts';
import { builtinConnectors, createAesGcmVault, createIntegrationsServer, type IntegrationsServer, type IntegrationsServerOptions } from '../../src/server/index.ts';
import { createOpenApi } from '../../src/server/openapi/create-open-api.ts';
import { openPGlite } from '../../src/server/pglite/index.ts';
import { openPostgres } from '../../src/server/postgres/index.ts';
import type { IntegrationsDatabase } from '../../src/server/storage/database.ts';
import type { ConformanceFixture, Consent } from '../../src/testing/index.ts';
import { aPostgresDatabase } from '../server/storage/database-fixtures.ts';
import { figure } from '../setup/figures.ts';
import { createReferee } from '../server/openapi/referee.ts';
import { fixture as parcelFixture, parcel, stamp } from './parcel.ts';
import { parcelConnector, stampConnector } from './parcel-connector.ts';
import { describeConformance } from './run-conformance.ts';

const account = (provider: string, outcome: string) => sandboxAccounts.find((one) => one.provider === provider && one.outcome === outcome)?.credentials ?? {};
const second = (provider: string) => sandboxAccounts.filter((one) => one.provider === provider && one.outcome === 'valid')[1]?.credentials ?? {};
const credentialsOf = (provider: string) => ({
  valid: account(provider, 'valid'), rejected: account(provider, 'wrong'), otherAccount: second(provider),
  failing: { insufficient_permission: account(provider, 'forbidden'), rate_limited: account(provider, 'rate_limited'), provider_unavailable: account(provider, 'down') },
});

const fixtures: readonly ConformanceFixture[] = [
  {
    provider: 'klaviyo', secrets: ['privateApiKey'], credentials: credentialsOf('klaviyo'), remoteField: 'listId', choices: 25, manyAccounts: 'klaviyo',
    configuration: { valid: { listSyncEnabled: false, smartSending: false }, invalid: { listSyncEnabled: 'perhaps' }, other: { listSyncEnabled: false } },
  },
  {
    provider: 'mailchimp', secrets: ['apiKey'], remoteField: 'audienceId',
    credentials: { ...credentialsOf('mailchimp'), moved: { serverPrefix: 'us3' } },
    configuration: { valid: { audienceId: '1a2df69511', lookbackDays: 7 }, invalid: { audienceId: '1a2df69511', lookbackDays: 9000 }, other: { audienceId: '1a2df69511' } },
  },
  {
    provider: 'twilio', secrets: ['authToken'], credentials: credentialsOf('twilio'), remoteField: 'messagingServiceSid', test: { values: { to: '+15005550006' }, invalid: { to: '12' }, refused: { to: '+15005550004' } },
    configuration: { valid: { maxSegments: 5 }, invalid: { maxSegments: 99 }, other: {} },
  },
  { ...parcelFixture, oneAccount: 'stamp' },
];

const backends: readonly [name: string, open: () => Promise<IntegrationsDatabase>][] = [
  ['PGlite', () => openPGlite()],
  ['PostgreSQL', async () => openPostgres({ connectionString: await aPostgresDatabase(inject('postgresUrl')) })],
];

const referee = createReferee(createOpenApi({ providers: await Promise.all([...builtinProviders, parcel, stamp].map(providerToJSON)) }));
const faults: string[] = [];

/** Sends a request to the handler and compares both sides with the OpenAPI document. */
async function watched(server: IntegrationsServer, request: Request): Promise<Response> {
  const sent = { method: request.method, url: request.url, headers: request.headers, body: request.body ? await request.clone().text() : '' };
  const answer = await server.fetch(request);
  faults.push(...referee.judge(sent, { status: answer.status, headers: answer.headers, body: await answer.clone().text() }));
  return answer;
}

const signsIn = ({ provider }: ConformanceFixture) => provider === 'klaviyo' || provider === 'mailchimp';
const accounts = { account: 'Harbour Goods', 'other account': 'Second Shop' };

/** Answers the sandbox's consent page, with all that it offers. */
async function consentAt(sandbox: Sandbox, url: string, as: Consent): Promise<AuthorizationResponse> {
  const page = await (await sandbox.fetch(new Request(url))).text();
  const scopes = [...page.matchAll(/name="scope" value="([^"]+)"/g)].map(([, value = '']) => ['scope', value]);
  const answer = await sandbox.fetch(new Request(url, { method: 'POST', body: new URLSearchParams([...(as === 'nobody' ? [] : [['account', accounts[as]]]), ...scopes, ['decision', as === 'nobody' ? 'deny' : 'allow']]) }));
  const { state = '', code, error, iss } = Object.fromEntries(new URL(answer.headers.get('location') ?? '').searchParams);
  return { state, ...(iss !== undefined && { iss }), ...(code === undefined ? { error: error ?? '' } : { code }) };
}

const authorize: IntegrationsServerOptions['authorize'] = (request) => {
  const user = request.headers.get('x-user');
  if (user === 'nobody') return 'unauthenticated';
  if (user === 'stranger') throw new Error('Not of this store.');
  return { actor: 'Ana', session: 'test' };
};

for (const [name, open] of backends) {
  let database: IntegrationsDatabase;
  let server: IntegrationsServer;
  // Never started.
  let idle: IntegrationsServer;
  const redirectUri = (provider: string) => `https://app.example/oauth/callback/${provider}`;
  const sandbox = createSandbox({ redirectUris: (provider) => [redirectUri(provider)] });

  beforeAll(async () => {
    database = await open();
    const options: IntegrationsServerOptions = {
      providers: [...builtinProviders, parcel, stamp], connectors: [...builtinConnectors, parcelConnector, stampConnector], database, vault: createAesGcmVault({ keys: [{ id: 'test', key: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64') }], current: 'test' }),
      origins: [], redirectUri, authorize, oauthClients: Object.fromEntries(sandbox.clients.filter(({ provider }) => signsIn({ provider } as ConformanceFixture)).map(({ provider, clientId, clientSecret }) => [provider, { clientId, clientSecret }])),
      endpoints: Object.fromEntries(builtinProviders.map(({ id }) => [id, `http://127.0.0.1:4401/${id}`])), allowLoopbackEgress: true, egress: 'platform',
      fetch: async (input, init) => (new URL(String(input)).hostname === 'parcel.example' ? Response.json({ echo: init?.body, key: new Headers(init?.headers).get('authorization') }) : sandbox.fetch(new Request(input, init))),
    };
    server = createIntegrationsServer(options);
    idle = createIntegrationsServer(options);
    await server.start();
  });
  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  // No port is opened: the adapter's fetch is the handler.
  const adapterOf = (storeId: string, signIn: boolean) => createRestAdapter({ baseUrl: 'http://host.example', storeId, signIn, fetch: (input, init) => watched(server, new Request(input, init)) });
  const inTrouble = (user: string, send: (request: Request) => Promise<Response>) =>
    createRestAdapter({ baseUrl: 'http://host.example', storeId: crypto.randomUUID(), headers: { 'x-user': user }, fetch: (input, init) => send(new Request(input, init)) });
  for (const fixture of fixtures) {
    describeConformance(`${fixture.provider} through REST adapter, server and ${name}`, {
      setup: () => ({ adapter: adapterOf(crypto.randomUUID(), signsIn(fixture)), otherStore: adapterOf(crypto.randomUUID(), signsIn(fixture)), consent: (url, as) => consentAt(sandbox, url, as) }),
      fixture,
      omits: signsIn(fixture) ? ['subscribe'] : ['subscribe', 'authorization'],
      failing: {
        unauthenticated: () => inTrouble('nobody', (request) => watched(server, request)),
        forbidden: () => inTrouble('stranger', (request) => watched(server, request)),
        unavailable: () => inTrouble('ana', (request) => idle.fetch(request)),
        network_failed: () => inTrouble('ana', () => Promise.reject(new TypeError('No connection.'))),
      },
    });
  }

  test(`sign-ins through the REST adapter fit the OpenAPI document on ${name}`, async () => {
    const store = crypto.randomUUID();
    const send = (input: RequestInfo | URL, init?: RequestInit) => watched(server, new Request(input, init));
    const { authorization } = createRestAdapter({ baseUrl: 'http://host.example', storeId: store, signIn: true, fetch: send });
    if (!authorization?.resolve || !authorization.cancel || !authorization.refresh) throw new Error('no sign-in');
    const o = { signal: new AbortController().signal };
    const signIn = async (account: string) => {
      const begun = await authorization.begin({ integration: 'klaviyo' }, o);
      const scopes = new URL(begun.url).searchParams.get('scope')?.split(' ') ?? [];
      const allowed = await sandbox.fetch(new Request(begun.url, { method: 'POST', body: new URLSearchParams([['account', account], ...scopes.map((one) => ['scope', one]), ['decision', 'allow']]) }));
      const code = new URL(allowed.headers.get('location') ?? '').searchParams.get('code') ?? '';
      return { authorization: begun.id, record: await authorization.complete({ response: { state: begun.state, code } }, o) };
    };
    expect((await signIn('Harbour Goods')).record.status).toBe('completed');
    expect(await authorization.refresh({ integration: 'klaviyo' }, o)).toMatchObject({ status: 'connected', scheme: 'oauth2' });
    const other = await signIn('Second Shop');
    expect(await authorization.poll(other, o)).toEqual(other.record);
    expect(await authorization.resolve({ ...other, choice: 'add' }, o)).toMatchObject({ status: 'completed', integration: { provider: 'klaviyo' } });
    const left = (await (await send(`http://host.example/api/integrations/klaviyo/oauth/authorize?store=${store}&integration=klaviyo`)).json()) as { id: string; state: string };
    await authorization.cancel({ authorization: left.id }, o);
    expect(await authorization.poll({ authorization: left.id }, o)).toEqual({ status: 'cancelled' });
    await expect(authorization.complete({ response: { state: left.state, error: 'access_denied' } }, o)).rejects.toMatchObject({ code: 'authorization_mismatch' });
  });

  test(`documents and health fit the OpenAPI document on ${name}`, async () => {
    for (const { path } of [routes.providers, routes.openapi, routes.health]) expect((await watched(server, new Request(`http://host.example${path}`))).status).toBe(200);
  });
}

test('every answer of these runs fits the OpenAPI document, and so does every request that was accepted', () => {
  figure({ what: 'answers held against the OpenAPI document', count: `${[...referee.seen.values()].reduce((sum, times) => sum + times, 0)} of ${referee.seen.size} kinds`, worst: `${new Set(faults).size} that do not fit` });
  expect([...new Set(faults)]).toEqual([]);
  for (const { method, path } of Object.values(routes)) expect([...referee.seen.keys()].some((one) => new RegExp(`^${method} ${path.replace(/[{}]/g, '\\$&')} 2`).test(one)), `${method} ${path} was answered`).toBe(true);
  for (const status of [409, 412, 422]) expect([...referee.seen.keys()].some((one) => one.endsWith(` ${status}`)), `an answer of ${status}`).toBe(true);
});
