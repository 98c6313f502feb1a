import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Integration } from '../../src/core/integration.ts';
import { dataDirectory, type Demo, startDemo } from './demo.ts';

const data = dataDirectory();
let demo: Demo;
beforeAll(async () => { demo = await startDemo(data.path); });
afterAll(async () => {
  await demo.stop();
  data.remove();
});

const shops = { ana: '00000000-0000-4000-8000-00000000000a', cleo: '00000000-0000-4000-8000-00000000000b' };
async function call(user: keyof typeof shops, method = 'GET', path = '') {
  return fetch(`${demo.url}/api/stores/${shops[user]}/integrations${path}`, { method, headers: { cookie: await demo.login(user) } });
}
async function statuses(user: keyof typeof shops): Promise<Record<string, string>> {
  const { integrations } = (await (await call(user)).json()) as { integrations: Integration[] };
  return Object.fromEntries(integrations.map(({ id, status }) => [id, status]));
}
const none = Object.fromEntries(['google-analytics-4', 'meta-pixel', 'tiktok-pixel', 'google-ads', 'facebook-ads', 'tiktok-ads', 'klaviyo', 'mailchimp', 'twilio'].map((id) => [id, 'disconnected']));

test('at first start, one shop has its three analytics providers and the other nothing; what is disconnected later stays so', async () => {
  expect(await statuses('ana')).toEqual({ ...none, 'google-analytics-4': 'unverified', 'meta-pixel': 'connected', 'tiktok-pixel': 'connected' });
  expect(await statuses('cleo')).toEqual(none);
  for (const id of ['google-analytics-4', 'meta-pixel', 'tiktok-pixel']) expect((await call('ana', 'DELETE', `/${id}/disconnect?eraseData=true`)).status).toBe(200);
  expect(await demo.stop()).toBe(0);
  demo = await startDemo(data.path);
  expect(await statuses('ana')).toEqual(none);
});
