'use client';

import type { ClientState } from '../../client/state.ts';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { useClientState } from '../root/use-client-state.ts';
import { useDetailMessages } from '../root/use-detail-messages.ts';
import { Attention } from './attention.tsx';
import { Empty } from './empty.tsx';
import { LoadFailure } from './load-failure.tsx';

/** What concerns the whole page, before the cards or in place of them. */
export function Notices() {
  const state = useClientState();
  if (state.phase === 'failed') return <LoadFailure />;
  const notice = noticeOf(state);
  return (
    <>
      {notice && <Stale notice={notice} />}
      <Attention />
      <Empty />
    </>
  );
}

/** The cards stay usable while the session has ended, or the newest read failed. */
function Stale({ notice }: { notice: 'session' | 'stale' }) {
  const { client, onAuthRequired } = useRoot();
  const messages = useDetailMessages();
  const part = usePart();
  return (
    <div {...part('notice', { tone: 'warn' })}>
      <p>{notice === 'session' ? messages.pageSessionEnded() : messages.pageStale()}</p>
      {notice === 'session' && onAuthRequired ? <Button onClick={onAuthRequired}>{messages.actionSignIn()}</Button> : <Button onClick={() => void client.load()}>{messages.actionRetry()}</Button>}
    </div>
  );
}

function noticeOf({ problem, unknown, operations }: ClientState): 'session' | 'stale' | null {
  const problems = [problem, ...Object.values(unknown), ...Object.values(operations).map((operation) => operation.problem)];
  return problems.some((one) => one?.code === 'unauthenticated') ? 'session' : problem && 'stale';
}
