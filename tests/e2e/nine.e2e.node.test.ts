import type { Locator, Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { aShop } from './a-shop.ts';
import { axeViolations, cspViolations, everythingKept, leaksOf, signInAs, visit } from './browser.ts';

const shop = aShop();

const field = (dialog: Locator, path: string) => dialog.locator(`[data-field="${path}"]`);

/** Takes the first choice the provider offers, whichever control shows them. */
async function choose(dialog: Locator, path: string): Promise<void> {
  const [combobox, option, box] = [field(dialog, path).getByRole('combobox'), field(dialog, path).locator('select option').nth(1), field(dialog, path).getByRole('checkbox').first()];
  const search = combobox.and(dialog.locator('input'));
  await expect.poll(async () => (await option.count()) + (await box.count()) + (await search.count())).toBeGreaterThan(0);
  if (await box.count()) return box.check();
  if (await option.count()) {
    const value = await option.getAttribute('value');
    await field(dialog, path).locator('select').selectOption(value);
    return;
  }
  await search.click();
  await dialog.page().getByRole('option').first().click();
}

interface Journey {
  name: string;
  status: 'connected' | 'unverified';
  /** Turned on before, so that the choice is shown. */
  first?: string;
  /** A setting whose choices come from the provider. */
  choice?: string;
  /** What the test of this provider is called, and what it asks for. */
  test?: { title: string; values?: Record<string, string> };
}
const journeys: Record<string, Journey> = {
  'google-analytics-4': { name: 'Google Analytics 4', status: 'unverified', test: { title: 'Send a test event' } },
  'meta-pixel': { name: 'Meta Pixel', status: 'connected', first: 'audienceSyncEnabled', choice: 'adAccountId', test: { title: 'Send a test event' } },
  'tiktok-pixel': { name: 'TikTok Pixel', status: 'connected', choice: 'optimizationEvent', test: { title: 'Send a test event' } },
  'google-ads': { name: 'Google Ads', status: 'connected', choice: 'conversionActionIds' },
  'facebook-ads': { name: 'Facebook Ads', status: 'connected', choice: 'adAccountId' },
  'tiktok-ads': { name: 'TikTok Ads', status: 'connected', choice: 'advertiserId' },
  klaviyo: { name: 'Klaviyo', status: 'connected', choice: 'listId', test: { title: 'Send a test event' } },
  mailchimp: { name: 'Mailchimp', status: 'connected', choice: 'audienceId', test: { title: 'Send a test event' } },
  twilio: { name: 'Twilio', status: 'connected', first: 'verifyEnabled', choice: 'verifyServiceSid', test: { title: 'Send a test message', values: { to: '+14155550123' } } },
};

async function sendTest(page: Page, dialog: Locator, { title, values = {} }: NonNullable<Journey['test']>): Promise<void> {
  await dialog.getByRole('button', { name: title }).click();
  const sending = page.getByRole('dialog', { name: new RegExp(title) });
  await sending.waitFor();
  for (const [path, value] of Object.entries(values)) await field(sending, path).locator('input').fill(value);
  await sending.getByRole('button', { name: title }).click();
  await sending.locator('[data-outcome="accepted"]').waitFor();
  // Colours are judged as they stay: without the pointer, which would light up what it rests on.
  await page.mouse.move(0, 0);
  expect(await axeViolations(page)).toEqual([]);
}

describe('a person and each of the nine providers', () => {
  test.each(Object.entries(journeys))('connects %s with its keys, sets what it offers, tests it and sends a test where there is one (UX-46, UX-66, UX-77, SR-1)', async (id, { name, status, first, choice, test: send }) => {
    const { credentials } = await shop.demo.account(id);
    const { page, seen, faults } = await visit(shop.browser, shop.demo.url);
    await signInAs(page, 'cleo');
    const card = page.getByRole('article', { name });

    await page.getByRole('button', { name: `Connect ${name}` }).click();
    const connect = page.getByRole('dialog', { name: `Connect ${name}` });
    for (const [path, value] of Object.entries(credentials)) await field(connect, path).locator('input').fill(value);
    await connect.getByRole('button', { name: `Connect ${name}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await expect.poll(() => card.getAttribute('data-status')).toBe(status);

    await page.getByRole('button', { name: `Configure ${name}` }).click();
    const configure = page.getByRole('dialog', { name: `Configure ${name}` });
    await field(configure, first ?? choice ?? 'enabledEvents').waitFor();
    if (first) await field(configure, first).getByRole('switch').check();
    if (choice) await choose(configure, choice);
    else await expect.poll(() => configure.locator('[data-part="lacking"]').count()).toBeGreaterThan(0);
    await configure.getByRole('button', { name: 'Test connection' }).click();
    await configure.locator('[data-part="stage"]').first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    if (choice) {
      await configure.getByRole('button', { name: 'Save changes' }).click();
      await configure.getByText(/^Saved at/).waitFor();
    }
    if (send) await sendTest(page, configure, send);

    const secrets = Object.entries(credentials).filter(([path]) => /token|secret|key$/i.test(path) && path !== 'publicApiKey').map(([, value]) => value.split('-')[0] ?? '');
    expect(secrets.length).toBeGreaterThan(0);
    const kept = await everythingKept(page);
    for (const secret of secrets) expect(leaksOf(secret, [...seen, kept, shop.demo.output()])).toEqual([]);
    expect(await cspViolations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
