'use client';

import { useLayoutEffect, useRef } from 'react';
import type { Integration } from '../../core/integration.ts';
import { usePart } from '../parts/use-part.ts';
import { useOutcomeMessages } from './use-outcome-messages.ts';

/** The last step: names the account. Its heading takes focus, which also reads it out. */
export function ConnectSuccess({ integration, provider }: { integration: Integration; provider: string }) {
  const messages = useOutcomeMessages();
  const part = usePart();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const account = integration.account?.label;
  return (
    <div {...part('success', { status: integration.status })}>
      <svg width="40" height="40" viewBox="0 0 40 40" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true"><path d="m12 20.5 5.5 5.5L28.5 15" /></svg>
      <h3 ref={heading} tabIndex={-1}>{messages.connectedTitle({ provider })}</h3>
      {integration.status === 'unverified' && <p>{messages.connectedUnproven({ provider })}</p>}
      <p>{account ? messages.connectedAs({ account }) : messages.connectedUnnamed()}</p>
    </div>
  );
}
