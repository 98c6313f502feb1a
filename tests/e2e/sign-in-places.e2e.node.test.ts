import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrive, decide, falseFailures, kinds, openDialog, openWindow, reportWaits, soon, type Visitor } from './at-the-shop.ts';
import { proof } from '../server/durability/random.ts';
import { launchStrictBrowser } from './browser.ts';
import { aSignInHost } from './sign-in-host.ts';

const host = aSignInHost(kinds);
let browser: Browser;
beforeAll(async () => { browser = await launchStrictBrowser(); });
afterAll(async () => {
  reportWaits();
  await browser.close();
});

const connected = ({ dialog }: Visitor, provider: string) => dialog(provider).getByRole('heading', { name: `${provider} is connected` });

describe.each(kinds)('a page of React $react, StrictMode $strict', (kind) => {
  test('inside another site offers its own tab and no window that could not answer; signed in there, it is connected here (SR-6)', async () => {
    const context = await browser.newContext();
    const outer = await context.newPage();
    const store = crypto.randomUUID();
    await outer.goto(host.framed(store, kind));
    const [, inner] = outer.frames();
    if (!inner) throw new Error('There is no frame.');

    // The browser keeps storage, channels and cookies of the framed page apart from those of its own tabs.
    const own = await context.newPage();
    await own.goto(host.empty());
    await own.evaluate(() => {
      localStorage.setItem('probe', '1');
      document.cookie = 'probe=1; SameSite=None; Secure';
    });
    await inner.evaluate(() => {
      const heard: unknown[] = [];
      new BroadcastChannel('probe').onmessage = ({ data }) => void heard.push(data);
      Object.assign(globalThis, { heard });
    });
    await own.evaluate(() => new Promise<void>((done) => {
      // A second channel of the same page hears it after everybody else has.
      new BroadcastChannel('probe').onmessage = () => done();
      new BroadcastChannel('probe').postMessage('from its own tab');
    }));
    expect(await own.evaluate(() => [localStorage.getItem('probe'), document.cookie])).toEqual(['1', 'probe=1']);
    expect(await inner.evaluate(() => [localStorage.getItem('probe'), document.cookie, (globalThis as unknown as { heard: unknown[] }).heard])).toEqual([null, '', []]);

    const dialog = inner.getByRole('dialog', { name: 'Connect Klaviyo' });
    await inner.getByRole('button', { name: 'Connect Klaviyo' }).click();
    await dialog.getByText('This page is shown inside another site').waitFor();
    expect(await dialog.getByRole('button', { name: 'Continue with Klaviyo' }).count()).toBe(0);
    const [tab] = await Promise.all([context.waitForEvent('page'), dialog.getByRole('link', { name: 'Open in its own tab' }).click()]);
    await tab.getByRole('button', { name: 'Connect Klaviyo' }).click();
    const there = tab.getByRole('dialog', { name: 'Connect Klaviyo' });
    const [window] = await Promise.all([tab.waitForEvent('popup'), there.getByRole('button', { name: 'Continue with Klaviyo' }).click()]);
    await decide(window, 'Allow');
    await soon(host, there.getByRole('heading', { name: 'Klaviyo is connected' }));
    await outer.reload();
    await expect.poll(() => outer.frames()[1]?.getByRole('article', { name: 'Klaviyo' }).getAttribute('data-status')).toBe('connected');
    expect((await host.read(store)).map(({ id }) => id)).toEqual(['klaviyo']);
    await context.close();
  });

  test('two tabs sign in at two providers each, all four at once, and make one connection of each (UX-50, UX-54, SR-9)', async () => {
    const names = ['Klaviyo', 'Mailchimp'] as const;
    const first = await arrive(browser, host, kind);
    const tabs = [first, await arrive(browser, host, kind, { context: first.context, store: first.store })];
    const windows = [];
    for (const tab of tabs) {
      for (const name of names) {
        const dialog = await openDialog(tab, name);
        windows.push({ tab, name, window: await openWindow(tab, name) });
        if (name !== names.at(-1)) await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
      }
    }
    // Those that began first end last.
    for (const { window, tab, name } of windows.reverse()) {
      await decide(window, 'Allow');
      if (name === 'Mailchimp') await soon(host, connected(tab, name));
      else await soon(host, tab.page.locator('article[data-provider="klaviyo"][data-status="connected"]'));
    }
    for (const tab of tabs) {
      for (const name of names) await expect.poll(() => tab.page.locator(`article[data-provider="${name.toLowerCase()}"]`).getAttribute('data-status')).toBe('connected');
      expect([falseFailures(await tab.phases()), tab.faults]).toEqual([[], []]);
    }
    expect((await host.read(first.store)).map(({ id, status }) => [id, status]).sort()).toEqual([['klaviyo', 'connected'], ['mailchimp', 'connected']]);
    expect(host.answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await first.context.close();
  });

  test('a page that was loaded anew meanwhile has the result on its card, and whoever resumes it in the dialog (UX-62)', async () => {
    for (const resumes of proof ? [false, true] : [true]) {
      const visitor = await arrive(browser, host, kind);
      await openDialog(visitor, 'Klaviyo');
      const window = await openWindow(visitor, 'Klaviyo');
      await visitor.page.reload();
      const resume = visitor.card('Klaviyo').getByRole('button', { name: 'Resume Klaviyo' });
      await resume.waitFor();
      if (resumes) {
        await resume.click();
        await visitor.dialog('Klaviyo').getByRole('heading', { name: 'Checking…' }).waitFor();
      }
      await decide(window, 'Allow');
      await soon(host, resumes ? connected(visitor, 'Klaviyo') : visitor.page.locator('article[data-provider="klaviyo"][data-status="connected"]'));
      expect([(await host.read(visitor.store)).map(({ id }) => id), falseFailures(await visitor.phases()), visitor.faults]).toEqual([['klaviyo'], [], []]);
      await visitor.context.close();
    }
  });

  test('a reconnect keeps what was set byte for byte; as another account it asks first (UX-63, UX-87)', async () => {
    const visitor = await arrive(browser, host, kind);
    const { page, card, dialog } = visitor;
    await openDialog(visitor, 'Klaviyo');
    await decide(await openWindow(visitor, 'Klaviyo'), 'Allow', 'Harbour Goods');
    await soon(host, connected(visitor, 'Klaviyo'));
    await dialog('Klaviyo').getByRole('button', { name: 'Done' }).click();
    const send = (method: string, path: string, body: object, headers: Record<string, string> = {}) => page.evaluate(async ([address, init]) => (await fetch(address, init)).ok, [path, { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }] as const);
    const at = `/api/stores/${visitor.store}/integrations/klaviyo/configure`;
    expect(await send('PUT', at, { configuration: { listSyncEnabled: false, fromLabel: 'Shop' } }, { 'if-match': `"${(await host.read(visitor.store))[0]?.revision}"` })).toBe(true);
    const [before] = await host.read(visitor.store);
    expect(JSON.stringify(before?.configuration)).toContain('"fromLabel":"Shop"');
    await host.fault('klaviyo', 'revoked');
    host.ahead = 2 * 3_600_000;
    await send('POST', '/api/integrations/klaviyo/oauth/refresh', { store: visitor.store, integration: 'klaviyo' });
    await host.fault('klaviyo', 'none');
    await page.reload();
    await expect.poll(() => card('Klaviyo').getAttribute('data-status')).toBe('needs_reauth');

    await openDialog(visitor, 'Klaviyo', 'Reconnect');
    const again = await openWindow(visitor, 'Klaviyo');
    const others = await again.getByRole('radio').evaluateAll((radios) => radios.map((radio) => (radio as HTMLInputElement).value));
    const other = others.find((one) => one !== 'Harbour Goods') ?? '';
    await decide(again, 'Allow', other);
    await soon(host, dialog('Klaviyo').getByRole('heading', { name: new RegExp(`^You signed in as ${other} .*, but Harbour Goods .*is connected$`) }));
    expect((await host.read(visitor.store)).map(({ status, account }) => [status, account?.label])).toEqual([['needs_reauth', before?.account?.label]]);
    const same = await openWindow(visitor, 'Klaviyo', `Use ${before?.account?.label} again`);
    await decide(same, 'Allow', 'Harbour Goods');
    await soon(host, connected(visitor, 'Klaviyo'));
    const after = await host.read(visitor.store);
    expect(after.map(({ id, status, account, configuration }) => JSON.stringify([id, status, account, configuration]))).toEqual([JSON.stringify(['klaviyo', 'connected', before?.account, before?.configuration])]);
    expect([falseFailures(await visitor.phases()), visitor.faults]).toEqual([[], []]);
    await visitor.context.close();
  });
});
