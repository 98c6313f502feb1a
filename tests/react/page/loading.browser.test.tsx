import { act, render, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { renderToString } from 'react-dom/server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { IntegrationsSettings } from '../../../src/index.ts';
import { nineProviders, shop, today } from '../../../stories/page/shop.ts';
import { cardOf, expectAccessible, listen, openPage } from './setting.tsx';

afterEach(() => vi.useRealTimers());
const after = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

describe('loading', () => {
  test('shows nothing for 200 ms, then skeletons, busy, told once (UX-2)', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const adapter = shop();
    adapter.controls.hang('list');
    const view = openPage({ adapter, strict: true });
    const heard = listen(view.container);
    const content = view.container.querySelector('[aria-busy="true"]') as HTMLElement;
    const [category] = content.querySelectorAll<HTMLElement>('[data-part="category"]');
    const [appearance] = category?.getAnimations() ?? [];
    expect(appearance?.effect?.getTiming()).toMatchObject({ delay: 200, fill: 'both' });
    expect(getComputedStyle(category as HTMLElement).visibility).toBe('hidden');
    appearance?.finish();
    expect(getComputedStyle(category as HTMLElement).visibility).toBe('visible');
    expect(content.querySelectorAll('[data-part="skeleton"]')).toHaveLength(9);
    await after(5000);
    expect(heard).toEqual(['Loading integrations']);
  });

  test('gives skeletons the size of the cards that follow (UX-2)', async () => {
    const adapter = shop({ seed: {} });
    const release = adapter.controls.hang('list');
    const view = openPage({ adapter });
    const heights = (part: string) => [...view.container.querySelectorAll(`[data-part="${part}"]`)].map((one) => Math.round(one.getBoundingClientRect().top));
    const before = heights('skeleton');
    release();
    await cardOf(view, 'Klaviyo');
    expect(heights('card')).toEqual(before);
  });

  test('after 10 s says that it takes long, and starts over on Try again (UX-2)', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const adapter = shop();
    const list = vi.spyOn(adapter, 'list');
    adapter.controls.hang('list')();
    let answer = false;
    list.mockImplementation((o) => (answer ? shop({ seed: {} }).list(o) : new Promise(() => undefined)));
    const view = openPage({ adapter });
    const heard = listen(view.container);
    await after(9000);
    expect(view.queryByText('Loading is taking longer than usual.')).toBeNull();
    await after(1500);
    expect(heard.filter((message) => message.includes('longer'))).toHaveLength(1);
    answer = true;
    await act(async () => view.getByRole('button', { name: 'Try again' }).click());
    await after(100);
    expect(view.getAllByRole('article')).toHaveLength(9);
  });

  test('a failed first list says what happened, its code, and Try again; the host is told once (UX-8)', async () => {
    const adapter = shop();
    adapter.controls.failNext('list', 'internal');
    const onLoadError = vi.fn();
    const view = openPage({ adapter, onLoadError, strict: true });
    const heard = listen(view.container);
    const region = within(view.getByRole('region', { name: 'Integrations' }));
    expect(await region.findByRole('heading', { name: 'The integrations could not be loaded' })).toBeVisible();
    expect(region.getByText('Code internal')).toBeVisible();
    expect(onLoadError.mock.calls.map(([problem]) => problem.code)).toEqual(['internal']);
    await expectAccessible(view.container);
    await userEvent.click(region.getByRole('button', { name: 'Try again' }));
    await cardOf(view, 'Klaviyo');
    expect(document.activeElement).toBe(view.getByRole('region', { name: 'Integrations' }));
    expect(onLoadError).toHaveBeenCalledTimes(1);
    expect(new Set(heard).size).toBe(heard.length);
  });

  test('a card that throws is caught by itself (UX-8)', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const Icon = ({ provider }: { provider: string }) => {
      if (provider === 'twilio') throw new Error('a broken icon');
      return null;
    };
    const view = openPage({ components: { Icon }, adapter: shop({ seed: {} }) });
    expect(await view.findByText('The Twilio card could not be shown. The others are not affected.')).toBeVisible();
    expect((await cardOf(view, 'Klaviyo')).getByRole('button', { name: 'Connect Klaviyo' })).toBeVisible();
    error.mockRestore();
  });

  test('StrictMode reads the list once, and nothing is left after unmount (DX-9)', async () => {
    const adapter = shop();
    const list = vi.spyOn(adapter, 'list');
    const timer = vi.spyOn(globalThis, 'setInterval');
    const cleared = vi.spyOn(globalThis, 'clearInterval');
    const view = openPage({ adapter, strict: true });
    await cardOf(view, 'Klaviyo');
    expect(list).toHaveBeenCalledTimes(1);
    const started = timer.mock.results.map(({ value }) => value as number);
    view.unmount();
    const ended = cleared.mock.calls.map(([id]) => id);
    expect(started.every((id) => ended.includes(id))).toBe(true);
    expect(started.length).toBeGreaterThan(0);
  });

  test('hydrates what a server rendered without a mismatch (DX-8)', async () => {
    const error = vi.spyOn(console, 'error');
    const container = document.createElement('div');
    document.body.append(container);
    const page = () => <IntegrationsSettings adapter={shop()} providers={nineProviders} now={() => today} />;
    container.innerHTML = renderToString(page());
    expect(container.querySelectorAll('[data-part="skeleton"]')).toHaveLength(9);
    const view = render(page(), { container, hydrate: true });
    await cardOf(view, 'Klaviyo');
    expect(error).not.toHaveBeenCalled();
    error.mockRestore();
  });
});
