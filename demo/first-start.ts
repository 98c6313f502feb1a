import type { Integration } from 'integrations-settings';
import type { IntegrationsServer } from 'integrations-settings/server';
import type { Sessions } from './users.ts';
import { users } from './users.ts';

interface SandboxAccount { provider: string; credentials: Record<string, string>; outcome: string }

/** What the first shop has connected when it is opened for the first time. Google Analytics stays unverified: Google confirms no secret. */
const connected = ['google-analytics-4', 'meta-pixel', 'tiktok-pixel'];

/** Connects them the way its admin would, through the API, with accounts of the sandbox; nothing where anything was ever done in this shop. */
export async function firstStart({ server, sessions, sandbox, origin }: { server: IntegrationsServer; sessions: Sessions; sandbox: { fetch(request: Request): Promise<Response> | Response }; origin: string }): Promise<void> {
  const admin = users.find((one) => one.role === 'admin');
  if (!admin) return;
  const headers = { cookie: sessions.start(admin).split(';')[0] ?? '', 'content-type': 'application/json' };
  const at = `${origin}/api/stores/${admin.store}/integrations`;
  const { integrations } = (await read(await server.fetch(new Request(at, { headers })))) as { integrations: Integration[] };
  if (integrations.some(({ revision }) => revision !== '0')) return;
  const accounts = (await read(await sandbox.fetch(new Request('http://sandbox.localhost/_sandbox/accounts')))) as SandboxAccount[];
  for (const provider of connected) {
    const account = accounts.find((one) => one.provider === provider && one.outcome === 'valid');
    if (!account) throw new Error(`The sandbox has no account of ${provider} that works.`);
    await read(await server.fetch(new Request(`${at}/${provider}/connect`, { method: 'POST', headers, body: JSON.stringify({ credentials: account.credentials }) })));
  }
}

async function read(answer: Response): Promise<unknown> {
  if (!answer.ok) throw new Error(`The first shop could not be set up: ${await answer.text()}`);
  return answer.json();
}
