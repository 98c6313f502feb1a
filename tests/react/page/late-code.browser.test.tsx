import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { shop, states } from '../../../stories/page/shop.ts';
import { cardOf, expectAccessible, openPage } from './setting.tsx';

/** Lets a test hold back or break the fetching of code; each test starts as if none had come yet. */
const network = vi.hoisted(() => ({ gate: () => Promise.resolve(), fresh: new Set<() => void>() }));
vi.mock('../../../src/react/root/late.ts', async (original) => {
  const { late } = await original<typeof import('../../../src/react/root/late.ts')>();
  return {
    late: (fetch: () => Promise<unknown>) => {
      const make = () => late(() => network.gate().then(fetch));
      let current = make();
      network.fresh.add(() => { current = make(); });
      return { get: () => current.get(), subscribe: (listener: () => void) => current.subscribe(listener), load: () => current.load() };
    },
  };
});

afterEach(() => {
  network.gate = () => Promise.resolve();
  for (const start of network.fresh) start();
});
const offline = () => Promise.reject(new TypeError('Failed to fetch'));
const failure = 'Part of this page is missing. Check your network.';
function holdBack() {
  let arrive: () => void = () => undefined;
  const held = new Promise<void>((resolve) => { arrive = resolve; });
  network.gate = () => held;
  return arrive;
}

test('a dialog opened before its code has come opens when it comes', async () => {
  const arrive = holdBack();
  const view = openPage({ adapter: shop({ seed: {} }) });
  const { getByRole } = await cardOf(view, 'Twilio');
  await userEvent.click(getByRole('button', { name: 'Connect Twilio' }));
  expect(view.getByText('Opening…')).toBeInTheDocument();
  arrive();
  expect(await view.findByRole('dialog', { name: 'Connect Twilio' })).toBeVisible();
});

test('a dialog whose code cannot be fetched says so, can be left, and can be tried again', async () => {
  network.gate = offline;
  const view = openPage({ adapter: shop({ seed: {} }) });
  const { getByRole } = await cardOf(view, 'Twilio');
  const opener = getByRole('button', { name: 'Connect Twilio' });
  await userEvent.click(opener);
  const retry = await view.findByRole('button', { name: 'Try again' });
  expect(view.getByText(failure)).toBeVisible();
  expect(document.activeElement).toBe(retry);
  await expectAccessible(view.container);
  await userEvent.click(view.getByRole('button', { name: 'Cancel' }));
  expect(document.activeElement).toBe(opener);
  await userEvent.click(opener);
  network.gate = () => Promise.resolve();
  await userEvent.click(await view.findByRole('button', { name: 'Try again' }));
  expect(await view.findByRole('dialog', { name: 'Connect Twilio' })).toBeVisible();
});

test('healthy cards wait for nothing', async () => {
  network.gate = () => new Promise(() => undefined);
  const view = openPage({ adapter: shop({ seed: { 'meta-pixel': states.connected } }) });
  const { getByText } = await cardOf(view, 'Meta Pixel');
  expect(getByText('5 minutes ago')).toBeVisible();
});

test('a page with a broken card keeps its skeleton till it can be drawn whole, so that nothing moves (UX-2)', async () => {
  const arrive = holdBack();
  const adapter = shop({ seed: { klaviyo: states.needsReauth } });
  const listed = vi.spyOn(adapter, 'list');
  const view = openPage({ adapter });
  await vi.waitFor(() => expect(listed).toHaveBeenCalledTimes(1));
  await listed.mock.results[0]?.value;
  expect(view.queryByRole('article')).toBeNull();
  expect(view.container.querySelectorAll('[data-part="skeleton"]')).toHaveLength(9);
  arrive();
  const { card } = await cardOf(view, 'Klaviyo');
  expect(card.querySelector('[data-part="card-line"]')?.textContent).toMatch(/refused the stored key.*Since/);
  expect(view.getByRole('group', { name: 'Needs attention (1)' })).toBeVisible();
});

test('cards are shown and usable while the details of a broken one cannot be fetched; trying again brings them', async () => {
  network.gate = offline;
  const view = openPage({ adapter: shop({ seed: { klaviyo: states.needsReauth } }) });
  const { card, getByRole } = await cardOf(view, 'Klaviyo');
  expect(getByRole('button', { name: 'Reconnect Klaviyo' })).toBeVisible();
  expect(view.getByText(failure)).toBeVisible();
  network.gate = () => Promise.resolve();
  await userEvent.click(view.getByRole('button', { name: 'Try again' }));
  await vi.waitFor(() => expect(card.querySelector('[data-part="card-line"]')?.textContent).toMatch(/refused the stored key/));
  expect(view.queryByText(failure)).toBeNull();
});

test('a first list that fails together with the network is tried again by one press (UX-8)', async () => {
  network.gate = offline;
  const adapter = shop({ seed: {} });
  adapter.controls.failNext('list', 'internal');
  const view = openPage({ adapter });
  const retry = await view.findByRole('button', { name: 'Try again' });
  expect(view.getByText(failure)).toBeVisible();
  network.gate = () => Promise.resolve();
  await userEvent.click(retry);
  expect((await cardOf(view, 'Klaviyo')).card).toBeVisible();
});

test('more actions that cannot be fetched say so on the spot', async () => {
  network.gate = offline;
  const view = openPage({ adapter: shop({ seed: { 'meta-pixel': states.connected } }) });
  const { getByRole, findByRole } = await cardOf(view, 'Meta Pixel');
  const more = getByRole('button', { name: 'More actions for Meta Pixel' });
  await userEvent.click(more);
  await userEvent.click(await findByRole('button', { name: 'Cancel' }));
  expect(document.activeElement).toBe(more);
  await userEvent.click(more);
  network.gate = () => Promise.resolve();
  await userEvent.click(await findByRole('button', { name: 'Try again' }));
  expect(await findByRole('button', { name: 'Pause Meta Pixel' })).toBeVisible();
});
