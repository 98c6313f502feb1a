'use client';

import { memo, type ReactNode, useCallback, useId } from 'react';
import type { ClientState } from '../../client/state.ts';
import { Card } from '../card/card.tsx';
import { Heading } from '../parts/heading.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { sameMembers, useClientState } from '../root/use-client-state.ts';
import { useReadable } from '../root/use-readable.ts';
import { countCards, selectCards } from './select-cards.ts';

export interface CategoryProps {
  /** The category of the provider definitions. */
  id: string;
  /** Draws one card. Default: `Integrations.Card`. */
  children?: (integration: string) => ReactNode;
}

/** The cards of one category under their heading; nothing when none is to be shown. */
export const Category = memo(function Category({ id, children = card }: CategoryProps) {
  const { client, categories, view } = useRoot();
  const part = usePart();
  const heading = useId();
  const shown = useReadable(view);
  const ids = useClientState(useCallback((state: ClientState) => selectCards({ client, categories, view: shown }, state, id), [client, categories, shown, id]), sameMembers);
  if (ids.length === 0) return null;
  return (
    <div {...part('category')} data-category={id} role="group" aria-labelledby={heading}>
      <div {...part('category-header')}>
        <Heading id={heading} depth={1} part="category-title">{categories[id] ?? id}</Heading>
        <Count id={id} />
      </div>
      <ul {...part('list')}>{ids.map((integration) => <li key={integration}>{children(integration)}</li>)}</ul>
    </div>
  );
});

/** Apart from the list, so that a changed count does not go through every card. */
function Count({ id }: { id: string }) {
  const { client, messages } = useRoot();
  const part = usePart();
  const counts = useClientState(useCallback((state: ClientState) => countCards(client, state, id), [client, id]), sameMembers);
  return <span {...part('category-count')}>{messages.categoryCount(counts)}</span>;
}

const card = (integration: string) => <Card id={integration} />;
