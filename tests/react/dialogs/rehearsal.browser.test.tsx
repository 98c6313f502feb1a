import { fireEvent } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useEffect } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { defineProvider, field } from '../../../src/core/index.ts';
import type { ControlProps } from '../../../src/react/root/root-context.ts';
import { shop, states } from '../../../stories/page/shop.ts';
import { cardOf, openPage } from '../page/setting.tsx';

// Each kind of dialog is rehearsed once in the life of a page's code, so each test here has one of its own.
const provider = defineProvider({
  id: 'acme', name: 'Acme', summary: 'Greets customers.', category: 'other',
  forms: {
    auth: { credentials: { fields: z.object({ token: field(z.string(), { label: 'Token', secret: false }) }), steps: [] } },
    configuration: z.object({ greeting: field(z._default(z.string(), 'Hello'), { label: 'Greeting' }) }),
    disconnect: { impact: [], keeps: [] },
  },
});
const providers = [provider];
const approach = (card: HTMLElement) => fireEvent.pointerOver(card.querySelector('[data-part="card-actions"]') as HTMLElement);

afterEach(() => vi.restoreAllMocks());

test('a dialog is drawn on the way to its button, and nothing of it is on the page before the press', async () => {
  const drawn = vi.fn();
  const mounted = vi.fn();
  function Watched({ id }: ControlProps) {
    drawn();
    useEffect(mounted, []);
    return <input id={id} />;
  }
  const view = openPage({ providers, adapter: shop({ providers, seed: { acme: states.connected } }), controls: { text: Watched } });
  const { card, getByRole } = await cardOf(view, 'Acme');
  const opener = getByRole('button', { name: 'Configure Acme' });
  const nodes: Node[] = [];
  const observer = new MutationObserver((changes) => nodes.push(...changes.flatMap(({ addedNodes }) => [...addedNodes])));
  observer.observe(document.documentElement, { childList: true, subtree: true });
  opener.focus();
  approach(card);
  await vi.waitFor(() => expect(drawn).toHaveBeenCalled());
  expect(mounted).not.toHaveBeenCalled();
  expect(nodes).toEqual([]);
  expect(document.activeElement).toBe(opener);
  await userEvent.click(opener);
  expect(await view.findByRole('dialog', { name: 'Configure Acme' })).toBeVisible();
  expect(mounted).toHaveBeenCalledTimes(1);
  observer.disconnect();
});

test('a control that breaks while it is rehearsed breaks nothing before the press', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const broken = vi.fn(() => { throw new Error('Not today.'); });
  const view = openPage({ providers, adapter: shop({ providers, seed: {} }), controls: { text: broken } });
  const { card, getByRole } = await cardOf(view, 'Acme');
  approach(card);
  await vi.waitFor(() => expect(told).toHaveBeenCalled());
  expect(broken).toHaveBeenCalled();
  expect(getByRole('button', { name: 'Connect Acme' })).toBeVisible();
});

test('a dialog is filled before it joins the page, so that being filled lays out nothing', async () => {
  const view = openPage({ providers, adapter: shop({ providers, seed: { acme: states.connected } }) });
  const { getByRole } = await cardOf(view, 'Acme');
  const asked: boolean[] = [];
  const original = window.getComputedStyle.bind(window);
  vi.spyOn(window, 'getComputedStyle').mockImplementation((element, pseudo) => {
    if (element.matches('[data-part="overlay"], [data-part="overlay"] *')) asked.push(element.isConnected);
    return original(element, pseudo);
  });
  fireEvent.click(getByRole('button', { name: 'Configure Acme' }));
  await vi.waitFor(() => expect(document.querySelector('[data-part="configure-dialog"] [data-field]')).not.toBeNull());
  expect(asked.length).toBeGreaterThan(0);
  expect(asked).not.toContain(true);
});
