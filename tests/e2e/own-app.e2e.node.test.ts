import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { aShop } from './a-shop.ts';
import { axeViolations, cspViolations, everythingKept, leaksOf, visit } from './browser.ts';

const shop = aShop();
const provider = 'google-ads';
const store = '00000000-0000-4000-8000-00000000000a';

interface Ledger { tokens: { provider: string; event: string }[] }
const events = async () => ((await (await fetch(`${shop.demo.sandbox}/_sandbox/ledger`)).json()) as Ledger).tokens.flatMap((one) => (one.provider === provider ? [one.event] : []));

/** The merchant's app, as it was registered at Google. */
async function ownApp() {
  const apps = (await (await fetch(`${shop.demo.sandbox}/_sandbox/apps`)).json()) as { provider: string; clientId: string; clientSecret: string; redirectUris: string[] }[];
  const found = apps.find((one) => one.provider === provider);
  if (!found) throw new Error('The sandbox knows no such app.');
  return found;
}

/** Presses Continue; the consent page says whose app asks. */
async function agree(page: Page) {
  const [window] = await Promise.all([page.waitForEvent('popup'), page.getByRole('dialog').getByRole('button', { name: 'Continue with Google Ads' }).click()]);
  await window.getByText('Harbour Goods’ own app').first().waitFor();
  await window.getByRole('radio', { name: 'Second Shop' }).check();
  await window.getByRole('button', { name: 'Allow' }).click();
}

const card = (page: Page) => page.locator('[data-integration="google-ads"]').first();

test('signs in with an app of the merchant’s own, mends its secret, renews with it and ends access with it', async () => {
  const { clientId, clientSecret, redirectUris } = await ownApp();
  const { page, faults } = await visit(shop.browser, shop.demo.url);
  const answers: string[] = [];
  page.on('response', (response) => void (response.url().includes('/api/') && response.text().then((text) => answers.push(response.url(), text), () => undefined)));
  await page.getByRole('button', { name: 'Connect Google Ads' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Use your own app' }).click();
  const form = dialog.getByRole('region', { name: 'Your own app at Google Ads' });
  await form.getByLabel('Client ID', { exact: true }).fill(clientId);
  expect(redirectUris).toEqual([await form.getByLabel('Redirect URI').inputValue()]);
  expect(await axeViolations(page)).toEqual([]);

  await form.getByLabel('Client secret', { exact: true }).fill('GOCSPX-notTheSecretOfThisClient');
  await agree(page);
  await form.getByText(/does not accept this client secret/).first().waitFor();
  expect(await form.getByLabel('Client ID', { exact: true }).inputValue()).toBe(clientId);
  expect(await card(page).getAttribute('data-status')).toBe('disconnected');
  await form.getByLabel('Client secret', { exact: true }).fill(clientSecret);
  await agree(page);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => card(page).getAttribute('data-status')).toBe('connected');

  const refreshed = await page.evaluate(async (body) => (await fetch(`/api/integrations/google-ads/oauth/refresh`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status, JSON.stringify({ store, integration: provider }));
  expect([refreshed, await events()]).toEqual([200, ['issued', 'refreshed']]);
  // It stays on the server.
  expect(leaksOf(clientSecret, [await everythingKept(page), ...answers])).toEqual([]);

  await card(page).getByRole('button', { name: 'Disconnect Google Ads' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect Google Ads' }).click();
  await expect.poll(events).toEqual(['issued', 'refreshed', 'revoked']);
  expect([faults, await cspViolations(page)]).toEqual([[], []]);
});
