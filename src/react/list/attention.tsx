'use client';

import { useId } from 'react';
import type { ClientState } from '../../client/state.ts';
import { CardLine } from '../card/card-line.tsx';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { ProviderIcon } from '../parts/provider-icon.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { sameMembers, useClientState } from '../root/use-client-state.ts';
import { useIntegration } from '../root/use-integration.ts';
import { needsAttention } from './select-cards.ts';

/** What stands still until somebody repairs it, before everything else; nothing when all is well. */
export function Attention() {
  const { messages } = useRoot();
  const part = usePart();
  const heading = useId();
  const ids = useClientState(selectAttention, sameMembers);
  if (ids.length === 0) return null;
  return (
    <div {...part('attention')} role="group" aria-labelledby={heading}>
      <Heading id={heading} depth={1} part="attention-title">{messages.needsAttention({ count: ids.length })}</Heading>
      <ul>{ids.map((id) => <AttentionItem key={id} id={id} />)}</ul>
    </div>
  );
}

function AttentionItem({ id }: { id: string }) {
  const { messages, readOnly, openDialog, preload } = useRoot();
  const part = usePart();
  const view = useIntegration(id);
  const { provider, state } = view;
  if (!provider) return null;
  const kind = state === 'failing' ? 'configure' : 'connect';
  return (
    <li {...part('attention-item')}>
      <ProviderIcon provider={provider} />
      <div>
        <strong>{messages.attentionTitle({ provider: provider.name, state })}</strong>
        <CardLine view={view} provider={provider} />
      </div>
      {!readOnly && (
        <Button aria-label={messages.actionOn({ action: messages.actionFix(), name: provider.name })} onPointerEnter={() => preload(provider.id)} onFocus={() => preload(provider.id)}
          onClick={(event) => openDialog({ kind, integration: id }, event.currentTarget)}>{messages.actionFix()}</Button>
      )}
    </li>
  );
}

const selectAttention = (state: ClientState) => state.order.filter((id) => needsAttention(state, id));
