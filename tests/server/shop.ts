import { sql } from 'kysely';
import * as z from 'zod/mini';
import { field } from '../../src/core/field.ts';
import { IntegrationsError, type Problem } from '../../src/core/errors.ts';
import type { Integration } from '../../src/core/integration.ts';
import { defineProvider, type ProviderDefinition } from '../../src/core/provider.ts';
import type { Connector } from '../../src/server/connector.ts';
import { createIntegrationsServer } from '../../src/server/create-server.ts';
import type { IntegrationsServerOptions, LogEntry, Principal } from '../../src/server/options.ts';
import { openPGlite } from '../../src/server/pglite/open-pglite.ts';
import { createAesGcmVault } from '../../src/server/vault/create-aes-gcm-vault.ts';

/** Keys of accounts at the imaginary provider; each is long enough to show a hint. */
export const keyOf = { anna: 'mk-anna-5b1f09d27c44e8', bert: 'mk-bert-93ac70e1d6f52b', unknown: 'mk-nobody-0d2e7f61a9c3', narrow: 'mk-narrow-4c1a8e0f2b7d', unproven: 'mk-unproven-7e21c0b9a' } as const;

const mailer = defineProvider({
  id: 'mailer', name: 'Mailer', category: 'email', summary: 'Sends mail.', accounts: 'many',
  forms: async () => ({
    auth: {
      credentials: {
        fields: z.object({
          apiKey: field(z.string().check(z.minLength(3, 'Enter the API key.')), { label: 'API key' }),
          webhookSecret: field(z.optional(z.string()), { label: 'Webhook secret' }),
          region: field(z._default(z.string().check(z.regex(/^[a-z]{2}$/)), 'eu'), { label: 'Region', secret: false, destination: true }),
        }),
        steps: [],
      },
      oauth2: { scopes: [{ id: 'mails', reason: 'To send.' }] },
    },
    configuration: z.object({
      listId: field(z.string().check(z.minLength(1)), { label: 'List', options: 'remote' }),
      frequency: field(z._default(z.enum(['hourly', 'daily']), 'daily'), { label: 'Frequency' }),
      map: field(z.optional(z.array(z.object({ from: field(z.string(), { label: 'Event' }), to: field(z.optional(z.string()), { label: 'Metric', options: 'remote', dependsOn: ['.from'], showWhen: { field: '.from', in: ['order', 'cart'], required: true } }) }))), { label: 'Map' }),
      runs: field(z.optional(z.string()), { label: 'Runs', control: 'schedule' }),
    }),
    test: { title: 'Send a test mail', what: 'One mail.', fields: z.object({ to: field(z.string().check(z.minLength(2, 'Enter a name.')), { label: 'To' }) }) },
    disconnect: { impact: ['Mails stop.'], keeps: ['Your settings.'] },
  }),
});
const pager = defineProvider({ id: 'pager', name: 'Pager', category: 'sms', summary: 'Sends messages.', forms: { auth: { credentials: { fields: z.object({ token: field(z.string(), { label: 'Token' }) }), steps: [] } }, disconnect: { impact: [], keeps: [] } } });

const stage = (outcome: 'passed' | 'failed' | 'unprovable', problem?: Problem) => [{ id: 'sign-in' as const, outcome, durationMs: 1, ...(problem ? { problem } : {}) }];
const failing = (code: 'invalid_credentials' | 'insufficient_permission') => new IntegrationsError(code, { fields: { apiKey: 'Not accepted.' } }).problem;

const mailerConnector: Connector = {
  provider: 'mailer',
  hosts: [{ label: /^[a-z]{2}$/, suffix: '.mailer.example' }],
  oauth2: { authorizationEndpoint: 'https://mailer.example/authorize', tokenEndpoint: 'https://eu.mailer.example/token', pkce: true, clientAuthentication: 'basic', credentials: ({ accessToken }) => ({ apiKey: accessToken, region: 'eu' }) },
  async verify({ credentials }, context) {
    const answer = await context.request({ method: 'GET', url: `https://${String(credentials['region'])}.mailer.example/account`, headers: { authorization: `Bearer ${String(credentials['apiKey'])}` } });
    if (answer.status === 401) return { outcome: 'rejected', account: null, stages: stage('failed', failing('invalid_credentials')) };
    if (answer.status === 403) return { outcome: 'rejected', account: null, stages: stage('failed', failing('insufficient_permission')) };
    if (answer.status === 429) throw new IntegrationsError('rate_limited', { retryAfter: 30 });
    if (answer.status !== 200) throw new IntegrationsError('provider_unavailable');
    const { id, name, proven } = answer.json as { id: string; name: string; proven: boolean };
    return { outcome: proven ? 'verified' : 'unverified', account: { id, label: name.trim() }, stages: stage(proven ? 'passed' : 'unprovable') };
  },
  options: {
    listId: async ({ credentials, configuration, query }, context) => {
      await context.request({ method: 'GET', url: `https://${String(credentials['region'])}.mailer.example/lists`, headers: { authorization: `Bearer ${String(credentials['apiKey'])}` } });
      return { items: [{ value: 'l1', label: `List for ${query ?? 'all'}, ${String(configuration['frequency'])}` }], nextCursor: null };
    },
    'map.to': async ({ configuration }) => ({ items: [{ value: 'm1', label: `For ${JSON.stringify(configuration['map'])}` }], nextCursor: null }),
  },
  sendTest: async ({ credentials, values }, context) => {
    const key = String(credentials['apiKey']);
    const answer = await context.send({ method: 'POST', url: `https://${String(credentials['region'])}.mailer.example/mails?key=${key}`, headers: { authorization: `Bearer ${key}` }, body: JSON.stringify({ to: values['to'], key }) });
    if (answer.status === 429) throw new IntegrationsError('rate_limited', { retryAfter: 30 });
    if (answer.status === 401) throw new IntegrationsError('invalid_credentials', { detail: `The key ${key} is not accepted.` });
    if (answer.status !== 200) throw new IntegrationsError('provider_unavailable');
    if (values['to'] === 'nobody') throw new IntegrationsError('validation_failed', { detail: 'There is nobody of that name.', fields: { to: 'There is nobody of that name.' } });
    return { outcome: 'accepted', verdict: 'The mail is on its way.', unproven: ['That it is read.'] };
  },
  impact: async () => ['3 flows use it.'],
};
const pagerConnector: Connector = { provider: 'pager', hosts: ['pager.example'], verify: async () => ({ outcome: 'verified', account: null, stages: [] }) };

/** How the provider behaves, and what it was asked. */
export interface World {
  mood: 'well' | 'down' | 'silent' | 'limited' | 'nonsense' | 'redirect' | 'revoked';
  asked: { url: string; key: string }[];
  /** Runs while the provider is being asked. */
  meanwhile?: () => Promise<unknown>;
}

function provider(world: World): typeof globalThis.fetch {
  return (async (url: string, init: RequestInit) => {
    const key = new Headers(init.headers).get('authorization')?.slice('Bearer '.length) ?? '';
    world.asked.push({ url, key });
    const { meanwhile } = world;
    delete world.meanwhile;
    await meanwhile?.();
    if (world.mood === 'down') return new Response('<html>', { status: 503 });
    if (world.mood === 'silent') return new Promise(() => {});
    if (world.mood === 'limited') return new Response('', { status: 429 });
    if (world.mood === 'nonsense') return Response.json({ id: 7, name: null });
    if (world.mood === 'redirect') return new Response(null, { status: 302, headers: { location: 'https://evil.example/' } });
    if (world.mood === 'revoked' || key === keyOf.unknown) return new Response('', { status: 401 });
    if (key === keyOf.narrow) return new Response('', { status: 403 });
    const name = /^mk-(\w+)-/.exec(key)?.[1];
    return name ? Response.json({ id: name === 'unproven' ? 'anna' : name, name, proven: name !== 'unproven' }) : new Response('', { status: 401 });
  }) as never;
}

/** Clearly no key of anybody's. */
const testKey = 'q3Jf0yJmV8y0mS5Y2oXw1mJ0c5rT9kLhGfDsAqWeRtY=';

/** One server on one in-memory database; every `store()` is a store of its own. */
export async function openShop(more: Partial<IntegrationsServerOptions> = {}) {
  const database = more.database ?? (await openPGlite());
  const world: World = { mood: 'well', asked: [] };
  const log: LogEntry[] = [];
  const time = { now: new Date('2026-11-22T12:00:00.000Z') };
  const hook: { answer: Principal | 'unauthenticated' | ((request: Request, access: unknown) => never) } = { answer: { actor: 'ana', session: 's1' } };
  const asked: unknown[] = [];
  const server = createIntegrationsServer({
    providers: [mailer, pager] as readonly ProviderDefinition[], connectors: [mailerConnector, pagerConnector], database,
    vault: createAesGcmVault({ keys: [{ id: 'test', key: testKey }], current: 'test' }),
    origins: ['https://app.example'], ...(!more.providers && !more.connectors && { oauthClients: { mailer: { clientId: 'shop', clientSecret: 'app-secret-0b7e' } } }), redirectUri: (id) => `https://app.example/callback/${id}`, egress: 'platform', fetch: provider(world), now: () => time.now, log: (entry) => log.push(entry),
    authorize: (request, access) => {
      asked.push(access);
      return typeof hook.answer === 'function' ? hook.answer(request, access) : hook.answer;
    },
    ...more,
  });
  await server.start();

  async function store() {
    const id = crypto.randomUUID();
    await sql`insert into stores (id) values (${id})`.execute(database.kysely);
    const base = `/api/stores/${id}/integrations`;
    const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      server.fetch(new Request(`https://shop.example${base}${path}`, { method, headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) }));
    const list = async () => ((await (await send('GET', '')).json()) as { integrations: Integration[] }).integrations;
    return {
      id, base, send, list,
      mailer: async () => (await list()).find((one) => one.id === 'mailer') as Integration,
      connect: (credentials: Record<string, unknown>, headers?: Record<string, string>, integration = 'mailer') => send('POST', `/${integration}/connect`, { credentials }, headers),
      configure: (configuration: unknown, revision: string, headers: Record<string, string> = {}) => send('PUT', '/mailer/configure', { configuration }, { 'if-match': `"${revision}"`, ...headers }),
      openings: async () => Number((await sql<{ n: number }>`select count(*) as n from integration_audit where store_id = ${id} and action = 'credentials.open'`.execute(database.kysely)).rows[0]?.n),
    };
  }
  return { server, database, world, log, time, hook, asked, store, close: async () => { await server.stop(); await database.close(); } };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** Reads an answer as JSON of a known kind. */
export async function read<T = Integration>(response: Response | Promise<Response>): Promise<T> {
  return (await (await response).json()) as T;
}
