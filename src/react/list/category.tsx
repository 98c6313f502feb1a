'use client';

import { type ReactNode, useMemo } from 'react';
import { Card } from '../card/card.tsx';
import { Heading } from '../parts/heading.tsx';
import { useRoot } from '../root/root-context.ts';
import { useSurvey } from './use-survey.ts';

export interface CategoryProps {
  /** The category of the provider definitions. */
  id: string;
  /** Draws one card. Default: `Integrations.Card`. */
  children?: (integration: string) => ReactNode;
}

/** The cards of one category under their heading; nothing when none is to be shown. */
export function Category({ id, children = card }: CategoryProps) {
  const { categories, messages, part } = useRoot();
  const { shown, counts, all } = useSurvey();
  const ids = shown.get(id);
  // A changed count goes through no card.
  const cards = useMemo(() => ids?.map((integration) => <li key={integration}>{children(integration)}</li>), [ids, children]);
  const name = categories[id] ?? id;
  return cards && (
    <div {...part('category')} data-category={id} role="group" aria-label={name}>
      <div {...part('category-header')}>
        <Heading depth={1} part="category-title">{name}</Heading>
        <span {...part('category-count')}>{messages.categoryCount(counts.get(id) ?? all)}</span>
      </div>
      <ul {...part('list')}>{cards}</ul>
    </div>
  );
}

const card = (integration: string) => <Card id={integration} />;
