import { expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.ts';
import { faultNames } from '../../src/sandbox/faults.ts';
import { pageAt, tableOf } from './pages.ts';

const page = pageAt('docs/sandbox.md');

test('the table of faults names each of them once', () => {
  expect(tableOf(page, 'Fault').map(([name]) => name).sort()).toEqual([...faultNames].sort());
});

test('every address of the sandbox itself answers, and none is missing', async () => {
  const addresses = tableOf(page, 'Address').map(([address = '']) => address.split(' '));
  const sandbox = createSandbox();
  for (const [method = '', path = ''] of addresses) expect((await sandbox.fetch(new Request(`http://127.0.0.1:4401${path}`, { method, ...(method === 'POST' && { body: '{}' }) }))).status).toBe(method === 'GET' ? 200 : 400);
  const { error } = (await (await sandbox.fetch(new Request('http://127.0.0.1:4401/nothing'))).json()) as { error: string };
  expect(addresses.map(([, path]) => path).sort()).toEqual(error.match(/\/_sandbox\/[a-z]+/g)?.sort());
});

test('every consent page that is named is served', async () => {
  const sandbox = createSandbox();
  const providers: Record<string, string> = { Klaviyo: 'klaviyo', Google: 'google-ads', Meta: 'facebook-ads', TikTok: 'tiktok-ads', Mailchimp: 'mailchimp' };
  const rows = tableOf(page, 'Provider');
  expect(rows.map(([name]) => name)).toEqual(Object.keys(providers));
  // A client that is not known is what each of them answers first.
  for (const [name = '', path] of rows) expect((await sandbox.fetch(new Request(`http://127.0.0.1:4401/${providers[name]}/${path}`))).status).toBe(401);
});
