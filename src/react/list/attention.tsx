'use client';

import { cardState } from '../../client/card-state.ts';
import { TroubleLine } from '../card/trouble-line.tsx';
import { Button } from '../parts/button.tsx';
import { drawIcon } from '../parts/draw-icon.tsx';
import { Heading } from '../parts/heading.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { useClientState } from '../root/use-client-state.ts';
import { useDetailMessages } from '../root/use-detail-messages.ts';
import { useIntegration } from '../root/use-integration.ts';
import { needsAttention } from './survey.ts';

/** What stands still until somebody repairs it, before everything else; nothing when all is well. */
export function Attention() {
  const messages = useDetailMessages();
  const part = usePart();
  const { order, integrations, operations, unknown } = useClientState();
  const ids = order.filter((id) => needsAttention(cardState(integrations[id], operations[id], unknown[id])));
  if (ids.length === 0) return null;
  const title = messages.needsAttention({ count: ids.length });
  return (
    <div {...part('attention')} role="group" aria-label={title}>
      <Heading depth={1} part="attention-title">{title}</Heading>
      <ul>{ids.map((id) => <AttentionItem key={id} id={id} />)}</ul>
    </div>
  );
}

function AttentionItem({ id }: { id: string }) {
  const root = useRoot();
  const { readOnly, openDialog, preload } = root;
  const messages = useDetailMessages();
  const part = usePart();
  const view = useIntegration(id);
  const { provider, state } = view;
  if (!provider) return null;
  const kind = state === 'failing' ? 'configure' : 'connect';
  const warmUp = () => preload(provider.id);
  return (
    <li {...part('attention-item')}>
      {drawIcon(root, provider)}
      <div>
        <strong>{messages.attentionTitle({ provider: provider.name, state })}</strong>
        <p {...part('card-line')}><TroubleLine view={view} provider={provider} /></p>
      </div>
      {!readOnly && (
        <Button aria-label={messages.actionOn({ action: messages.actionFix(), name: provider.name })} onPointerEnter={warmUp} onFocus={warmUp}
          onClick={(event) => openDialog({ kind, integration: id }, event.currentTarget)}>{messages.actionFix()}</Button>
      )}
    </li>
  );
}
