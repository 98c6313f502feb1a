'use client';

import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import { showWhole } from './show-whole.ts';
import { useOutcomeMessages } from './use-outcome-messages.ts';

/** Says what runs while connecting. One call proves and saves, so the second step shows as the one to come. */
export function ConnectProgress({ provider, slow, checking }: { provider: string; slow: boolean; checking: boolean }) {
  const messages = useOutcomeMessages();
  const part = usePart();
  if (checking) return <p {...part('status')}><Spinner /> {messages.checkingAgain({ provider })}</p>;
  return (
    <ol {...part('stages', { running: true })} ref={showWhole}>
      <li {...part('stage', { outcome: 'running' })}><Spinner /> <span>{slow ? messages.stillChecking({ provider }) : messages.checkingKey()}</span></li>
      <li {...part('stage', { outcome: 'pending' })}><span>{messages.saving()}</span></li>
    </ol>
  );
}
