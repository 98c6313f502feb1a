import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { dataDirectory, type Demo, startDemo } from './demo.ts';

const data = dataDirectory();
let demo: Demo | undefined;
afterAll(async () => {
  await demo?.stop();
  data.remove();
});

interface Client { provider: string; clientId: string; clientSecret: string; redirectUris: string[] }

const clientOf = async ({ sandbox }: Demo) => ((await (await fetch(`${sandbox}/_sandbox/clients`)).json()) as Client[]).find(({ provider }) => provider === 'mailchimp');

/** Signs in at Mailchimp with the client of this demo; answers the token. */
async function signIn(at: Demo): Promise<string> {
  const { clientId = '', clientSecret = '', redirectUris: [redirect_uri = ''] = [] } = (await clientOf(at)) ?? {};
  const login = `${at.sandbox}/mailchimp/login.mailchimp.com/oauth2`;
  const consent = await fetch(`${login}/authorize?${new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri, state: 's' })}`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ account: 'Harbour Goods', decision: 'allow' }) });
  const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const answer = await fetch(`${login}/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'authorization_code', client_id: clientId, client_secret: clientSecret, redirect_uri, code }) });
  return ((await answer.json()) as { access_token: string }).access_token;
}

const works = async ({ sandbox }: Demo, token: string) => (await fetch(`${sandbox}/mailchimp/login.mailchimp.com/oauth2/metadata`, { headers: { authorization: `Bearer ${token}` } })).status;

test('what was granted in the demo’s sandbox outlives a restart, and a file that was cut short does not keep it from starting', async () => {
  demo = await startDemo(data.path);
  expect((await clientOf(demo))?.redirectUris).toEqual([`${demo.url}/oauth/callback/mailchimp`]);
  const token = await signIn(demo);
  expect(await works(demo, token)).toBe(200);
  await demo.stop();

  const kept = join(data.path, 'sandbox-grants.json');
  expect(statSync(kept).mode & 0o077).toBe(0);
  demo = await startDemo(data.path);
  expect(await works(demo, token)).toBe(200);
  await demo.stop();

  writeFileSync(kept, readFileSync(kept, 'utf8').slice(0, 40));
  demo = await startDemo(data.path);
  expect(await works(demo, token)).toBe(401);
  expect(await works(demo, await signIn(demo))).toBe(200);
});
