'use client';

import { details } from '../root/details.ts';
import { useRoot, type View } from '../root/root-context.ts';
import { useReadable } from '../root/use-readable.ts';

const filters = ['all', 'connected', 'available'] as const satisfies View['filter'][];

/** Narrows the cards by words and by whether they are connected. What that leaves over is found by code that comes when idle, or now. */
export function Search() {
  const root = useRoot();
  const { view, messages, announce, part } = root;
  const { query, filter } = useReadable(view);
  const narrow = (wish: Partial<View>) => {
    view.set(wish);
    details.load().then(({ keepsOf }) => view.set({ keeps: keepsOf(root) }), () => announce(messages.pageCodeFailed(), 'assertive'));
  };

  return (
    <div {...part('tools')} role="search" aria-label={messages.search()}>
      <div {...part('search')}>
        <input type="search" value={query} placeholder={messages.search()} aria-label={messages.search()} autoComplete="off" spellCheck={false}
          onChange={(event) => narrow({ query: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !query) return;
            event.preventDefault();
            narrow({ query: '' });
          }} />
      </div>
      <div {...part('filters')} role="group" aria-label={messages.filters()}>
        {filters.map((one) => <button key={one} type="button" {...part('filter')} aria-pressed={filter === one} onClick={() => narrow({ filter: one })}>{messages.filter({ filter: one })}</button>)}
      </div>
    </div>
  );
}
