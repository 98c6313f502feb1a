'use client';

import { useEffect, useRef } from 'react';
import { usePart } from '../parts/use-part.ts';
import { useRoot, type View } from '../root/root-context.ts';
import { useReadable } from '../root/use-readable.ts';
import { surveyOf } from './survey.ts';

/** The result is told once per pause, not per key. */
const pause = 500;
const filters = ['all', 'connected', 'available'] as const satisfies View['filter'][];

/** Narrows the cards by words and by whether they are connected. */
export function Search() {
  const root = useRoot();
  const { client, view, messages, announce } = root;
  const part = usePart();
  const { query, filter } = useReadable(view);
  const told = useRef(query);
  useEffect(() => {
    if (told.current === query) return;
    const timer = setTimeout(() => {
      told.current = query;
      announce(messages.searchResult({ count: [...surveyOf(root, client.getState(), view.get()).shown.values()].flat().length }));
    }, pause);
    return () => clearTimeout(timer);
  }, [query, root, client, view, messages, announce]);

  return (
    <div {...part('tools')} role="search" aria-label={messages.search()}>
      <div {...part('search')}>
        <input type="search" value={query} placeholder={messages.search()} aria-label={messages.search()} autoComplete="off" spellCheck={false}
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
