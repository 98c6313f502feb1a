'use client';

import type { ClientState } from '../../client/state.ts';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { useClientState } from '../root/use-client-state.ts';

/** What concerns the whole page while the cards stay usable: the session ended, or the newest read failed. */
export function Notices() {
  const { client, messages, onAuthRequired } = useRoot();
  const part = usePart();
  const notice = useClientState(selectNotice);
  if (!notice) return null;
  return (
    <div {...part('notice', { tone: 'warn' })}>
      <p>{notice === 'session' ? messages.pageSessionEnded() : messages.pageStale()}</p>
      {notice === 'session' && onAuthRequired ? <Button onClick={onAuthRequired}>{messages.actionSignIn()}</Button> : <Button onClick={() => void client.load()}>{messages.actionRetry()}</Button>}
    </div>
  );
}

function selectNotice({ problem, unknown, operations }: ClientState): 'session' | 'stale' | null {
  const problems = [problem, ...Object.values(unknown), ...Object.values(operations).map((operation) => operation.problem)];
  if (problems.some((one) => one?.code === 'unauthenticated')) return 'session';
  return problem ? 'stale' : null;
}
