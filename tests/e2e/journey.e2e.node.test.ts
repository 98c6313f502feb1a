import type { Locator, Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { aShop } from './a-shop.ts';
import { axeViolations, cspViolations, everythingKept, leaksOf, visit } from './browser.ts';

const shop = aShop();

async function fill(page: Page, credentials: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, value] of Object.entries(credentials)) await page.locator(`[data-field="${path}"] input`).fill(value);
}

/** What the server has stored, as the page would read it. */
async function configurationOf(page: Page, provider: string): Promise<unknown> {
  const listed = await page.evaluate(async () => (await fetch('/api/stores/00000000-0000-4000-8000-00000000000a/integrations')).json() as Promise<{ integrations: { id: string; configuration: unknown }[] }>);
  return listed.integrations.find((one) => one.id === provider)?.configuration;
}

const card = (page: Page, name: string) => page.getByRole('article', { name });

/** Makes one change in the configuration, with choices that come from the provider where it has any. */
const changes: Record<string, (dialog: Locator) => Promise<void>> = {
  async klaviyo(dialog) {
    const list = dialog.locator('[data-field="listId"] input[role="combobox"]');
    await list.click();
    await list.fill('news');
    await dialog.page().getByRole('option', { name: /news/i }).first().click();
  },
  async mailchimp(dialog) {
    const audience = dialog.locator('[data-field="audienceId"] select');
    await audience.locator('option').nth(1).waitFor({ state: 'attached' });
    await audience.selectOption({ index: 1 });
  },
  async twilio(dialog) {
    await dialog.locator('[data-field="maxSegments"] input').fill('5');
  },
};

describe('a person and the three providers', () => {
  test.each([
    ['klaviyo', 'Klaviyo'],
    ['mailchimp', 'Mailchimp'],
    ['twilio', 'Twilio'],
  ])('connects, tests, configures, disconnects and reconnects %s (UX-42, UX-46, UX-48, UX-66, UX-70, UX-77, UX-82, UX-86, SR-1, SR-11)', async (provider, name) => {
    const { credentials } = await shop.demo.account(provider);
    const { page, seen, faults } = await visit(shop.browser, shop.demo.url);

    await page.getByRole('button', { name: `Connect ${name}` }).click();
    const connect = page.getByRole('dialog', { name: `Connect ${name}` });
    await fill(page, credentials);
    await connect.getByRole('button', { name: `Connect ${name}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await expect.poll(() => card(page, name).getAttribute('data-status')).toBe('connected');

    await page.getByRole('button', { name: `Configure ${name}` }).click();
    const configure = page.getByRole('dialog', { name: `Configure ${name}` });
    await configure.getByRole('button', { name: 'Test connection' }).click();
    await configure.locator('[data-part="stage"]').first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await changes[provider]?.(configure);
    await configure.getByRole('button', { name: 'Save changes' }).click();
    await configure.getByText(/^Saved at/).waitFor();
    const saved = await configurationOf(page, provider);
    await page.keyboard.press('Escape');
    await configure.waitFor({ state: 'hidden' });
    await page.reload();
    await card(page, name).waitFor();
    expect(await configurationOf(page, provider)).toEqual(saved);

    await page.getByRole('button', { name: `Configure ${name}` }).click();
    const first = configure.getByRole('switch').first();
    const before = await first.isChecked();
    await first.click();
    await configure.getByRole('button', { name: 'Discard' }).click();
    expect(await first.isChecked()).toBe(before);
    await page.keyboard.press('Escape');
    await configure.waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: `Disconnect ${name}` }).click();
    const disconnect = page.getByRole('alertdialog', { name: `Disconnect ${name}?` });
    await disconnect.getByRole('button', { name: `Disconnect ${name}` }).click();
    await expect.poll(() => card(page, name).getAttribute('data-status')).toBe('disconnected');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)).toContain('Connect');

    await page.getByRole('button', { name: `Connect ${name}` }).click();
    await fill(page, credentials);
    await page.getByRole('dialog', { name: `Connect ${name}` }).getByRole('button', { name: `Connect ${name}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await expect.poll(() => card(page, name).getAttribute('data-status')).toBe('connected');
    expect(await configurationOf(page, provider)).toEqual(saved);

    const kept = await everythingKept(page);
    const secret = credentials['privateApiKey'] ?? credentials['apiKey'] ?? credentials['authToken'] ?? '';
    expect(secret.length).toBeGreaterThan(20);
    // Mailchimp's key ends in its public server prefix, so only the part before it is secret.
    expect(leaksOf(secret.split('-')[0] ?? '', [...seen, kept, shop.demo.output()])).toEqual([]);
    expect(await cspViolations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

test('a person sends a test message with Twilio, sees its receipt and that a refusal is told on the number; the key is nowhere (UX-66, UX-67, SR-1, SR-11)', async () => {
  const { credentials } = await shop.demo.account('twilio');
  const { page, seen, faults } = await visit(shop.browser, shop.demo.url);
  await card(page, 'Twilio').waitFor();
  if ((await card(page, 'Twilio').getAttribute('data-status')) !== 'connected') {
    await page.getByRole('button', { name: 'Connect Twilio' }).click();
    await fill(page, credentials);
    await page.getByRole('dialog', { name: 'Connect Twilio' }).getByRole('button', { name: 'Connect Twilio' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  }
  const before = await shop.demo.calls('twilio');
  await page.getByRole('button', { name: 'More actions for Twilio' }).click();
  await page.getByRole('button', { name: 'Send a test message Twilio' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send a test message with Twilio' });
  const number = dialog.getByLabel(/^Phone number/);
  await number.fill('+15005550004');
  await page.keyboard.press('Enter');
  await dialog.getByRole('region', { name: /opted out/ }).waitFor();
  expect(await number.getAttribute('aria-invalid')).toBe('true');
  await number.fill('+15005550006');
  await page.keyboard.press('Enter');
  const receipt = dialog.getByRole('region', { name: 'Twilio accepted the message and is sending it.' });
  await receipt.getByText('Show details').click();
  await receipt.getByText('POST https://api.twilio.com/2010-04-01/Accounts/{accountSid}/Messages.json').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(await shop.demo.calls('twilio')).toBe(before + 2);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await card(page, 'Twilio').getByText('Test accepted').waitFor();
  expect(leaksOf(credentials['authToken'] ?? '', [...seen, await everythingKept(page), shop.demo.output()])).toEqual([]);
  expect(await cspViolations(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});
