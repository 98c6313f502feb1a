'use client';

import type { Operation } from '../../client/state.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import { Button } from '../parts/button.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { useDetailMessages } from '../root/use-detail-messages.ts';

/** How the call under way goes, or how the last one ended: slow, failed and unknown are three different things. */
export function CardNote({ id, operation: { verb, phase, problem, found }, provider }: { id: string; operation: Operation; provider: ProviderDefinition }) {
  const messages = useDetailMessages();
  const { client } = useRoot();
  const part = usePart();
  const button = (action: string, onClick: () => void) => <Button kind="quiet" aria-label={messages.actionOn({ action, name: provider.name })} onClick={onClick}>{action}</Button>;
  const dismiss = () => button(messages.actionDismiss(), () => client.dismiss(id));

  if (phase === 'running' || phase === 'slow') {
    if (phase === 'running' && verb !== 'verify' && verb !== 'status' && verb !== 'test') return null;
    return <p {...part('card-note')}><Spinner />{phase === 'slow' ? messages.cardSlow() : verb === 'verify' ? messages.cardTesting() : verb === 'test' ? messages.cardSendingTest() : messages.cardChecking()}</p>;
  }
  if (phase === 'unknown') {
    return (
      <div {...part('card-note', { tone: 'warn' })}>
        <p>{found ? messages.operationFound({ verb, found }) : messages.operationUnknown({ verb })}</p>
        {button(messages.actionCheckAgain(), () => void client.refresh(id).catch(ignore))}
        {found && dismiss()}
      </div>
    );
  }
  return (
    <div {...part('card-note', { tone: 'bad' })}>
      <p><strong>{messages.operationFailed({ verb })}</strong> {problem?.detail}</p>
      {dismiss()}
    </div>
  );
}

/** What went wrong is in the state, and so on the card. */
const ignore = () => undefined;
