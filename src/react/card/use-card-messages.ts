'use client';

import { useMemo } from 'react';
import { cardMessages } from '../messages/card-messages.ts';
import { useRoot } from '../root/root-context.ts';

/** The page's texts together with those of a card's lazily loaded parts. */
export function useCardMessages() {
  const { messages } = useRoot();
  return useMemo(() => ({ ...cardMessages, ...messages }), [messages]);
}
