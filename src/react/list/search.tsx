'use client';

import { useEffect, useId, useRef } from 'react';
import { usePart } from '../parts/use-part.ts';
import { useRoot, type View } from '../root/root-context.ts';
import { useReadable } from '../root/use-readable.ts';
import { selectCards } from './select-cards.ts';

/** The result is told once per pause, not per key. */
const pause = 500;
const filters = ['all', 'connected', 'available'] as const satisfies View['filter'][];

/** Narrows the cards by words and by whether they are connected. */
export function Search() {
  const { client, categories, view, messages, announce } = useRoot();
  const part = usePart();
  const id = useId();
  const { query, filter } = useReadable(view);
  const told = useRef(query);
  useEffect(() => {
    if (told.current === query) return;
    const timer = setTimeout(() => {
      told.current = query;
      announce(messages.searchResult({ count: selectCards({ client, categories, view: view.get() }, client.getState()).length }));
    }, pause);
    return () => clearTimeout(timer);
  }, [query, client, categories, view, messages, announce]);

  return (
    <div {...part('tools')} role="search" aria-label={messages.search()}>
      <div {...part('search')}>
        <svg width="15" height="15" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true"><circle cx="7" cy="7" r="4.6" /><path d="m10.6 10.6 3 3" /></svg>
        <input id={id} type="search" value={query} placeholder={messages.search()} aria-label={messages.search()} autoComplete="off" spellCheck={false}
          onChange={(event) => view.set({ query: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || query === '') return;
            event.preventDefault();
            view.set({ query: '' });
          }} />
      </div>
      <div {...part('filters')} role="group" aria-label={messages.filters()}>
        {filters.map((one) => <button key={one} type="button" {...part('filter')} aria-pressed={filter === one} onClick={() => view.set({ filter: one })}>{messages.filter({ filter: one })}</button>)}
      </div>
    </div>
  );
}
