import { render, within } from '@testing-library/react';
import axe from 'axe-core';
import { StrictMode } from 'react';
import { expect } from 'vitest';
import { IntegrationsSettings, type IntegrationsSettingsProps } from '../../../src/index.ts';
import { categories, nineProviders, shop, today } from '../../../stories/page/shop.ts';
import '../../../src/styles/styles.css';

type Extra = Partial<Omit<IntegrationsSettingsProps, 'client' | 'adapter'>> & { adapter?: ReturnType<typeof shop>; strict?: boolean };

/** Shows the page of an ordinary shop, unless told otherwise. */
export function openPage({ adapter = shop(), strict, ...props }: Extra = {}) {
  const page = <IntegrationsSettings {...{ adapter, providers: nineProviders }} categories={categories} now={() => today} {...props as object} />;
  const view = render(strict ? <StrictMode>{page}</StrictMode> : page);
  return { ...view, adapter };
}

/** The card of a provider, once it is there. */
export async function cardOf(view: { findByRole: ReturnType<typeof render>['findByRole'] }, name: string) {
  const card = await view.findByRole('article', { name });
  return { card, ...within(card) };
}

/** Every message the root's live regions speak from now on. */
export function listen(container: HTMLElement): string[] {
  const heard: string[] = [];
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) if (node.parentElement?.closest('[aria-live]')) heard.push(node.textContent ?? '');
  }).observe(container, { childList: true, subtree: true });
  return heard;
}

/** Fails on any violation of WCAG A and AA up to 2.2. */
export async function expectAccessible(element: Element) {
  // Contrast is judged as it stays, not half-way through fading in.
  for (const animation of document.getAnimations()) if (animation.effect?.getComputedTiming().iterations !== Infinity) animation.finish();
  const { violations } = await axe.run(element, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join('\n')}`)).toEqual([]);
}
