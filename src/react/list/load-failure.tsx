'use client';

import { useEffect, useRef } from 'react';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { useClientState } from '../root/use-client-state.ts';
import { useDetailMessages } from '../root/use-detail-messages.ts';

/** The first list failed: what happened, its code, and the way on. */
export function LoadFailure() {
  const { client, announce, element, onAuthRequired } = useRoot();
  const messages = useDetailMessages();
  const part = usePart();
  const { problem } = useClientState();
  const code = problem?.code ?? 'internal';
  const title = code === 'unauthenticated' ? messages.pageSessionEnded() : code === 'forbidden' ? messages.noPermission() : messages.pageLoadFailed();
  const told = useRef<typeof problem>(null);
  useEffect(() => {
    if (told.current === problem) return;
    told.current = problem;
    announce(title, 'assertive');
  }, [announce, title, problem]);

  const retry = () => {
    // The button goes away; focus stays where the result will appear.
    element()?.focus();
    void client.load();
  };
  const plain = code === 'unauthenticated' || code === 'forbidden';
  return (
    <div {...part('notice', { tone: 'bad', centred: true })}>
      <Heading depth={1} part="notice-title">{title}</Heading>
      {!plain && problem && <p>{problem.detail}</p>}
      <p {...part('code')}>{messages.pageErrorCode({ code, requestId: problem?.requestId })}</p>
      <div {...part('actions')}>
        {code === 'unauthenticated' && onAuthRequired && <Button kind="primary" onClick={onAuthRequired}>{messages.actionSignIn()}</Button>}
        <Button onClick={retry}>{messages.actionRetry()}</Button>
      </div>
    </div>
  );
}
