'use client';

import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { useReadable } from '../root/use-readable.ts';

/** The adapter offers no integration at all. */
export function NothingOffered() {
  const { messages } = useRoot();
  const part = usePart();
  return <p {...part('empty')}>{messages.nothingOffered()}</p>;
}

/** Search and filter leave nothing over. */
export function NoMatch() {
  const { messages, view } = useRoot();
  const part = usePart();
  const { query } = useReadable(view);
  return (
    <div {...part('empty')}>
      <p>{messages.noMatch({ query })}</p>
      <Button onClick={() => view.set({ query: '', filter: 'all' })}>{query ? messages.clearSearch() : messages.showAll()}</Button>
    </div>
  );
}
