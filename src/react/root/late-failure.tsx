'use client';

import { Notice } from '../parts/notice.tsx';
import type { Late } from './late.ts';
import { useRoot } from './root-context.ts';

/** Code could not be fetched: says so, and tries again. With `onCancel` it answers a press, so it takes the focus. */
export function LateFailure({ late, onCancel, onRetry }: { late: Late<unknown>; onCancel?: () => void; onRetry?: () => void }) {
  const text = useRoot().messages.pageCodeFailed();
  const retry = () => {
    late.load().catch(() => undefined);
    onRetry?.();
  };
  return <Notice text={text} tone="bad" floating={Boolean(onCancel)} onRetry={retry} {...(onCancel && { onCancel })} />;
}
