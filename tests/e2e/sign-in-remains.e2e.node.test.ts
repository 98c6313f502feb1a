import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrive, decide, openDialog, openWindow, kinds, type Visitor } from './at-the-shop.ts';
import { proof } from '../server/durability/random.ts';
import { launchStrictBrowser } from './browser.ts';
import { aSignInHost } from './sign-in-host.ts';

const host = aSignInHost(kinds);
let browser: Browser;
beforeAll(async () => { browser = await launchStrictBrowser(); });
afterAll(() => browser.close());

/** Counts what the page holds on to from here on: timers, listeners on what outlives the package, channels, windows. */
async function countHeld(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const timers = new Map<unknown, string>();
    const listeners = new Map<string, number>();
    const channels = new Set<string>();
    const windows: WeakRef<object>[] = [];
    Object.assign(globalThis, { held: { timers, listeners, channels, windows } });

    for (const kind of ['Timeout', 'Interval'] as const) {
      const begin = window[`set${kind}`].bind(window) as (run: () => void, ms?: number) => number;
      const end = window[`clear${kind}`].bind(window);
      Object.assign(window, {
        [`set${kind}`]: (run: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => {
          const id = begin(() => {
            if (kind === 'Timeout') timers.delete(id);
            run(...given);
          }, ms);
          timers.set(id, `${kind} of ${ms ?? 0} ms`);
          return id;
        },
        [`clear${kind}`]: (id: number) => {
          timers.delete(id);
          end(id);
        },
      });
    }

    const { addEventListener, removeEventListener } = EventTarget.prototype;
    const counted = new WeakMap<object, Set<string>>();
    const nameOf = (target: EventTarget, type: string) => `${target === window ? 'window' : 'document'} ${type}`;
    const add = (key: string, by: number) => listeners.set(key, (listeners.get(key) ?? 0) + by);
    const lasting = (target: unknown): target is EventTarget => target === window || target === document || target === undefined;
    EventTarget.prototype.addEventListener = function listen(type, listener, options) {
      addEventListener.call(this, type, listener, options);
      if (!lasting(this) || !listener) return;
      const key = `${nameOf(this ?? window, type)} ${String(typeof options === 'object' ? options.capture ?? false : options ?? false)}`;
      const mine = counted.get(listener) ?? new Set();
      counted.set(listener, mine);
      if (mine.has(key)) return;
      mine.add(key);
      add(key, 1);
      if (typeof options === 'object') options.signal?.addEventListener('abort', () => { if (mine.delete(key)) add(key, -1); });
    };
    EventTarget.prototype.removeEventListener = function stop(type, listener, options) {
      removeEventListener.call(this, type, listener, options);
      if (!lasting(this) || !listener) return;
      const key = `${nameOf(this ?? window, type)} ${String(typeof options === 'object' ? options.capture ?? false : options ?? false)}`;
      if (counted.get(listener)?.delete(key)) add(key, -1);
    };

    const Channel = BroadcastChannel;
    Object.assign(globalThis, { BroadcastChannel: class extends Channel {
      constructor(name: string) {
        super(name);
        channels.add(name);
      }
      override close() {
        channels.delete(this.name);
        super.close();
      }
    } });

    const { open } = window;
    window.open = (...given) => {
      const opened = open.apply(window, given);
      if (opened) windows.push(new WeakRef(opened));
      return opened;
    };
  });
  await page.reload();
}

interface Held { timers: Map<unknown, string>; listeners: Map<string, number>; channels: Set<string>; windows: WeakRef<object>[] }

/** What is held, by kind. */
const heldBy = (page: Page) => page.evaluate(() => {
  (globalThis as unknown as { gc: () => void }).gc();
  const { timers, listeners, channels, windows } = (globalThis as unknown as { held: Held }).held;
  return { timers: [...timers.values()].sort(), listeners: [...listeners].filter(([, count]) => count !== 0).sort(), channels: [...channels], windows: windows.filter((one) => one.deref() !== undefined).length };
});

const mount = (page: Page) => page.evaluate(() => (globalThis as unknown as { mount: () => void }).mount());
const unmount = (page: Page) => page.evaluate(() => (globalThis as unknown as { unmount: () => void }).unmount());

/** Each goes to one state of a sign-in and stays there. */
const states: readonly [string, (visitor: Visitor) => Promise<unknown>][] = [
  ['the explanation', async (visitor) => (await openDialog(visitor, 'Klaviyo')).getByRole('button', { name: 'Continue with Klaviyo' }).waitFor()],
  ['waiting', async (visitor) => {
    await openDialog(visitor, 'Klaviyo');
    await openWindow(visitor, 'Klaviyo');
  }],
  ['a closed window', async (visitor) => {
    const dialog = await openDialog(visitor, 'Klaviyo');
    await (await openWindow(visitor, 'Klaviyo')).close();
    await dialog.getByRole('heading', { name: 'Checking…' }).waitFor();
  }],
  ['a No', async (visitor) => {
    const dialog = await openDialog(visitor, 'Klaviyo');
    await decide(await openWindow(visitor, 'Klaviyo'), 'Deny');
    await dialog.getByRole('heading', { name: "You didn't give access" }).waitFor();
  }],
  ['success', async (visitor) => {
    const dialog = await openDialog(visitor, 'Klaviyo');
    await decide(await openWindow(visitor, 'Klaviyo'), 'Allow');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect.poll(() => visitor.card('Klaviyo').getAttribute('data-status')).toBe('connected');
  }],
];

describe.each(kinds)('taken away from a page of React $react, StrictMode $strict, it holds on to nothing', (kind) => {
  test.each(states.filter(([name]) => proof || name === 'waiting' || name === 'success'))('after %s: no timer, listener, channel or window is left, and it can be put back (SR-9)', async (_, go) => {
    const visitor = await arrive(browser, host, kind);
    const { page } = visitor;
    await countHeld(page);
    await visitor.card('Klaviyo').waitFor();
    // Once there and gone: what React and others keep for good is not ours.
    await openDialog(visitor, 'Klaviyo');
    await unmount(page);
    await expect.poll(() => heldBy(page)).toMatchObject({ timers: [], channels: [] });
    const nothing = await heldBy(page);
    await mount(page);
    await go(visitor);
    for (const window of visitor.context.pages()) if (window !== page) await window.close();
    await unmount(page);
    await expect.poll(() => heldBy(page)).toEqual(nothing);
    await mount(page);
    await visitor.card('Klaviyo').waitFor();
    expect(visitor.faults).toEqual([]);
    await visitor.context.close();
  });
});
