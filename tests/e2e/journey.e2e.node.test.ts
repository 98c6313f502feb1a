import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations, cspViolations, everythingKept, launchBrowser, leaksOf, visit } from './browser.ts';
import { dataDirectory, type Demo, startDemo } from './demo.ts';

let browser: Browser;
let demo: Demo;
const data = dataDirectory();

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startDemo(data.path)]);
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
  data.remove();
});

async function fill(page: Page, credentials: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, value] of Object.entries(credentials)) await page.locator(`[data-field="${path}"] input`).fill(value);
}

const card = (page: Page, name: string) => page.getByRole('article', { name });

describe('a person and the three providers', () => {
  test.each([
    ['klaviyo', 'Klaviyo'],
    ['mailchimp', 'Mailchimp'],
    ['twilio', 'Twilio'],
  ])('connects, tests, configures, disconnects and reconnects %s (UX-42, UX-46, UX-48, UX-66, UX-70, UX-82, UX-86, SR-1, SR-11)', async (provider, name) => {
    const { credentials } = await demo.account(provider);
    const { page, seen, faults } = await visit(browser, demo.url);

    await page.getByRole('button', { name: `Connect ${name}` }).click();
    const connect = page.getByRole('dialog', { name: `Connect ${name}` });
    await fill(page, credentials);
    await connect.getByRole('button', { name: `Connect ${name}` }).click();
    await connect.getByRole('button', { name: 'Done' }).click();
    await expect.poll(() => card(page, name).getAttribute('data-status')).toBe('connected');

    await page.getByRole('button', { name: `Configure ${name}` }).click();
    const configure = page.getByRole('dialog', { name: `Configure ${name}` });
    await configure.getByRole('button', { name: 'Test connection' }).click();
    await configure.getByText(/signed in/i).first().waitFor();
    const first = configure.getByRole('switch').first();
    const before = await first.isChecked();
    await first.click();
    await configure.getByRole('button', { name: 'Save changes' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);

    // Discarding one change brings the value back; then make it again and leave with the guard's "Keep editing" first.
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

    const kept = await everythingKept(page);
    const secret = credentials['privateApiKey'] ?? credentials['apiKey'] ?? credentials['authToken'] ?? '';
    expect(secret.length).toBeGreaterThan(20);
    // Mailchimp's key ends in its public server prefix, so only the part before it is secret.
    expect(leaksOf(secret.split('-')[0] ?? '', [...seen, kept, demo.output()])).toEqual([]);
    expect(await cspViolations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
