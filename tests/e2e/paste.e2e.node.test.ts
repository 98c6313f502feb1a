import { expect, test } from 'vitest';
import { aShop } from './a-shop.ts';
import { axeViolations, cspViolations, everythingKept, leaksOf, visit } from './browser.ts';

const shop = aShop();

test('settings pasted into one field connect Twilio: each value goes where it belongs, and none goes anywhere else (UX-36, UX-48, SR-13)', async () => {
  const { credentials } = await shop.demo.account('twilio');
  const { page, seen, faults } = await visit(shop.browser, shop.demo.url, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: 'Connect Twilio' }).click();
  const connect = page.getByRole('dialog', { name: 'Connect Twilio' });
  await connect.locator('[data-field="accountSid"] input').click();
  const settings = ['# Twilio', `TWILIO_ACCOUNT_SID=${credentials['accountSid']}`, `export TWILIO_AUTH_TOKEN="${credentials['authToken']}"`, `TWILIO_PHONE_NUMBER='${credentials['phoneNumber']}'`].join('\n');
  await page.evaluate((text) => navigator.clipboard.writeText(text), settings);
  await page.keyboard.press('ControlOrMeta+V');
  await connect.getByText('We found 3 values in what you pasted.').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await connect.getByRole('button', { name: 'Fill in all' }).click();
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(credentials['authToken']);
  await connect.getByRole('button', { name: 'Connect Twilio' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => page.getByRole('article', { name: 'Twilio' }).getAttribute('data-status')).toBe('connected');
  expect(leaksOf(credentials['authToken'] ?? '', [...seen, await everythingKept(page), shop.demo.output()])).toEqual([]);
  expect(faults).toEqual([]);
  expect(await cspViolations(page)).toEqual([]);
  await page.context().close();
});
