import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';

const flags = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--disable-quic', '--no-first-run', '--disable-sync'];

/** Opens the Chromium the suites run in. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: flags });
}

/** The same as people have it: storage of a site kept apart for each site it is embedded in, no cookies for others' frames, and windows only where somebody pressed something. */
export function launchStrictBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: fileURLToPath(new URL('partitioned-chromium.sh', import.meta.url)),
    args: [...flags, '--test-third-party-cookie-phaseout', '--js-flags=--expose-gc'],
    ignoreDefaultArgs: ['--disable-popup-blocking'],
  });
}

export interface Visit {
  page: Page;
  /** Everything the page received, printed or threw, to be searched for secrets. */
  seen: string[];
  /** Content-Security-Policy violations and uncaught errors. */
  faults: string[];
}

/** A page in a context of its own that writes down what reaches it. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  // Without motion, so that colours are judged as they stay.
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const seen: string[] = [];
  const faults: string[] = [];
  page.on('console', (message) => {
    seen.push(`console ${message.text()}`);
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('response', (response) => {
    seen.push(`url ${response.url()}`);
    if (response.url().includes('/api/')) void response.text().then((text) => seen.push(`response ${text}`), () => {});
  });
  page.on('framenavigated', (frame) => seen.push(`navigated ${frame.url()}`));
  await page.addInitScript(() => {
    const list: string[] = [];
    Object.assign(globalThis, { cspViolations: list });
    document.addEventListener('securitypolicyviolation', (event) => list.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(url);
  return { page, seen, faults };
}

/** Switches the shop to another of its users. */
export async function signInAs(page: Page, user: 'ana' | 'ben' | 'cleo'): Promise<void> {
  // The shop loads anew for them; before that, a press would still be the last user's.
  await Promise.all([page.waitForEvent('load'), page.getByLabel('Signed in as').selectOption(user)]);
}

/** Violations of the page's Content-Security-Policy so far. */
export function cspViolations(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { cspViolations: string[] }).cspViolations);
}

/** The DOM with every attribute and live input value, and all web storage, as one text. */
export function everythingKept(page: Page): Promise<string> {
  return page.evaluate(() => {
    const values = [...document.querySelectorAll('input, textarea, select')].map((one) => (one as HTMLInputElement).value);
    return [document.documentElement.outerHTML, ...values, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), location.href].join('\n');
  });
}

const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** WCAG 2.2 A and AA violations of the page as it stands. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    interface Axe { run(options: object): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[] }> }
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`).join('; ')}`);
  });
}

/** The secret in clear, and in the encodings it could travel in, whole and in parts of 8. */
export function leaksOf(secret: string, texts: readonly string[]): string[] {
  const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')];
  const parts = new Set(forms.flatMap((form) => Array.from({ length: Math.max(1, form.length - 7) }, (_, start) => form.slice(start, start + 8))));
  return texts.filter((text) => [...parts].some((part) => text.includes(part)));
}
