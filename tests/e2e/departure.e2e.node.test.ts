import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { aShop } from './a-shop.ts';
import { axeViolations, visit } from './browser.ts';

const shop = aShop();

const card = (page: Page, name: string) => page.getByRole('article', { name });
const events = async (provider: string) =>
  ((await (await fetch(`${shop.demo.sandbox}/_sandbox/ledger`)).json()) as { tokens: { provider: string; event: string }[] }).tokens.flatMap((one) => (one.provider === provider ? [one.event] : []));

/** @param chooses the account to connect, where the sign-in reaches several */
async function signIn(page: Page, name: string, chooses?: RegExp): Promise<void> {
  await page.getByRole('button', { name: `Connect ${name}` }).click();
  const dialog = page.getByRole('dialog');
  const [window] = await Promise.all([page.waitForEvent('popup'), dialog.getByRole('button', { name: `Continue with ${name}` }).click()]);
  await window.getByRole('button', { name: 'Allow' }).click();
  if (chooses) {
    await dialog.getByRole('radio', { name: chooses }).click();
    await dialog.getByRole('button', { name: 'Use this account' }).click();
  }
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => card(page, name).getAttribute('data-status')).toBe('connected');
}

async function disconnect(page: Page, name: string): Promise<void> {
  await card(page, name).getByRole('button', { name: `Disconnect ${name}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: `Disconnect ${name}` }).click();
  await expect.poll(() => card(page, name).getAttribute('data-status')).toBe('disconnected');
}

test('a disconnect ends access at Google, which the card says until it is done, though Google is down at first (UX-85, SR-69)', async () => {
  const { page, faults } = await visit(shop.browser, shop.demo.url);
  await signIn(page, 'Google Ads', /^Harbour Goods north/);
  await shop.demo.fault('google-ads', 'down');
  await disconnect(page, 'Google Ads');
  await card(page, 'Google Ads').getByText('Access is being revoked at Google Ads.').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(await events('google-ads')).not.toContain('revoked');
  await shop.demo.fault('google-ads', 'none');
  // The first retry follows within half a minute, and the page looks by itself.
  await expect.poll(() => events('google-ads'), { timeout: 35_000 }).toContain('revoked');
  await expect.poll(() => card(page, 'Google Ads').textContent(), { timeout: 35_000 }).not.toContain('revoked');
  expect(faults).toEqual([]);
}, 120_000);

test('where a provider has no way to end it, the card says so and where a person can, until somebody takes note (UX-85)', async () => {
  const { page, faults } = await visit(shop.browser, shop.demo.url);
  await signIn(page, 'Mailchimp');
  await disconnect(page, 'Mailchimp');
  const link = card(page, 'Mailchimp').getByRole('link', { name: /^Remove it at Mailchimp/ });
  await link.waitFor();
  expect(await link.getAttribute('href')).toMatch(/^https:\/\/admin\.mailchimp\.com\//);
  expect(await axeViolations(page)).toEqual([]);
  await card(page, 'Mailchimp').getByRole('button', { name: 'Dismiss Mailchimp' }).click();
  await link.waitFor({ state: 'detached' });
  await page.reload();
  await expect.poll(() => card(page, 'Mailchimp').getAttribute('data-status')).toBe('disconnected');
  expect(await card(page, 'Mailchimp').textContent()).not.toContain("couldn't revoke");
  expect(faults).toEqual([]);
});

test('what the shop made at Mailchimp is removed there only where that is ticked and confirmed by name (UX-83, UX-84)', async () => {
  const { page, faults } = await visit(shop.browser, shop.demo.url, { viewport: { width: 375, height: 667 } });
  const { credentials } = await shop.demo.account('mailchimp');
  const send = (method: string, path: string, body: object, headers: Record<string, string> = {}) => page.evaluate(async ({ method, path, body, headers }) => {
    const answer = await fetch(`/api/stores/00000000-0000-4000-8000-00000000000a/integrations/mailchimp/${path}`, { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as { items: { value: string }[] } };
  }, { method, path, body, headers });
  expect((await send('POST', 'connect', { credentials })).status).toBe(200);
  const audienceId = (await send('POST', 'options/audienceId', {})).body.items[0]?.value;
  expect((await send('PUT', 'configure', { configuration: { audienceId, ecommerceSync: true, storeName: 'Harbour', storeCurrency: 'EUR' } }, { 'if-match': '*' })).status).toBe(200);
  const removals = async () => ((await (await fetch(`${shop.demo.sandbox}/_sandbox/ledger`)).json()) as { calls: { provider: string; method: string; path: string }[] }).calls.filter(({ method, path }) => method === 'DELETE' && path.includes('/ecommerce/stores/')).length;
  const open = async () => {
    await page.reload();
    await card(page, 'Mailchimp').getByRole('button', { name: 'Disconnect Mailchimp' }).click();
    const ask = page.getByRole('alertdialog');
    await ask.getByText('It holds 2 orders. What is removed cannot be brought back.').waitFor();
    return ask;
  };
  const ask = await open();
  const box = ask.getByRole('checkbox', { name: /^Remove the store/ });
  expect(await box.isChecked()).toBe(false);
  await box.check();
  await ask.getByRole('button', { name: 'Disconnect Mailchimp' }).click();
  await ask.getByText(/^This is not “Mailchimp”/).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await ask.getByRole('textbox', { name: /^Type “Mailchimp”/ }).fill('mailchimp');
  await ask.getByRole('button', { name: 'Disconnect Mailchimp' }).click();
  await expect.poll(() => card(page, 'Mailchimp').getAttribute('data-status')).toBe('disconnected');
  await expect.poll(removals, { timeout: 20_000 }).toBe(1);

  expect((await send('POST', 'connect', { credentials })).status).toBe(200);
  await page.reload();
  await disconnect(page, 'Mailchimp');
  expect(await removals()).toBe(1);
  expect(faults).toEqual([]);
});
