'use client';

import { useMemo } from 'react';
import { type DetailMessages, detailMessages } from '../messages/detail-messages.ts';
import { type RootContextValue, useRoot } from './root-context.ts';

/** The page's texts together with those of its details. */
export function useDetailMessages(): RootContextValue['messages'] & DetailMessages {
  const { messages } = useRoot();
  return useMemo(() => ({ ...detailMessages, ...messages }), [messages]);
}
