import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { aShop } from './a-shop.ts';
import { axeViolations, cspViolations, everythingKept, leaksOf, visit } from './browser.ts';

const shop = aShop();

/** Presses the button that opens the provider's window, and waits until that is there. */
async function openWindow(page: Page): Promise<Page> {
  const [window] = await Promise.all([page.waitForEvent('popup'), page.getByRole('dialog').getByRole('button', { name: 'Continue with Klaviyo' }).click()]);
  await window.getByRole('button', { name: 'Allow' }).waitFor();
  return window;
}

async function choose(window: Page, account: string, button: 'Allow' | 'Deny'): Promise<void> {
  await window.getByRole('radio', { name: account }).check();
  await window.getByRole('button', { name: button }).click();
}

const card = (page: Page) => page.getByRole('article', { name: /^Klaviyo/ }).first();

test('signs in at Klaviyo in a window of its own, after a first No, and finds the card connected (UX-49, UX-50, UX-57, UX-65, SR-2, SR-3)', async () => {
  const { page, faults } = await visit(shop.browser, shop.demo.url);
  await page.getByRole('button', { name: 'Connect Klaviyo' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect Klaviyo' });
  await dialog.getByText('What Klaviyo will ask you to allow').waitFor();
  expect(await axeViolations(page)).toEqual([]);

  await choose(await openWindow(page), 'Harbour Goods', 'Deny');
  await dialog.getByText("You didn't give access").waitFor();
  const again = page.waitForEvent('popup');
  await dialog.getByRole('button', { name: 'Try again' }).click();
  const window = await again;
  await window.getByRole('button', { name: 'Allow' }).waitFor();
  expect(await window.evaluate(() => globalThis.opener as unknown)).toBeNull();
  const address = new URL(window.url());
  const [, secret = ''] = (address.searchParams.get('state') ?? '').split('.');
  await choose(window, 'Harbour Goods', 'Allow');

  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => card(page).getAttribute('data-status')).toBe('connected');
  expect(await card(page).textContent()).toContain('Harbour Goods');
  await expect.poll(() => window.isClosed()).toBe(true);
  expect(secret.length).toBeGreaterThan(40);
  // Of the state only this page's memory knows.
  expect(leaksOf(secret, [await everythingKept(page)])).toEqual([]);
  expect([faults, await cspViolations(page)]).toEqual([[], []]);
});
