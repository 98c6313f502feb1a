'use client';

import { type ReactNode, useCallback } from 'react';
import type { ClientState } from '../../client/state.ts';
import { Heading } from '../parts/heading.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { sameMembers, useClientState } from '../root/use-client-state.ts';
import { countCards } from './select-cards.ts';

/** The page's heading and how many are connected; children stand at its end. */
export function Header({ children }: { children?: ReactNode }) {
  const { client, messages } = useRoot();
  const part = usePart();
  const { ready, ...counts } = useClientState(useCallback((state: ClientState) => ({ ready: state.phase === 'ready', ...countCards(client, state) }), [client]), sameMembers);
  return (
    <header {...part('header')}>
      <div>
        <Heading depth={0} part="title">{messages.pageTitle()}</Heading>
        <p {...part('summary')}>{ready && counts.total > 0 ? messages.pageSummary(counts) : null}</p>
      </div>
      {children}
    </header>
  );
}
