import { within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { shop, states } from '../../../stories/page/shop.ts';
import { cardOf, expectAccessible, listen, openPage } from './setting.tsx';

const all = (view: { container: HTMLElement }, selector: string) => [...view.container.querySelectorAll<HTMLElement>(selector)];

afterEach(() => {
  document.documentElement.removeAttribute('style');
  document.documentElement.dir = '';
});

describe('the default look', () => {
  test.each(['light', 'dark'] as const)('meets WCAG AA in %s (UX-21)', async (colorScheme) => {
    const view = openPage({ colorScheme });
    await cardOf(view, 'Klaviyo');
    await expectAccessible(view.container);
    const root = view.getByRole('region', { name: 'Integrations' });
    expect(getComputedStyle(root).colorScheme).toBe(colorScheme);
    expect(lightness(getComputedStyle(root).backgroundColor) > 0.5).toBe(colorScheme === 'light');
  });

  test('inherits the colour scheme of the page around, and hands it to portals', async () => {
    document.documentElement.style.colorScheme = 'dark';
    const view = openPage();
    const { getByRole } = await cardOf(view, 'Twilio');
    expect(lightness(getComputedStyle(view.getByRole('region', { name: 'Integrations' })).backgroundColor)).toBeLessThan(0.5);
    await userEvent.click(getByRole('button', { name: 'Connect Twilio' }));
    const dialog = await view.findByRole('dialog', { name: 'Connect Twilio' });
    const portal = dialog.closest('.integrations') as HTMLElement;
    expect(view.container.contains(portal)).toBe(false);
    expect(portal.dataset['theme']).toBe('dark');
  });

  test('fits 320 px without scrolling sideways (UX-20)', async () => {
    const view = openPage();
    view.container.className = 'narrow';
    view.container.setAttribute('style', 'inline-size: 320px');
    await cardOf(view, 'Klaviyo');
    const root = view.getByRole('region', { name: 'Integrations' });
    expect(root.scrollWidth).toBe(320);
    const { right } = root.getBoundingClientRect();
    expect(all(view, '[data-part="card"], button, input').filter((one) => one.getBoundingClientRect().right > right)).toEqual([]);
  });

  test('makes every target at least 24 px, and 44 where a finger points (UX-19)', async () => {
    const view = openPage();
    await cardOf(view, 'Klaviyo');
    const small = (least: number) => all(view, 'button').filter((one) => Math.min(one.offsetWidth, one.offsetHeight) < least - 0.5).map((one) => one.textContent);
    expect(small(24)).toEqual([]);
    const coarse = [...document.styleSheets].flatMap((sheet) => rulesOf(sheet)).find((rule) => rule instanceof CSSMediaRule && rule.conditionText === '(pointer: coarse)') as CSSMediaRule;
    expect((coarse.cssRules[0] as CSSStyleRule).style.getPropertyValue('--integrations-control-size')).toBe('44px');
    view.getByRole('region', { name: 'Integrations' }).style.setProperty('--integrations-control-size', '44px');
    expect(all(view, '[data-part="button"]').filter((one) => one.offsetHeight < 44)).toEqual([]);
  });

  test('mirrors from right to left (UX-22)', async () => {
    const view = openPage({ dir: 'rtl' });
    const { card } = await cardOf(view, 'Meta Pixel');
    const left = (part: string) => (card.querySelector(`[data-part="${part}"]`) as HTMLElement).getBoundingClientRect().left;
    expect(left('icon')).toBeGreaterThan(left('card-title'));
    expect(left('more')).toBeLessThan((card.querySelector('[data-part="button"]') as HTMLElement).getBoundingClientRect().left);
    expect(card.querySelector('[data-part="account"] bdi')).not.toBeNull();
  });

  test('shows where the focus is, by two pixels of accent (UX-18)', async () => {
    const view = openPage();
    const { getByRole } = await cardOf(view, 'Klaviyo');
    await userEvent.tab();
    const button = getByRole('button', { name: 'Reconnect Klaviyo' });
    button.focus();
    const { outlineStyle, outlineWidth } = getComputedStyle(button);
    expect([outlineStyle, outlineWidth]).toEqual(['solid', '2px']);
  });

  test('tells status by shape and words, not by colour alone (UX-3)', async () => {
    const view = openPage({ adapter: shop({ seed: { klaviyo: states.needsReauth, mailchimp: states.connected, twilio: states.unverified, 'meta-pixel': states.paused } }) });
    await cardOf(view, 'Klaviyo');
    const shapes = new Map(all(view, '[data-part="badge"]').map((badge) => {
      const { borderRadius, rotate, borderWidth, backgroundColor } = getComputedStyle(badge, '::before');
      return [badge.textContent, [borderRadius, rotate, borderWidth, backgroundColor === 'rgba(0, 0, 0, 0)'].join(' ')];
    }));
    expect(shapes.size).toBe(5);
    expect(new Set(shapes.values()).size).toBe(5);
  });

  test('writes no inline style', async () => {
    const view = openPage();
    await cardOf(view, 'Klaviyo');
    expect(all(view, '[style]')).toEqual([]);
  });
});

describe('what is spoken and loaded', () => {
  test('has one polite and one assertive live region (UX-25)', async () => {
    const view = openPage();
    await cardOf(view, 'Klaviyo');
    expect(all(view, '[aria-live]').map((one) => one.getAttribute('aria-live'))).toEqual(['polite', 'assertive']);
  });

  test('says the same words again when they come again (UX-25)', async () => {
    const view = openPage({ adapter: shop({ seed: { klaviyo: states.connected }, fail: { update: 'forbidden' } }) });
    const { getByRole, findByRole } = await cardOf(view, 'Klaviyo');
    const heard = listen(view.container);
    for (const time of [1, 2]) {
      await userEvent.click(getByRole('button', { name: 'More actions for Klaviyo' }));
      await userEvent.click(await findByRole('button', { name: 'Pause Klaviyo' }));
      await vi.waitFor(() => expect(heard).toHaveLength(time));
    }
    expect(new Set(heard).size).toBe(1);
  });

  test('replaced texts, class names and buttons reach every card', async () => {
    const view = openPage({
      messages: { actionConnect: () => 'Verbinden' }, classNames: { card: 'mine', root: 'outer' },
      components: { Button: ({ kind, ...props }) => <button {...props} data-host={kind} /> },
    });
    const { card, getByRole } = await cardOf(view, 'Twilio');
    expect(card.className).toBe('mine');
    expect(view.getByRole('region', { name: 'Integrations' }).className).toBe('integrations outer');
    expect(getByRole('button', { name: 'Verbinden Twilio' }).dataset['host']).toBe('plain');
    expect(within(card).getByText('Verbinden')).toBeVisible();
  });
});

function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  const flat = (rules: CSSRuleList): CSSRule[] => [...rules].flatMap((rule) => ('cssRules' in rule ? [rule, ...flat(rule.cssRules as CSSRuleList)] : [rule]));
  return flat(sheet.cssRules);
}

/** Lightness of a computed colour, 0 to 1. */
function lightness(color: string): number {
  return Number(/oklch\(([\d.]+)/.exec(color)?.[1] ?? Number.NaN);
}
