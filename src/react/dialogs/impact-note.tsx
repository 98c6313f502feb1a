'use client';

import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import type { Impact } from './use-impact.ts';
import { useOutcomeMessages } from './use-outcome-messages.ts';

/** How counting what would stop goes. That it takes long, or failed, keeps nobody from disconnecting. */
export function ImpactNote({ state }: Pick<Impact, 'state'>) {
  const messages = useOutcomeMessages();
  const part = usePart();
  if (state === 'failed') return <p {...part('notice', { tone: 'warn' })}>{messages.impactFailed()}</p>;
  return <p {...part('status')}><Spinner /> {messages[state === 'slow' ? 'impactSlow' : 'impactLoading']()}</p>;
}
