import type { Browser } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import { dataDirectory, type Demo, startDemo } from './demo.ts';

/** A demo with a data directory of its own and a browser to look at it, for all tests of a file. */
export function aShop(): { readonly browser: Browser; readonly demo: Demo } {
  const data = dataDirectory();
  const shop = {} as { browser: Browser; demo: Demo };
  beforeAll(async () => {
    [shop.browser, shop.demo] = await Promise.all([launchBrowser(), startDemo(data.path)]);
  });
  afterAll(async () => {
    await shop.browser.close();
    await shop.demo.stop();
    data.remove();
  });
  return shop;
}
