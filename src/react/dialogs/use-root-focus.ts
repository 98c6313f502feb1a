'use client';

import { useCallback } from 'react';
import { useRoot } from '../root/root-context.ts';

/** Returns focus to the page, unless another dialog has taken this one's place (or StrictMode only pretends to unmount it). */
export function useRootFocus(): () => void {
  const root = useRoot();
  return useCallback(() => {
    if (!root.dialog.get()) root.focusTarget()?.focus();
  }, [root]);
}
