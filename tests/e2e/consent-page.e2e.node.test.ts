import { createServer } from 'node:http';
import type { Browser, Page } from 'playwright';
import { createSandbox, type Sandbox } from 'integrations-settings/sandbox';
import { toNodeListener } from 'integrations-settings/server/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen } from '../hosts/listen.ts';
import { axeViolations, launchBrowser } from './browser.ts';

let browser: Browser;
let sandbox: Sandbox;
let imitations: Awaited<ReturnType<typeof listen>>;
let shop: Awaited<ReturnType<typeof listen>>;
let address: string;

beforeAll(async () => {
  shop = await listen(createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Shop</title>')));
  const redirect = `${shop.url}/oauth/callback/klaviyo`;
  sandbox = createSandbox({ redirectUris: () => [redirect] });
  imitations = await listen(createServer(toNodeListener(sandbox)));
  browser = await launchBrowser();
  const client = sandbox.clients.find(({ provider }) => provider === 'klaviyo');
  const query = { response_type: 'code', client_id: client?.clientId ?? '', redirect_uri: redirect, scope: 'accounts:read lists:read lists:write', state: 'a.b', code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' };
  address = `${imitations.url}/klaviyo/www.klaviyo.com/oauth/authorize?${new URLSearchParams(query)}`;
});
afterAll(async () => {
  await browser.close();
  await imitations.stop();
  await shop.stop();
});

async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(address);
  return page;
}

test.each([['light', 480], ['dark', 320]] as const)('the consent page can be read by everyone: %s, %i wide', async (colorScheme, width) => {
  // Axe is a script; the page has none and forbids all.
  const page = await open({ colorScheme, viewport: { width, height: 640 }, bypassCSP: true });
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  expect(await page.getByRole('radio').count()).toBe(2);
  expect(await page.getByRole('checkbox').count()).toBe(3);
});

test('by keyboard and without script: another account, one scope less, Allow', async () => {
  const page = await open({ javaScriptEnabled: false });
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  for (let count = 0; count < 3; count++) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await page.getByRole('radio', { name: 'Second Shop' }).isChecked()).toBe(true);
  expect(await page.getByRole('checkbox', { name: 'lists:write' }).isChecked()).toBe(false);
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL(/\/oauth\/callback\/klaviyo\?/);
  expect([...new URL(page.url()).searchParams.keys()]).toEqual(['code', 'state']);
});

test('Deny goes back with access_denied', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Deny' }).click();
  await page.waitForURL(/error=access_denied/);
});

test.each([['none', false], ['coop', true]] as const)('under "%s", who opened the page sees it as closed: %s; it still goes back', async (fault, closed) => {
  await sandbox.fetch(new Request('http://127.0.0.1/_sandbox/faults', { method: 'POST', body: JSON.stringify({ provider: 'klaviyo', fault }) }));
  const opener = await (await browser.newContext()).newPage();
  await opener.goto(shop.url);
  const [page] = await Promise.all([opener.waitForEvent('popup'), opener.evaluate((url) => void Object.assign(globalThis, { popup: window.open(url) }), address)]);
  await page.getByRole('button', { name: 'Allow' }).waitFor();
  await expect.poll(() => opener.evaluate(() => (globalThis as unknown as { popup: Window }).popup.closed)).toBe(closed);
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL(/\/oauth\/callback\/klaviyo\?code=/);
});
