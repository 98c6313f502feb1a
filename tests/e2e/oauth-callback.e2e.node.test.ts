import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listen } from '../hosts/listen.ts';
import { axeViolations, cspViolations, launchBrowser } from './browser.ts';

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const html = (script: string) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign-in</title><link rel="stylesheet" href="/dist/oauth-callback.css"></head><body><main class="integrations"></main><script type="module" async src="${script}"></script></body></html>`;
const script = (options = '') => `import { relayAuthorizationResponse } from '/dist/oauth-callback/index.js'; relayAuthorizationResponse(${options}).then(() => { globalThis.ended = true; });`;

let answer = { status: 200, body: '{}' };
let posts: { url: string | undefined; body: unknown; referer: string | undefined; origin: string | undefined; cookie: string | undefined }[] = [];
let requested: string[] = [];
// A host: its settings page, its callback pages under a strict policy, its API.
const host = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://host');
  requested.push(pathname);
  const send = (type: string, text: string, status = 200) => response.writeHead(status, { 'content-type': type, 'content-security-policy': policy }).end(text);
  if (request.method === 'POST') {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      const { referer, origin, cookie } = request.headers;
      posts.push({ url: request.url, body: JSON.parse(text), referer, origin, cookie });
      send(answer.status < 400 ? 'application/json' : 'application/problem+json', answer.body, answer.status);
    });
  } else if (pathname.startsWith('/dist/')) send(pathname.endsWith('.css') ? 'text/css' : 'text/javascript', readFileSync(`.${pathname}`, 'utf8'));
  else if (pathname === '/callback.js') send('text/javascript', script());
  else if (pathname === '/elsewhere.js') send('text/javascript', script("{ deliver: '/my/own/route' }"));
  else if (pathname === '/settings') send('text/html', '<!doctype html><title>Settings</title>');
  else if (pathname.startsWith('/oauth/')) send('text/html', html(pathname.startsWith('/oauth/elsewhere') ? '/elsewhere.js' : '/callback.js'));
  else send('text/plain', '', 404);
});

let browser: Browser;
let server: Awaited<ReturnType<typeof listen>>;
let context: BrowserContext;
let settings: Page;
const state = 'a1.s3cret';
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), listen(host)]);
});
afterAll(() => Promise.all([browser.close(), server.stop()]));
beforeEach(async () => {
  [answer, posts, requested] = [{ status: 200, body: '{"status":"completed"}' }, [], []];
  context = await browser.newContext();
  await context.addCookies([{ name: 'session', value: 'ana', url: server.url }]);
  settings = await context.newPage();
  await settings.goto(`${server.url}/settings`);
  return () => context.close();
});

/** A callback page as the person's own tab, which no script may close. */
async function arrive(address: string) {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { cspViolations: seen });
    document.addEventListener('securitypolicyviolation', (event) => seen.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(server.url + address);
  await page.waitForFunction(() => 'ended' in globalThis);
  return page;
}

/** The settings page listens on a channel and answers what it hears. */
const listenThere = (channel: string, reply: unknown) =>
  settings.evaluate(([name, told]) => {
    const heard: unknown[] = [];
    const open = new BroadcastChannel(name);
    open.onmessage = ({ data }) => {
      heard.push(data);
      open.postMessage(told);
    };
    Object.assign(globalThis, { heard });
  }, [channel, reply] as const);
const heardThere = () => settings.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);

test('hands the answer to the page that listens: no request is made, the address is clean, nothing but its own scripts was loaded (SR-3, SR-66, UX-65)', async () => {
  await listenThere('integrations:a1', { received: state });
  const page = await arrive(`/oauth/callback/klaviyo?code=c0de&state=${state}#_=_`);
  expect(await heardThere()).toEqual([{ state, code: 'c0de' }]);
  expect(posts).toEqual([]);
  expect(page.url()).toBe(`${server.url}/oauth/callback/klaviyo`);
  expect(await page.locator('main').innerText()).toContain('Access given');
  expect(await page.content()).not.toMatch(/c0de|s3cret/);
  expect(requested.filter((path) => !/^\/(dist\/(oauth-callback\/[a-z-]+|core\/authorization)\.js|dist\/oauth-callback\.css|callback\.js|oauth\/callback\/klaviyo|settings|favicon\.ico)$/.test(path))).toEqual([]);
  expect(await cspViolations(page)).toEqual([]);
  expect(await axeViolations(page)).toEqual([]);
});

test('posts the answer itself where nobody listens: with the session, an origin and no referrer, to the route of the provider (SR-6)', async () => {
  const page = await arrive(`/oauth/callback/tiktok-ads?auth_code=c0de&code=other&state=${state}`);
  expect(posts).toEqual([{ url: '/api/integrations/tiktok-ads/oauth/callback', body: { state, auth_code: 'c0de' }, referer: undefined, origin: server.url, cookie: 'session=ana' }]);
  expect(await page.getByRole('status').innerText()).toMatch(/^Connected\s[^]*You can close this window\.$/);
  expect(await page.title()).toBe('Connected');
});

test('says on the channel that it delivered, and nothing more, for a page that no longer knows the state (UX-62)', async () => {
  await listenThere('integrations:a1', null);
  await arrive(`/oauth/callback/klaviyo?code=c0de&state=${state}`);
  expect(await heardThere()).toEqual([{ state, code: 'c0de' }, { delivered: true }]);
});

test('posts to the route the host names', async () => {
  await arrive(`/oauth/elsewhere?code=c0de&state=${state}`);
  expect(posts.map(({ url }) => url)).toEqual(['/my/own/route']);
});

test.each([['a message for another state', { received: 'a1.other' }], ['a text', state], ['nothing', null]])('%s is no acknowledgement (SR-5)', async (_, reply) => {
  await listenThere('integrations:a1', reply);
  await arrive(`/oauth/callback/klaviyo?code=c0de&state=${state}`);
  expect(posts).toHaveLength(1);
});

test('another authorization hears nothing (SR-3)', async () => {
  await listenThere('integrations:b2', { received: state });
  await arrive(`/oauth/callback/klaviyo?code=c0de&state=${state}`);
  expect([await heardThere(), posts.length]).toEqual([[], 1]);
});

test("the provider's words are shown as text, never as markup (UX-60, SR-66)", async () => {
  answer = { status: 422, body: '{"code":"authorization_denied"}' };
  const page = await arrive(`/oauth/callback/klaviyo?error=server_error&error_description=${encodeURIComponent('<img src=x onerror=alert(1)><b>Call 555</b>')}&state=${state}`);
  expect(await page.locator('main').innerText()).toContain('<img src=x onerror=alert(1)><b>Call 555</b>');
  expect(await page.locator('main img, main b').count()).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
});

test('an answer that is not JSON, and an address without an answer, end in words (UX-59, UX-61)', async () => {
  answer = { status: 502, body: '<h1>Bad gateway</h1>' };
  expect(await (await arrive(`/oauth/callback/klaviyo?code=c0de&state=${state}`)).locator('h1').innerText()).toBe("The provider agreed, but we couldn't finish");
  expect(await (await arrive('/oauth/callback/klaviyo')).locator('h1').innerText()).toBe('There is nothing to finish here');
  expect(posts).toHaveLength(1);
});

test('every result is drawn in one card, light and dark, in a window and on a phone, and passes axe (UX-65)', async () => {
  const results: [query: string, status: number, body: object, tone: string][] = [
    [`code=c&state=${state}`, 200, { status: 'completed' }, 'ok'],
    [`error=access_denied&state=${state}`, 422, { code: 'authorization_denied' }, ''],
    [`code=c&state=${state}`, 422, { code: 'authorization_mismatch' }, 'warn'],
    [`error=${'e'.repeat(90)}&error_description=${'word '.repeat(60)}&state=${state}`, 422, { code: 'provider_unavailable' }, 'bad'],
  ];
  for (const [query, status, body, tone] of results) {
    answer = { status, body: JSON.stringify(body) };
    const page = await arrive(`/oauth/callback/klaviyo?${query}`);
    const card = page.getByRole('status');
    expect(await card.getAttribute('data-tone')).toBe(tone);
    for (const [colorScheme, width] of [['light', 560], ['dark', 320]] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 480 });
      // As far from the left as from the right, and nothing to scroll sideways.
      const { x, width: wide } = (await card.boundingBox()) ?? { x: 0, width: 0 };
      expect([Math.round(x), wide > 250, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([Math.round(width - x - wide), true, width]);
      expect(await card.evaluate((element) => getComputedStyle(element).borderRadius)).toBe('16px');
      expect(await axeViolations(page)).toEqual([]);
    }
    await page.close();
  }
});

test('a window that a script opened closes itself once the answer is taken, and stays where there is something to read (UX-65)', async () => {
  await listenThere('integrations:a1', { received: state });
  const open = async (query: string) => {
    const [popup] = await Promise.all([context.waitForEvent('page'), settings.evaluate((address) => {
      const opened = window.open('about:blank', '', 'popup');
      if (!opened) throw new Error('The window was blocked.');
      opened.opener = null;
      opened.location.href = address;
    }, `${server.url}/oauth/callback/klaviyo?${query}&state=${state}`)]);
    return popup;
  };
  const taken = await open('code=c0de');
  if (!taken.isClosed()) await taken.waitForEvent('close');
  const denied = await open('error=access_denied');
  await denied.getByRole('heading', { name: "You didn't give access" }).waitFor();
  await denied.waitForFunction(() => 'ended' in globalThis);
  expect(denied.isClosed()).toBe(false);
});

describe('a tab that left the settings page itself (UX-53)', () => {
  const left = { authorization: 'a1', integration: 'klaviyo', path: '/settings?tab=apps#klaviyo', until: 9e15, draft: { site: 'a' } };
  const comeBack = async (kept: object, query = `code=c0de&state=${state}`) => {
    await settings.evaluate((text) => sessionStorage.setItem('integrations:departure', text), JSON.stringify(kept));
    await settings.goto(`${server.url}/oauth/callback/klaviyo?${query}`);
  };
  const noted = () => settings.evaluate(() => JSON.parse(sessionStorage.getItem('integrations:departure') ?? 'null') as { code?: string } | null);

  test('posts the answer at once and goes back to where it was; the callback page is not in its history', async () => {
    await comeBack(left);
    await settings.waitForURL(`${server.url}/settings?tab=apps#klaviyo`);
    expect(posts.map(({ body }) => body)).toEqual([{ state, code: 'c0de' }]);
    expect(await noted()).toEqual(left);
    expect(await settings.evaluate(() => document.referrer)).not.toContain('c0de');
    await settings.goBack();
    expect(settings.url()).toBe(`${server.url}/settings`);
  });

  test('takes along why the server took no answer', async () => {
    answer = { status: 422, body: '{"code":"authorization_mismatch"}' };
    await comeBack(left);
    await settings.waitForURL(/settings/);
    expect((await noted())?.code).toBe('authorization_mismatch');
  });

  test('says a No to the server too', async () => {
    answer = { status: 422, body: '{"code":"authorization_denied"}' };
    await comeBack(left, `error=access_denied&state=${state}`);
    await settings.waitForURL(/settings/);
    expect(posts.map(({ body }) => body)).toEqual([{ state, error: 'access_denied' }]);
  });

  test.each([['another origin', 'https://evil.example/settings'], ['another origin without its scheme', '//evil.example/settings'], ['a script', 'javascript:alert(1)'], ['nothing', undefined]])('stays where it is and says the result where the path leads to %s (SR-64)', async (_, path) => {
    await comeBack({ ...left, path });
    await settings.getByRole('heading', { name: 'Connected' }).waitFor();
    expect(settings.url()).toBe(`${server.url}/oauth/callback/klaviyo`);
  });

  test('stays where it is where the tab left for another sign-in', async () => {
    await comeBack({ ...left, authorization: 'b2' });
    await settings.getByRole('heading', { name: 'Connected' }).waitFor();
    expect(posts).toHaveLength(1);
  });
});
