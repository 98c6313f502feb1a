import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { aShop } from './a-shop.ts';
import { axeViolations, cspViolations, everythingKept, leaksOf, visit } from './browser.ts';

const shop = aShop();
const privateKey = 'pk_0123456789abcdef0123456789abcdef01';

/** The shop in a browser that opens no windows; `stored` is all that was ever put into web storage. */
async function withoutWindows(path: string) {
  const stored: string[] = [];
  const context = await shop.browser.newContext();
  await context.exposeFunction('noteStored', (text: string) => void stored.push(text));
  await context.addInitScript(() => {
    window.open = () => null;
    const list: string[] = [];
    Object.assign(globalThis, { cspViolations: list });
    document.addEventListener('securitypolicyviolation', (event) => list.push(event.violatedDirective));
    const put = Storage.prototype.setItem;
    Storage.prototype.setItem = function setItem(key, value) {
      void (globalThis as unknown as { noteStored: (text: string) => void }).noteStored(`${key}=${value}`);
      put.call(this, key, value);
    };
  });
  const page = await context.newPage();
  const codes: string[] = [];
  page.on('request', (request) => { if (request.url().includes('code=')) codes.push(new URL(request.url()).searchParams.get('code') ?? ''); });
  await page.goto(shop.demo.url + path);
  return { page, stored, codes };
}

/** Asks for a window, is refused one, and goes on in this tab. */
async function goThere(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Connect Klaviyo' });
  await dialog.getByRole('button', { name: 'Continue with Klaviyo' }).click();
  await dialog.getByText('The browser blocked the window').waitFor();
  // Nothing navigates by itself.
  expect(new URL(page.url()).origin).toBe(new URL(shop.demo.url).origin);
  await dialog.getByRole('button', { name: 'Continue in this tab' }).click();
  await page.getByRole('button', { name: 'Allow' }).waitFor();
}

const card = (page: Page) => page.getByRole('article', { name: /^Klaviyo/ }).first();

test('where no window opens, this tab goes to Klaviyo and back to the same place: first a No, with what was typed but no secret, then the connection (UX-52, UX-53, SR-8, SR-64)', async () => {
  const { page, stored, codes } = await withoutWindows('/?from=mail#integrations');
  const place = page.url();
  await page.getByRole('button', { name: 'Connect Klaviyo' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect Klaviyo' });
  await dialog.getByLabel(/^Public API key/).fill('X7F2QA');
  await dialog.getByLabel(/^Private API key/).fill(privateKey);
  await goThere(page);
  await page.getByRole('button', { name: 'Deny' }).click();

  await dialog.getByText("You didn't give access").waitFor();
  expect(page.url()).toBe(place);
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Back' }).click();
  expect(await dialog.getByLabel(/^Public API key/).inputValue()).toBe('X7F2QA');
  expect(await dialog.getByLabel(/^Private API key/).inputValue()).toBe('');

  await goThere(page);
  await page.getByRole('radio', { name: 'Harbour Goods' }).check();
  await page.getByRole('button', { name: 'Allow' }).click();
  await dialog.getByRole('heading', { name: 'Klaviyo is connected' }).waitFor();
  await dialog.getByText('Harbour Goods').waitFor();
  expect(page.url()).toBe(place);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => card(page).getAttribute('data-status')).toBe('connected');

  // What was kept is gone, and never held a secret.
  // Kept at each departure, and once more where the callback page noted the No.
  expect(stored.filter((text) => text.includes('X7F2QA'))).toHaveLength(3);
  expect(codes.filter((code) => code !== '')).toHaveLength(1);
  expect(leaksOf(privateKey, stored)).toEqual([]);
  expect(leaksOf(codes.find((code) => code !== '') ?? '', [...stored, await everythingKept(page)])).toEqual([]);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  expect(await cspViolations(page)).toEqual([]);
  await page.context().close();
});

test('who turns back at Klaviyo finds the page as it was, and that nothing was finished; a reload shows it on the card, to resume or cancel (UX-53, UX-62)', async () => {
  const { page } = await visit(shop.browser, shop.demo.url);
  await page.evaluate(() => { window.open = () => null; });
  const name = 'Mailchimp';
  await page.getByRole('button', { name: `Connect ${name}` }).click();
  const dialog = page.getByRole('dialog', { name: `Connect ${name}` });
  await dialog.getByRole('button', { name: `Continue with ${name}` }).click();
  await dialog.getByRole('button', { name: 'Continue in this tab' }).click();
  await page.getByRole('button', { name: 'Allow' }).waitFor();
  await page.goBack();
  await dialog.getByText(`You came back from ${name} before you finished`).waitFor();
  await page.reload();
  const article = page.getByRole('article', { name });
  await article.getByRole('button', { name: `Resume ${name}` }).click();
  await dialog.getByText('Checking…').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  expect(await axeViolations(page)).toEqual([]);
  await article.getByRole('button', { name: `Cancel ${name}` }).click();
  await expect.poll(() => article.getAttribute('data-state')).toBe('available');
  await page.reload();
  await article.getByRole('button', { name: `Connect ${name}` }).waitFor();
  await page.context().close();
});
