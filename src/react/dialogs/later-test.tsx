'use client';

import { usePart } from '../parts/use-part.ts';
import { late } from '../root/late.ts';
import { LateFailure } from '../root/late-failure.tsx';
import { useRoot } from '../root/root-context.ts';
import { useLate } from '../root/use-late.ts';
import { testParts } from './test-parts.ts';

/** Fetches the dialog of test events, which few people open. */
const laterTest = late(() => import('./test-dialog.tsx').then((module) => module.TestDialog));

/** The dialog of test events; until its code is here, a word in its place. */
export function TestDialog({ integration }: { integration: string }) {
  const { messages, closeDialog } = useRoot();
  const { code: Loaded, failed } = useLate(laterTest, true);
  const part = usePart();
  if (Loaded) return <Loaded integration={integration} parts={testParts} />;
  return failed ? <LateFailure late={laterTest} onCancel={closeDialog} /> : <p {...part('notice', { floating: true, delayed: true })}>{messages.pageDialogLoading()}</p>;
}
