import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerKept, arrive, decide, falseFailures, kinds, openDialog, openWindow, otherKinds, reportWaits, soon, type Visitor } from './at-the-shop.ts';
import { proof } from '../server/durability/random.ts';
import { launchStrictBrowser } from './browser.ts';
import { aSignInHost, type PageKind } from './sign-in-host.ts';

// Host and providers are of different sites, in a browser that keeps their storage apart.
const host = aSignInHost([...kinds, ...otherKinds]);
let browser: Browser;
beforeAll(async () => { browser = await launchStrictBrowser(); });
afterAll(async () => {
  reportWaits();
  await browser.close();
});

const sameOrigin = { 'cross-origin-opener-policy': 'same-origin' };
const connected = (visitor: Visitor, provider = 'Klaviyo') => visitor.dialog(provider).getByRole('heading', { name: `${provider} is connected` });

/** One connection, made by one exchange, and nothing that ever said otherwise. */
async function endsWell(visitor: Visitor, before: number, provider = 'klaviyo') {
  await expect.poll(() => visitor.card('Klaviyo').getAttribute('data-status')).toBe('connected');
  const made = await host.read(visitor.store);
  expect(made.map(({ id, status }) => [id, status])).toEqual([[provider, 'connected']]);
  expect((await host.tokens(provider)).length - before).toBe(1);
  expect(visitor.faults).toEqual([]);
  return made[0];
}

async function plain(kind: PageKind) {
  const before = (await host.tokens('klaviyo')).length;
  const visitor = await arrive(browser, host, kind);
  expect(await visitor.page.evaluate(() => (globalThis as unknown as { reactVersion: string }).reactVersion)).toMatch(new RegExp(`^${kind.react}\\.`));
  await openDialog(visitor, 'Klaviyo');
  const window = await openWindow(visitor, 'Klaviyo');
  expect(new URL(window.url()).hostname).toBe('127.0.0.1');
  await decide(window, 'Allow', 'Harbour Goods');
  await soon(host, connected(visitor));
  await visitor.dialog('Klaviyo').getByRole('button', { name: 'Done' }).click();
  expect(falseFailures(await visitor.phases())).toEqual([]);
  await endsWell(visitor, before);
  expect(host.answers).toEqual([{ provider: 'klaviyo', status: 200 }]);
  await expect.poll(() => window.isClosed()).toBe(true);
  await visitor.context.close();
}

test.each(otherKinds)('signs in on a page of React $react, StrictMode $strict (UX-50, UX-54)', plain);

describe.each(kinds)('a page of React $react, StrictMode $strict', (kind) => {
  test('signs in (UX-50, UX-54, SR-3)', () => plain(kind));

  test.each([
    ['the provider', {}, true],
    ['the host', sameOrigin, false],
    ...(proof ? [['both', sameOrigin, true] as const] : []),
  ] as const)('signs in where %s severs its windows by COOP same-origin, and says at no time that one was closed (UX-55, SR-6)', async (_, headers, fault) => {
    const before = (await host.tokens('klaviyo')).length;
    host.headers = headers;
    if (fault) await host.fault('klaviyo', 'coop');
    const visitor = await arrive(browser, host, kind);
    await openDialog(visitor, 'Klaviyo');
    const window = await openWindow(visitor, 'Klaviyo');
    await visitor.dialog('Klaviyo').getByRole('heading', { name: 'Checking…' }).waitFor();
    await decide(window, 'Allow');
    await soon(host, connected(visitor));
    await expect.poll(() => window.isClosed()).toBe(true);
    expect(falseFailures(await visitor.phases())).toEqual([]);
    await visitor.dialog('Klaviyo').getByRole('button', { name: 'Done' }).click();
    await endsWell(visitor, before);
    await visitor.context.close();
  });

  test('goes there in the tab itself where no window opens, and comes back; or opens one after all (UX-52, UX-53, SR-8)', async () => {
    const before = (await host.tokens('klaviyo')).length;
    const visitor = await arrive(browser, host, kind);
    await visitor.page.evaluate(() => {
      const { open } = window;
      Object.assign(window, { open: () => { window.open = open; return null; } });
    });
    const dialog = await openDialog(visitor, 'Klaviyo');
    await dialog.getByRole('button', { name: 'Continue with Klaviyo' }).click();
    await dialog.getByText('The browser blocked the window').waitFor();
    const opened = await openWindow(visitor, 'Klaviyo', 'Try again');
    await opened.close();
    await dialog.getByRole('heading', { name: 'Checking…' }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).first().click();
    await visitor.page.evaluate(() => { window.open = () => null; });
    await dialog.getByRole('button', { name: 'Continue with Klaviyo' }).click();
    await dialog.getByRole('button', { name: 'Continue in this tab' }).click();
    await decide(visitor.page, 'Allow');
    await soon(host, connected(visitor));
    expect(visitor.page.url()).toBe(host.address(visitor.store, kind));
    await dialog.getByRole('button', { name: 'Done' }).click();
    await endsWell(visitor, before);
    await visitor.context.close();
  });

  test('a window that is closed is said so after a while, and the next one ends well; so does one that was only believed closed (UX-56)', async () => {
    const before = (await host.tokens('klaviyo')).length;
    const visitor = await arrive(browser, host, kind);
    const dialog = await openDialog(visitor, 'Klaviyo');
    const window = await openWindow(visitor, 'Klaviyo');
    // The record is read after more than one look at the window.
    await visitor.page.waitForRequest(/\/oauth\/authorizations\//);
    await window.close();
    await dialog.getByRole('heading', { name: 'Checking…' }).waitFor();
    await dialog.getByRole('heading', { name: 'The window closed before you finished' }).waitFor();
    expect((await visitor.phases()).filter((phase) => phase !== 'beginning')).toEqual(['waiting', 'checking', 'closed']);
    const again = await openWindow(visitor, 'Klaviyo', 'Try again');
    await decide(again, 'Allow');
    await soon(host, connected(visitor));
    await dialog.getByRole('button', { name: 'Done' }).click();
    await endsWell(visitor, before);
    await visitor.context.close();
  });

  test('a No is told as one, and the next try ends well (UX-57)', async () => {
    const before = (await host.tokens('klaviyo')).length;
    const visitor = await arrive(browser, host, kind);
    const dialog = await openDialog(visitor, 'Klaviyo');
    const window = await openWindow(visitor, 'Klaviyo');
    await decide(window, 'Deny');
    await soon(host, dialog.getByRole('heading', { name: "You didn't give access" }));
    await soon(host, window.getByRole('heading', { name: "You didn't give access" }));
    expect(await host.read(visitor.store)).toEqual([]);
    const again = await openWindow(visitor, 'Klaviyo', 'Try again');
    await decide(again, 'Allow');
    await soon(host, connected(visitor));
    await dialog.getByRole('button', { name: 'Done' }).click();
    await endsWell(visitor, before);
    await visitor.context.close();
  });

  test('a provider that fails after the Yes is named, nothing is stored, and the next try ends well (UX-60)', async () => {
    const before = (await host.tokens('klaviyo')).length;
    const visitor = await arrive(browser, host, kind);
    const dialog = await openDialog(visitor, 'Klaviyo');
    const window = await openWindow(visitor, 'Klaviyo');
    await host.fault('klaviyo', 'down');
    await decide(window, 'Allow');
    await soon(host, dialog.getByRole('heading', { name: "Klaviyo couldn't finish the sign-in" }));
    expect(await host.read(visitor.store)).toEqual([]);
    await host.fault('klaviyo', 'none');
    await decide(await openWindow(visitor, 'Klaviyo', 'Try again'), 'Allow');
    await soon(host, connected(visitor));
    await dialog.getByRole('button', { name: 'Done' }).click();
    await endsWell(visitor, before);
    await visitor.context.close();
  });

  test('less than was asked for connects, says what is missing and asks for just that (UX-58)', async () => {
    const before = (await host.tokens('klaviyo')).length;
    await host.fault('klaviyo', 'partial_scopes');
    const visitor = await arrive(browser, host, kind);
    const dialog = await openDialog(visitor, 'Klaviyo');
    await decide(await openWindow(visitor, 'Klaviyo'), 'Allow');
    await soon(host, connected(visitor));
    await dialog.getByRole('button', { name: 'Done' }).click();
    const first = await endsWell(visitor, before);
    expect(first?.scopes?.missing.length).toBeGreaterThan(0);
    await host.fault('klaviyo', 'none');
    await visitor.card('Klaviyo').getByRole('button', { name: /^Add permission/ }).click();
    await decide(await openWindow(visitor, 'Klaviyo', 'Add permission at Klaviyo'), 'Allow');
    await soon(host, connected(visitor));
    expect((await host.read(visitor.store)).map(({ id, scopes }) => [id, scopes?.missing])).toEqual([['klaviyo', []]]);
    expect(falseFailures(await visitor.phases())).toEqual([]);
    await visitor.context.close();
  });

  test('one that took too long is told as that, here and there, and nothing is stored (UX-59, UX-62)', async () => {
    const before = (await host.tokens('klaviyo')).length;
    const visitor = await arrive(browser, host, kind);
    const dialog = await openDialog(visitor, 'Klaviyo');
    const window = await openWindow(visitor, 'Klaviyo');
    host.ahead = 11 * 60_000;
    await decide(window, 'Allow');
    await soon(host, dialog.getByRole('heading', { name: 'This sign-in took too long' }));
    expect(await host.read(visitor.store)).toEqual([]);
    expect((await host.tokens('klaviyo')).length).toBe(before);
    await decide(await openWindow(visitor, 'Klaviyo', 'Start again'), 'Allow');
    await soon(host, connected(visitor));
    await dialog.getByRole('button', { name: 'Done' }).click();
    await endsWell(visitor, before);
    await visitor.context.close();
  });

  test('an answer that is handed in again, whole or with another secret, connects nothing twice (UX-59, SR-5, SR-61)', async () => {
    const before = (await host.tokens('klaviyo')).length;
    const visitor = await arrive(browser, host, kind);
    const dialog = await openDialog(visitor, 'Klaviyo');
    const address = await answerKept(host, await openWindow(visitor, 'Klaviyo'));
    const noLonger = async (replayed: string) => {
      const page = await visitor.context.newPage();
      await page.goto(replayed);
      await soon(host, page.getByRole('heading', { name: 'This sign-in link is no longer valid' }));
      await page.close();
    };
    await noLonger(address.replace(/(state=[^&]*?\.)[^&]+/, `$1${'x'.repeat(43)}`));
    expect(await host.read(visitor.store)).toEqual([]);
    const twice = await Promise.all([visitor.context.newPage(), visitor.context.newPage()]);
    await Promise.all(twice.map((page) => page.goto(address)));
    await soon(host, connected(visitor));
    await noLonger(address);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await endsWell(visitor, before);
    expect(falseFailures(await visitor.phases())).toEqual([]);
    await visitor.context.close();
  });

  test("somebody else's answer connects nothing for anybody, and theirs stays good (SR-62)", async () => {
    const before = (await host.tokens('klaviyo')).length;
    const stranger = await arrive(browser, host, kind);
    await openDialog(stranger, 'Klaviyo');
    const address = await answerKept(host, await openWindow(stranger, 'Klaviyo'));
    const visitor = await arrive(browser, host, kind);
    await openDialog(visitor, 'Klaviyo');
    const window = await openWindow(visitor, 'Klaviyo');
    const lured = await visitor.context.newPage();
    await lured.goto(address);
    await soon(host, lured.getByRole('heading', { name: 'This sign-in link is no longer valid' }));
    expect([await host.read(visitor.store), await host.read(stranger.store), (await host.tokens('klaviyo')).length]).toEqual([[], [], before]);
    await decide(window, 'Allow');
    await soon(host, connected(visitor));
    await visitor.dialog('Klaviyo').getByRole('button', { name: 'Done' }).click();
    await endsWell(visitor, before);
    const own = await stranger.context.newPage();
    await own.goto(address);
    await soon(host, connected(stranger));
    await Promise.all([visitor.context.close(), stranger.context.close()]);
  });
});
