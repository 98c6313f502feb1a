import type { Browser, BrowserContext, Locator, Page } from 'playwright';
import { expect } from 'vitest';
import { figure } from '../setup/figures.ts';
import { proof } from '../server/durability/random.ts';
import type { PageKind, SignInHost } from './sign-in-host.ts';

const everyKind: readonly PageKind[] = [{ react: '19', strict: true }, { react: '19', strict: false }, { react: '18', strict: true }, { react: '18', strict: false }];
/** The pages a test goes over: one, and every one in the proof. */
export const kinds = proof ? everyKind : everyKind.slice(0, 1);
/** The others, of which the plain sign-in is tried in any case. */
export const otherKinds = proof ? [] : everyKind.slice(1);

/** Somebody on the host's page of a store. */
export interface Visitor {
  page: Page;
  context: BrowserContext;
  store: string;
  dialog(provider: string): Locator;
  card(provider: string): Locator;
  /** Every phase of a sign-in that was shown, in order. */
  phases(): Promise<string[]>;
  /** Errors that were thrown or printed. */
  faults: string[];
}

/** Opens the page: in a browser of its own unless a context is given, of a store of its own unless one is named. */
export async function arrive(browser: Browser, host: SignInHost, kind: PageKind, { context: given, store = crypto.randomUUID() }: { context?: BrowserContext; store?: string } = {}): Promise<Visitor> {
  const context = given ?? (await browser.newContext({ reducedMotion: 'reduce' }));
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => { if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(message.text()); });
  await page.addInitScript(() => {
    const phases: string[] = [];
    Object.assign(globalThis, { phases });
    new MutationObserver(() => {
      const phase = document.querySelector<HTMLElement>('[data-part="sign-in"]')?.dataset['phase'];
      if (phase && phase !== phases.at(-1)) phases.push(phase);
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  await page.goto(host.address(store, kind));
  return {
    page, context, store, faults,
    dialog: (provider) => page.getByRole('dialog', { name: provider }),
    card: (provider) => page.getByRole('article', { name: provider, exact: true }),
    phases: () => page.evaluate(() => (globalThis as unknown as { phases: string[] }).phases),
  };
}

/** Opens a provider's dialog by the card's button. */
export async function openDialog({ page, dialog }: Visitor, provider: string, verb = 'Connect'): Promise<Locator> {
  await page.getByRole('button', { name: `${verb} ${provider}`, exact: true }).click();
  await dialog(provider).waitFor();
  return dialog(provider);
}

/** Presses what opens the provider's window, and waits until its consent page is there. */
export async function openWindow({ page, dialog }: Visitor, provider: string, button = `Continue with ${provider}`): Promise<Page> {
  const [window] = await Promise.all([page.waitForEvent('popup'), dialog(provider).getByRole('button', { name: button }).click()]);
  await window.getByRole('button', { name: 'Allow' }).waitFor();
  return window;
}

/** Answers on the consent page. */
export async function decide(window: Page, decision: 'Allow' | 'Deny', account?: string): Promise<void> {
  if (account !== undefined) await window.getByRole('radio', { name: account }).check();
  await window.getByRole('button', { name: decision }).click();
}

/** Presses Allow and stops on the way back: the address of the callback page with its answer, which nobody has read yet. */
export async function answerKept(host: SignInHost, window: Page): Promise<string> {
  const [address] = await Promise.all([host.keepAnswer(), decide(window, 'Allow')]);
  return address;
}

const waits: number[] = [];

/** The screen is there within two seconds of the callback. */
export async function soon(host: SignInHost, screen: Locator): Promise<void> {
  await screen.waitFor();
  const took = performance.now() - host.cameBack;
  waits.push(took);
  expect(took).toBeLessThan(2_000);
}

/** Tells the proof how long it took. */
export function reportWaits(): void {
  if (waits.length > 0) figure({ what: 'The right screen after the callback of a sign-in, in Chromium', count: `${waits.length} screens`, worst: `${Math.round(Math.max(...waits))} ms` });
}

/** What no sign-in that ends well may ever show. */
export const falseFailures = (phases: readonly string[]) => phases.filter((phase) => ['failed', 'closed', 'left', 'blocked'].includes(phase));
