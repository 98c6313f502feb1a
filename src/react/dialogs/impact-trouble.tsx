'use client';

import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import { useOutcomeMessages } from './use-outcome-messages.ts';

/** What is said where counting what would stop takes long, or failed: neither keeps anyone from disconnecting. */
export function ImpactTrouble({ state }: { state: 'slow' | 'failed' }) {
  const messages = useOutcomeMessages();
  const part = usePart();
  if (state === 'slow') return <p {...part('status')}><Spinner /> {messages.impactSlow()}</p>;
  return <p {...part('notice', { tone: 'warn' })}>{messages.impactFailed()}</p>;
}
