import type { Browser } from 'playwright';
import { stage } from './browser.ts';
import { add, type Samples } from './samples.ts';

const text = 'abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvw';

/** Mounts `cards` cards in a fresh page: once cold, then warm, when all code that loads ahead while idle is there. */
export async function raceMount(browser: Browser, url: string, name: string, cards: number, into: Samples): Promise<void> {
  const { page, cpu } = await stage(browser, url, name);
  for (let round = 0; round <= 4; round += 1) {
    const before = await cpu();
    await page.evaluate((count) => globalThis.bench.mount(count, 5), cards);
    const after = await cpu();
    add(into, `mount ${cards} ${round === 0 ? 'cold' : 'warm'}`, name, after.task - before.task);
    if (round === 0) await page.waitForLoadState('networkidle');
    await page.evaluate(() => globalThis.bench.unmount());
  }
  await page.close();
}

/** Clicks a card's button and waits for the dialog's first painted frame: first open, then later ones. */
export async function raceDialog(browser: Browser, url: string, name: string, into: Samples): Promise<void> {
  const { page, selectors } = await stage(browser, url, name);
  await page.evaluate(() => globalThis.bench.mount(9, 5));
  const button = page.locator(selectors.trigger).first();
  for (let round = 0; round <= 8; round += 1) {
    await page.mouse.move(2, 2);
    await button.hover();
    // A hand rests on a button for about this long before it presses.
    await page.waitForTimeout(120);
    await page.evaluate((selector) => globalThis.bench.arm(selector), selectors.dialog);
    await page.mouse.down();
    await page.mouse.up();
    add(into, `click to dialog, ${round === 0 ? 'first' : 'later'}`, name, await page.evaluate(() => globalThis.bench.shown()));
    await page.keyboard.press('Escape');
    await page.waitForFunction((selector) => !globalThis.bench.visible(selector), selectors.dialog);
  }
  await page.close();
}

/** Types fifty characters into the first field of a form in its dialog: script time per key. */
export async function raceKeys(browser: Browser, url: string, name: string, fields: number, into: Samples): Promise<void> {
  const { page, selectors, session, cpu } = await stage(browser, url, name);
  await page.evaluate((count) => globalThis.bench.mount(9, count), fields);
  if (selectors.trigger) await page.locator(selectors.trigger).first().click();
  const input = page.locator(selectors.input).first();
  await input.click();
  await input.fill('');
  await page.evaluate(() => globalThis.bench.settled());
  const before = await cpu();
  for (const key of text) {
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key, unmodifiedText: key });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key });
    await page.evaluate(() => globalThis.bench.settled());
  }
  const after = await cpu();
  if ((await input.inputValue()) !== text) throw new Error(`${name} lost keys: "${await input.inputValue()}"`);
  add(into, `key in ${fields} fields`, name, (after.script - before.script) / text.length);
  await page.close();
}
