'use client';

import { useCallback } from 'react';
import type { ClientState } from '../../client/state.ts';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { sameMembers, useClientState } from '../root/use-client-state.ts';
import { useReadable } from '../root/use-readable.ts';
import { Attention } from './attention.tsx';
import { Category } from './category.tsx';
import { LoadFailure } from './load-failure.tsx';
import { Loading } from './loading.tsx';
import { Notices } from './notices.tsx';
import { selectCategories } from './select-cards.ts';
import { NoMatch, NothingOffered } from './empty.tsx';

/** From here up the cards off screen are not laid out; below it the bookkeeping costs more than it saves. */
const many = 50;

/** All cards by category, or what stands in their place: loading, failed, nothing offered, nothing found. */
export function List() {
  const { client, categories, view } = useRoot();
  const part = usePart();
  const shown = useReadable(view);
  const { phase, total } = useClientState(selectPhase, sameMembers);
  const headings = useClientState(useCallback((state: ClientState) => selectCategories({ client, categories, view: shown }, state), [client, categories, shown]), sameMembers);

  if (phase === 'idle' || phase === 'loading') return <Loading />;
  if (phase === 'failed') return <LoadFailure />;
  return (
    <div {...part('content', { many: total >= many })}>
      <Notices />
      <Attention />
      {total === 0 ? <NothingOffered /> : headings.length === 0 ? <NoMatch /> : headings.map((id) => <Category key={id} id={id} />)}
    </div>
  );
}

const selectPhase = ({ phase, order }: ClientState) => ({ phase, total: order.length });
