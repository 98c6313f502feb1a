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
