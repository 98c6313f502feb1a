'use client';

import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { useDetailMessages } from '../root/use-detail-messages.ts';
import { useReadable } from '../root/use-readable.ts';
import { useSurvey } from './use-survey.ts';

/** There is no card to show: because none is offered, or because search and filter leave none over. */
export function Empty() {
  const { view } = useRoot();
  const messages = useDetailMessages();
  const part = usePart();
  const { query } = useReadable(view);
  const { all, shown } = useSurvey();
  if (shown.size > 0) return null;
  if (all.total === 0) return <p {...part('empty')}>{messages.nothingOffered()}</p>;
  return (
    <div {...part('empty')}>
      <p>{messages.noMatch({ query })}</p>
      <Button onClick={() => view.set({ query: '', filter: 'all', keeps: undefined })}>{query ? messages.clearSearch() : messages.showAll()}</Button>
    </div>
  );
}
