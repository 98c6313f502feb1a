'use client';

import type { ReactNode } from 'react';
import { Heading } from '../parts/heading.tsx';
import { useRoot } from '../root/root-context.ts';
import { useSurvey } from './use-survey.ts';

/** The page's heading and how many are connected; children stand at its end. */
export function Header({ children }: { children?: ReactNode }) {
  const { messages, part } = useRoot();
  const { all } = useSurvey();
  return (
    <header {...part('header')}>
      <div>
        <Heading depth={0} part="title">{messages.pageTitle()}</Heading>
        <p {...part('summary')}>{all.total > 0 && messages.pageSummary(all)}</p>
      </div>
      {children}
    </header>
  );
}
