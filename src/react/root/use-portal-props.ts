'use client';

import { useRoot } from './root-context.ts';

/** What an element outside the root (a portal) wears to look and read like what is inside: class, theme, direction, language. Call it while the portal is shown, never at first render. */
export function usePortalProps(): { className: string; 'data-theme': string; dir: string | undefined; lang: string | undefined } {
  const { colorScheme, element } = useRoot();
  const root = element();
  const style = root ? getComputedStyle(root) : undefined;
  return {
    className: 'integrations',
    'data-theme': colorScheme === 'inherit' ? (style?.colorScheme.replace('only', '').trim() === 'dark' ? 'dark' : 'inherit') : colorScheme,
    dir: style?.direction,
    lang: root?.closest<HTMLElement>('[lang]')?.lang,
  };
}
