import { builtinProviders } from '../../src/providers/index.ts';
import { expect, test, vi } from 'vitest';
import { aShop } from './a-shop.ts';
import { axeViolations, signInAs, visit } from './browser.ts';

vi.setConfig({ testTimeout: 120_000 });

const shop = aShop();
const signsIn = ['google-ads', 'facebook-ads', 'tiktok-ads', 'klaviyo', 'mailchimp'];

test.for([[320, 568, 'light'], [375, 667, 'dark']] as const)('on a phone of %i × %i what leads is in sight as soon as a dialog opens, for each of the nine (UX-20, UX-21, UX-28)', async ([width, height, colorScheme]) => {
  const { page, faults } = await visit(shop.browser, shop.demo.url, { viewport: { width, height }, colorScheme });
  await signInAs(page, 'cleo');
  for (const { id, name } of builtinProviders) {
    await page.getByRole('button', { name: `Connect ${name}`, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: `Connect ${name}` });
    await dialog.locator('[data-part="form"] input').first().waitFor({ state: 'attached' });
    const leads = dialog.locator('[data-kind="primary"]');
    await leads.waitFor();
    expect(await leads.innerText(), id).toBe(signsIn.includes(id) ? `Continue with ${name}` : `Connect ${name}`);
    // Late code of the sign-in may push what is below it.
    await expect.poll(async () => { const box = await leads.boundingBox(); return box && box.y > 0 && box.y + box.height <= height; }, { message: id }).toBe(true);
    expect(await page.evaluate(() => [document.documentElement, ...document.querySelectorAll('[data-part="dialog-body"]')].filter((one) => one.scrollWidth > one.clientWidth).length), id).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.matches('[data-part="dialog-title"]')), id).toBe(signsIn.includes(id));
    expect(await axeViolations(page), id).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
  }
  expect(faults).toEqual([]);
});
