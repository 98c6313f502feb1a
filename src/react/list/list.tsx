'use client';

import { useState } from 'react';
import { details } from '../root/details.ts';
import { LateFailure } from '../root/late-failure.tsx';
import { useRoot } from '../root/root-context.ts';
import { useClientState } from '../root/use-client-state.ts';
import { useLate } from '../root/use-late.ts';
import { Category } from './category.tsx';
import { Loading } from './loading.tsx';
import { useSurvey } from './use-survey.ts';

/** From here up the cards off screen are not laid out; below it the bookkeeping costs more than it saves. */
const many = 50;

/** All cards by category, or what stands in their place: loading, failed, nothing offered, nothing found. */
export function List() {
  const { client, part } = useRoot();
  const { phase } = useClientState();
  const { shown, all, plain } = useSurvey();
  const loading = phase === 'idle' || phase === 'loading';
  const { code, failed } = useLate(details, !loading && !plain);
  const [seen, see] = useState(false);

  // The first cards wait for all they need, so that nothing moves once they are seen; later ones do not.
  if (loading || !(plain || code || failed || seen)) return <Loading />;
  if (!seen) see(true);
  const ready = phase === 'ready';
  return (
    <div {...part('content', { many: all.total >= many })}>
      {failed && !plain && <LateFailure late={details} {...(!ready && { onRetry: () => void client.load() })} />}
      {code && <code.SearchResult />}
      {!plain && code && <code.Notices />}
      {ready && [...shown.keys()].map((id) => <Category key={id} id={id} />)}
    </div>
  );
}
