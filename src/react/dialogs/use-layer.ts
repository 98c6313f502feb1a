'use client';

import { useLayoutEffect, useState } from 'react';
import type { RootContextValue } from '../root/root-context.ts';

/**
 * The element a dialog stands in: outside the root, but of its look, direction and language. It joins the page once it is filled, because while
 * it is filled Radix asks for the style of what is in it, which on the page is a whole style and layout pass that the rest of the opening undoes.
 */
export function useLayer(root: RootContextValue): HTMLElement {
  const [layer] = useState(() => document.createElement('div'));
  useLayoutEffect(() => {
    dress(layer, root);
    (root.container ?? document.body).append(layer);
    return () => layer.remove();
  }, [layer, root]);
  return layer;
}

function dress(layer: HTMLElement, { colorScheme, element }: RootContextValue): void {
  const root = element();
  layer.className = 'integrations';
  if (!root) return;
  const style = getComputedStyle(root);
  layer.dataset['theme'] = colorScheme === 'inherit' && style.colorScheme.replace('only', '').trim() === 'dark' ? 'dark' : colorScheme;
  layer.dir = style.direction;
  layer.lang = root.closest<HTMLElement>('[lang]')?.lang ?? '';
}
