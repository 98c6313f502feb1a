import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { userEvent as realKeys } from 'vitest/browser';
import { type ErrorCode, IntegrationsError } from '../../../src/core/errors.ts';
import { disconnectedIntegration } from '../../../src/core/integration.ts';
import { connectedKlaviyo, openDialog, openWorld, privateKey, publicKey, submit, typeKeys, wrongKey } from './harness.tsx';

afterEach(() => vi.useRealTimers());

const secretInput = () => document.querySelector<HTMLInputElement>('[data-field="privateApiKey"] input');
const summary = () => document.querySelector<HTMLElement>('[data-part="error-summary"]');

test('before any field: what it does, the steps, and links that say they open a new tab (UX-33)', async () => {
  const world = await openWorld();
  const connect = await openDialog(world, 'Connect');
  const guide = connect.getByRole('region', { name: 'Where to find your keys' });
  const field = connect.getByLabelText(/^Public API key/);
  expect(guide.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  expect(connect.getByText(/Keep customers and store events in step/)).not.toBeNull();
  const links = connect.getAllByRole('link', { name: /opens in a new tab/ }) as HTMLAnchorElement[];
  expect(links.length).toBeGreaterThan(1);
  for (const link of links) expect([link.protocol, link.target, link.rel]).toEqual(['https:', '_blank', 'noopener noreferrer']);
});

test('each link of a guide says which site it opens, and no two of one guide are called alike', async () => {
  const { googleAds } = await import('../../../src/providers/index.ts');
  const connect = await openDialog(await openWorld({ providers: [googleAds], options: {} }), 'Connect', 'Google Ads');
  const links = [...connect.getByRole('region', { name: 'Where to find your keys' }).querySelectorAll('a')];
  expect(links.map(({ href, textContent }) => textContent?.includes(new URL(href).hostname))).toEqual([true, true, true, true]);
  expect(connect.getByRole('link', { name: 'Open console.cloud.google.com (opens in a new tab): Create an OAuth client' })).toHaveProperty('href', 'https://console.cloud.google.com/apis/credentials');
  expect(new Set(links.map((link) => link.getAttribute('aria-label'))).size).toBe(4);
});

test('a link that is not https is text', async () => {
  const { klaviyo } = await import('../../../src/providers/index.ts');
  const forms = await (klaviyo.forms as () => Promise<{ auth: { credentials: object } }>)();
  const hostile = { ...klaviyo, forms: { ...forms, auth: { credentials: { ...forms.auth.credentials, steps: [{ title: 'Go', body: 'There', url: 'javascript:alert(1)' }] } } } };
  const world = await openWorld({ providers: [hostile as never], options: {} });
  const connect = await openDialog(world, 'Connect');
  expect(document.querySelector('[data-part="guide"] a')).toBeNull();
  expect(connect.getByText(/There/)).not.toBeNull();
});

test('submit is never disabled; pressed twice, or Enter twice, it sends one request (UX-40, SR-17)', async () => {
  const world = await openWorld();
  const connect = await openDialog(world, 'Connect');
  expect((connect.getByRole('button', { name: 'Connect Klaviyo' }) as HTMLButtonElement).disabled).toBe(false);
  const release = world.adapter.controls.hang('connect');
  await typeKeys(world, connect);
  await realKeys.keyboard('{Enter}{Enter}');
  const busy = await connect.findByRole('button', { name: 'Checking your key…' });
  expect(busy.getAttribute('aria-disabled')).toBe('true');
  expect(busy.querySelector('[data-part="spinner"]')).not.toBeNull();
  fireEvent.click(busy);
  fireEvent.click(busy);
  release();
  await connect.findByRole('heading', { name: 'Klaviyo is connected' });
  expect(world.calls('connect')).toBe(1);
});

test('two submits in one moment ask the client once, before anything could be drawn (UX-40)', async () => {
  const world = await openWorld();
  const asked = vi.spyOn(world.root.client, 'connect');
  const connect = await openDialog(world, 'Connect');
  const release = world.adapter.controls.hang('connect');
  await typeKeys(world, connect);
  const form = document.querySelector('form') as HTMLFormElement;
  form.requestSubmit();
  form.requestSubmit();
  release();
  await connect.findByRole('heading', { name: 'Klaviyo is connected' });
  expect(asked).toHaveBeenCalledOnce();
});

test('connecting says its stages; a refused key saves nothing and keeps every value (UX-42, UX-41)', async () => {
  const world = await openWorld();
  const connect = await openDialog(world, 'Connect');
  const release = world.adapter.controls.hang('connect');
  await typeKeys(world, connect, wrongKey);
  await submit(world, connect);
  expect((await connect.findAllByText('Checking your key…')).length).toBeGreaterThan(0);
  expect(connect.getByText('Saving…')).not.toBeNull();
  release();
  await connect.findByRole('group', { name: 'Klaviyo did not accept this key' });
  await waitFor(() => expect(document.activeElement).toBe(summary()));
  expect(world.state().integrations['klaviyo']?.status).toBe('disconnected');
  expect(secretInput()?.value).toBe(wrongKey);
  expect((connect.getByLabelText(/^Public API key/) as HTMLInputElement).value).toBe(publicKey);
});

test('what went wrong is in view, and an older test result is gone', async () => {
  const world = await openWorld({ fail: { connect: 'account_blocked' } });
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect);
  await world.user.click(connect.getByRole('button', { name: 'Test connection' }));
  await connect.findByRole('heading', { name: /The connection works/ });
  await submit(world, connect);
  await connect.findByRole('group', { name: /has blocked or closed/ });
  expect(connect.queryByRole('heading', { name: /The connection works/ })).toBeNull();
  const body = document.querySelector('[data-part="dialog-body"]') as HTMLElement;
  await waitFor(() => expect(summary()?.getBoundingClientRect().top).toBeGreaterThanOrEqual(body.getBoundingClientRect().top));
});

test('an error that names a field stands on that field (UX-43)', async () => {
  const world = await openWorld();
  world.adapter.controls.failNext('connect', new IntegrationsError('invalid_credentials', { fields: { privateApiKey: 'Klaviyo does not know this key. Copy it again.' } }));
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect);
  await submit(world, connect);
  await waitFor(() => expect(document.querySelector('[data-field="privateApiKey"] [data-part="error"]')?.textContent).toContain('Klaviyo does not know this key.'));
  expect(secretInput()?.getAttribute('aria-invalid')).toBe('true');
});

const codes: readonly ErrorCode[] = ['invalid_credentials', 'insufficient_permission', 'account_blocked', 'rate_limited', 'provider_unavailable', 'plan_limit', 'timeout', 'internal', 'unauthenticated', 'forbidden', 'unavailable'];

test('each kind of failure has its own words, next step and code (UX-43)', async () => {
  const seen = new Map<string, string>();
  const world = await openWorld();
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect);
  for (const code of codes) {
    world.adapter.connect = () => Promise.reject(new IntegrationsError(code, { requestId: `req_${code}` }));
    fireEvent.submit(document.querySelector('form') as HTMLFormElement);
    await waitFor(() => expect(summary()?.dataset['code']).toBe(code));
    expect(summary()?.textContent).toContain(`${code} · req_${code}`);
    const words = [...(summary()?.querySelectorAll('h3, p') ?? [])].map((one) => one.textContent).join(' ');
    expect(words).not.toMatch(/oops|invalid value|\b[45]\d\d\b/i);
    expect([...seen.values()]).not.toContain(words);
    seen.set(code, words);
    if (code === 'timeout' || code === 'internal') {
      await world.user.click(connect.getByRole('button', { name: 'Check again' }));
      await connect.findByText(/did not go through/);
    }
  }
  expect(secretInput()?.value).toBe(privateKey);
});

test('a rate limit counts down, and "Copy details" holds no key (UX-43)', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const world = await openWorld({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
  const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  world.adapter.controls.failNext('connect', new IntegrationsError('rate_limited', { retryAfter: 30, detail: `Too many tries with ${privateKey}.`, requestId: 'req_1' }));
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect);
  await submit(world, connect);
  await connect.findByText(/You can try again in (30|29) s/);
  await vi.advanceTimersByTimeAsync(30_000);
  await connect.findByText('You can try again now.');
  await world.user.click(connect.getByRole('button', { name: 'Copy details' }));
  await connect.findByRole('button', { name: 'Copied' });
  const text = String(copied.mock.calls[0]?.[0]);
  expect(text).toMatch(/code: rate_limited[\s\S]*request: req_1[\s\S]*provider: klaviyo/);
  for (let at = 0; at + 8 <= privateKey.length; at++) expect(text + summary()?.textContent).not.toContain(privateKey.slice(at, at + 8));
});

test('after ten seconds it says it is still checking; Cancel finds out how it ended (UX-44)', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const world = await openWorld({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
  world.adapter.controls.hang('connect');
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect);
  await submit(world, connect);
  await connect.findAllByText('Checking your key…');
  expect(connect.queryByText('Still checking with Klaviyo…')).toBeNull();
  await vi.advanceTimersByTimeAsync(10_000);
  await connect.findByText('Still checking with Klaviyo…');
  await world.user.click(connect.getByRole('button', { name: 'Cancel' }));
  await connect.findByText(/did not go through, and nothing was saved/);
  expect(secretInput()?.value).toBe(privateKey);
  expect(world.calls('connect')).toBe(1);
});

test('a lost answer is checked, never sent again; what did happen is shown as success (SR-15)', async () => {
  const world = await openWorld();
  // Every automatic repeat under the same key loses its answer as well.
  for (let count = 0; count < 12; count++) world.adapter.controls.failNext('connect', 'timeout', { lostAnswer: true });
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect);
  await submit(world, connect);
  await connect.findByRole('group', { name: /We do not know yet/ }, { timeout: 15_000 });
  const sent = world.calls('connect');
  expect(connect.queryByRole('button', { name: 'Connect Klaviyo' })).toBeNull();
  fireEvent.submit(document.querySelector('form') as HTMLFormElement);
  await connect.findByRole('heading', { name: 'Klaviyo is connected' });
  expect(world.calls('connect')).toBe(sent);
}, 20_000);

test('success names the account, takes focus, and offers Configure and Done (UX-46)', async () => {
  const world = await openWorld();
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect);
  await submit(world, connect);
  const heading = await connect.findByRole('heading', { name: 'Klaviyo is connected' });
  await waitFor(() => expect(document.activeElement).toBe(heading));
  expect(connect.getByText(/Ana’s Shop \(AbC123\)/)).not.toBeNull();
  expect(connect.getByRole('button', { name: 'Done' })).not.toBeNull();
  await world.user.click(connect.getByRole('button', { name: 'Configure' }));
  await screen.findByRole('dialog', { name: 'Configure Klaviyo' });
  await world.user.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement?.closest('[data-part="card"]')?.getAttribute('data-integration')).toBe('klaviyo'));
});

test('after success the key is nowhere: document, address, storage, console, state, events (UX-48, SR-13)', async () => {
  const lines: unknown[] = [];
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) => vi.spyOn(console, level).mockImplementation((...given) => void lines.push(given)));
  const world = await openWorld();
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect);
  await submit(world, connect);
  await connect.findByRole('heading', { name: 'Klaviyo is connected' });
  for (const spy of spies) spy.mockRestore();
  const inputs = [...document.querySelectorAll('input, textarea')].map((input) => (input as HTMLInputElement).value);
  const everything = [document.documentElement.outerHTML, inputs, location.href, { ...localStorage }, { ...sessionStorage }, history.state, lines, world.state(), world.events].map((part) => JSON.stringify(part)).join('\n');
  for (let at = 0; at + 8 <= privateKey.length; at++) expect(everything.includes(privateKey.slice(at, at + 8))).toBe(false);
});

test('while it is being typed the key is in no attribute, and no form can send it in an address (SR-13, SR-14)', async () => {
  const world = await openWorld();
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect);
  expect(document.documentElement.outerHTML.includes(privateKey.slice(5, 15))).toBe(false);
  for (const form of document.querySelectorAll('form')) expect(form.method).toBe('post');
  expect(JSON.stringify(world.state())).not.toContain(privateKey.slice(5, 15));
});

test('a reconnect keeps its name, starts from what may be shown, and leaves the settings alone', async () => {
  const world = await openWorld({ seed: { klaviyo: connectedKlaviyo } });
  await openDialog(world, 'Connect');
  const reconnect = await screen.findByRole('heading', { name: 'Reconnect Klaviyo' });
  expect(document.querySelector<HTMLInputElement>('[data-field="publicApiKey"] input')?.value).toBe(publicKey);
  await world.user.click(screen.getByRole('button', { name: 'Reconnect Klaviyo' }));
  await screen.findByRole('heading', { name: 'Klaviyo is connected' });
  expect(reconnect.textContent).toBe('Reconnect Klaviyo');
  expect(world.state().integrations['klaviyo']?.configuration).toEqual(connectedKlaviyo.configuration);
});

test('an ended session keeps the form and offers to sign in (UX-11)', async () => {
  const onAuthRequired = vi.fn();
  const world = await openWorld({ page: { onAuthRequired } });
  world.adapter.controls.failNext('connect', 'unauthenticated');
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect);
  await submit(world, connect);
  await connect.findByRole('group', { name: 'Your session ended' });
  await world.user.click(connect.getByRole('button', { name: 'Sign in' }));
  expect(onAuthRequired).toHaveBeenCalledOnce();
  expect(secretInput()?.value).toBe(privateKey);
});

test('an account that another card holds: said so, with the way to that card, and what was typed is asked about (UX-45)', async () => {
  const holder = { ...disconnectedIntegration('mailchimp'), status: 'connected' as const, account: { id: 'a1', label: 'Ana’s news' } };
  const world = await openWorld({ fail: { connect: new IntegrationsError('already_connected', { current: holder }) } });
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect);
  await submit(world, connect);
  await connect.findByText(/This Klaviyo account is already connected/);
  await world.user.click(connect.getByRole('button', { name: 'Go to Ana’s news' }));
  await world.user.click(await screen.findByRole('button', { name: /Discard/ }));
  await waitFor(() => expect(document.activeElement).toBe(document.querySelector('[data-integration="mailchimp"] [data-part="card-title"]')));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a duplicate that is no other card offers none (UX-45)', async () => {
  const world = await openWorld({ fail: { connect: 'already_connected' } });
  const connect = await openDialog(world, 'Connect');
  await typeKeys(world, connect);
  await submit(world, connect);
  await connect.findByText(/This Klaviyo account is already connected/);
  expect(connect.queryByRole('button', { name: /^Go to/ })).toBeNull();
});
