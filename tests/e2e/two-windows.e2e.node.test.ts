import type { Page } from 'playwright';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { aShop } from './a-shop.ts';
import { axeViolations, cspViolations, visit } from './browser.ts';

let cookie: string;
const shop = aShop();
const path = '/api/stores/00000000-0000-4000-8000-00000000000a/integrations';

beforeAll(async () => {
  cookie = await shop.demo.login('ana');
  const { credentials } = await shop.demo.account('klaviyo');
  expect((await send('POST', '/klaviyo/connect', { credentials })).status).toBe(200);
});
// Every test begins with the same settings, and with a provider that takes everything.
beforeEach(async () => {
  await shop.demo.fault('klaviyo', 'none');
  const { revision } = await klaviyo();
  expect((await send('PUT', '/klaviyo/configure', { configuration: { listSyncEnabled: false, fromLabel: 'Shop' } }, { 'if-match': `"${revision}"` })).status).toBe(200);
});

const send = (method: string, at: string, body?: object, headers: Record<string, string> = {}) =>
  fetch(shop.demo.url + path + at, { method, headers: { cookie, 'content-type': 'application/json', ...headers }, ...(body && { body: JSON.stringify(body) }) });

interface Stored { id: string; revision: string; configuration: Record<string, unknown> }
async function klaviyo(): Promise<Stored> {
  const { integrations } = (await (await send('GET', '')).json()) as { integrations: Stored[] };
  const found = integrations.find((one) => one.id === 'klaviyo');
  if (!found) throw new Error('The store has no Klaviyo.');
  return found;
}

const input = (page: Page, field: string) => page.locator(`[data-field="${field}"] input`);
const save = (page: Page) => page.getByRole('button', { name: 'Save changes' }).click();
const saved = (page: Page) => page.locator('[data-outcome="saved"]').waitFor();

/** A window of its own with Klaviyo's settings open. */
async function openWindow(): Promise<Page> {
  const { page } = await visit(shop.browser, shop.demo.url);
  await page.getByRole('button', { name: 'Configure Klaviyo' }).click();
  await input(page, 'fromLabel').waitFor();
  return page;
}

test('UX-73: two windows that change different fields lose nothing, and the second says what came from the first', async () => {
  const [one, two] = await Promise.all([openWindow(), openWindow()]);
  await input(one, 'fromLabel').fill('From one');
  await input(two, 'replyToEmail').fill('two@shop.example');
  await save(one);
  await saved(one);
  await save(two);
  await two.getByText(/Meanwhile these were changed elsewhere: Sender name/).waitFor();
  expect((await klaviyo()).configuration).toMatchObject({ fromLabel: 'From one', replyToEmail: 'two@shop.example' });
  await Promise.all([one, two].map((page) => page.context().close()));
});

test('UX-72: two windows that change the same field: the second is asked, by keyboard, and nothing is overwritten before', async () => {
  const [one, two] = await Promise.all([openWindow(), openWindow()]);
  await input(one, 'fromLabel').fill('From one');
  await input(two, 'fromLabel').fill('From two');
  await input(two, 'replyToEmail').fill('two@shop.example');
  await save(one);
  await saved(one);
  await save(two);
  const view = two.locator('[data-part="conflict"]');
  await view.waitFor();
  expect((await klaviyo()).configuration).toMatchObject({ fromLabel: 'From one' });
  expect(await view.locator('fieldset').evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset['field']))).toEqual(['fromLabel']);
  expect(await two.evaluate(() => document.activeElement?.textContent)).toMatch(/^Ana changed this/);
  expect(await axeViolations(two)).toEqual([]);

  // While the second one thinks, the first saves once more.
  await input(one, 'fromLabel').fill('From one again');
  await save(one);
  await one.getByText('1 unsaved change').waitFor({ state: 'detached' });
  await saved(one);
  await two.keyboard.press('Tab');
  await two.keyboard.press('ArrowDown');
  expect(await view.locator('input:checked').evaluateAll((all) => all.map((each) => each.closest('label')?.textContent))).toEqual(['Theirs From one']);
  await two.keyboard.press('ArrowUp');
  await save(two);
  await view.getByText('From one again').waitFor();
  expect((await klaviyo()).configuration).toMatchObject({ fromLabel: 'From one again' });
  await save(two);
  await saved(two);
  expect((await klaviyo()).configuration).toMatchObject({ fromLabel: 'From two', replyToEmail: 'two@shop.example' });
  expect(await cspViolations(two)).toEqual([]);
  await Promise.all([one, two].map((page) => page.context().close()));
});

test.each([['arrived', true], ['never arrived', false]])('SR-15: a save whose connection drops and that %s is a question until it is checked, also for a dialog opened later', async (_, arrives) => {
  const page = await openWindow();
  const keys: string[] = [];
  await page.route('**/klaviyo/configure', async (route) => {
    keys.push(route.request().headers()['idempotency-key'] ?? '');
    if (arrives) await route.fetch();
    await route.abort('connectionreset');
  });
  await input(page, 'fromLabel').fill('Into the dark');
  await save(page);
  await page.getByRole('heading', { name: /We do not know yet how this ended/ }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const card = page.getByRole('article', { name: 'Klaviyo' });
  await card.getByText(/the settings may or may not be saved/).waitFor();
  const sent = keys.length;

  await card.getByRole('button', { name: 'Check again Klaviyo' }).click();
  if (arrives) {
    await card.getByText(/may or may not/).waitFor({ state: 'detached' });
    expect((await klaviyo()).configuration).toMatchObject({ fromLabel: 'Into the dark' });
    expect(await card.getByText(/so far/).count()).toBe(0);
  } else {
    await card.getByText(/Saving the settings has not gone through so far/).waitFor();
    expect((await klaviyo()).configuration).toMatchObject({ fromLabel: 'Shop' });
    await page.unroute('**/klaviyo/configure');
    await card.getByRole('button', { name: 'Configure Klaviyo' }).click();
    await expect.poll(() => input(page, 'fromLabel').inputValue()).toBe('Into the dark');
    const again = page.waitForRequest('**/klaviyo/configure');
    await save(page);
    expect((await again).headers()['idempotency-key']).toBe(keys[0]);
    await saved(page);
    expect((await klaviyo()).configuration).toMatchObject({ fromLabel: 'Into the dark' });
  }
  expect(keys).toHaveLength(sent);
  expect(new Set(keys).size).toBe(1);
  await page.context().close();
});

test('UX-74: what Klaviyo refuses is saved all the same, named, and taken by the next try', async () => {
  const { items } = (await (await send('GET', '/klaviyo/options/listId')).json()) as { items: { value: string }[] };
  const { revision } = await klaviyo();
  await send('PUT', '/klaviyo/configure', { configuration: { listId: items[0]?.value, fromLabel: 'Shop' } }, { 'if-match': `"${revision}"` });
  const page = await openWindow();
  await shop.demo.fault('klaviyo', 'partial_scopes');
  await page.locator('[data-field="optInProcess"] select').selectOption('double_opt_in');
  await save(page);
  const notice = page.getByRole('group', { name: 'Saved here, but Klaviyo does not have all of it' });
  await notice.waitFor();
  expect(await notice.getByRole('listitem').allTextContents()).toEqual([expect.stringMatching(/^Opt-in .*lists:write/)]);
  expect((await klaviyo()).configuration).toMatchObject({ optInProcess: 'double_opt_in' });
  expect(await axeViolations(page)).toEqual([]);
  await shop.demo.fault('klaviyo', 'none');
  await notice.getByRole('button', { name: 'Try these again' }).click();
  await notice.waitFor({ state: 'detached' });
  await saved(page);
  await page.context().close();
});
