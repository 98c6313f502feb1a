'use client';

import { useEffect, useRef } from 'react';
import { useRoot } from '../root/root-context.ts';
import { useDetailMessages } from '../root/use-detail-messages.ts';
import { useReadable } from '../root/use-readable.ts';
import { surveyOf } from './survey.ts';

/** The result is told once per pause, not per key. */
const pause = 500;

/** Tells how many cards a search has left over. */
export function SearchResult(): null {
  const root = useRoot();
  const messages = useDetailMessages();
  const { query } = useReadable(root.view);
  const told = useRef('');
  useEffect(() => {
    if (told.current === query) return undefined;
    const timer = setTimeout(() => {
      told.current = query;
      root.announce(messages.searchResult({ count: [...surveyOf(root, root.client.getState(), root.view.get()).shown.values()].flat().length }));
    }, pause);
    return () => clearTimeout(timer);
  }, [query, root, messages]);
  return null;
}
