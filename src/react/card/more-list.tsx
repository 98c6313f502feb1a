'use client';

import type { Ref } from 'react';
import type { CardState } from '../../client/card-state.ts';
import type { Capability } from '../../client/client.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import { Button } from '../parts/button.tsx';
import { Link } from '../parts/link.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { useDetailMessages } from '../root/use-detail-messages.ts';
import { useProviderTest } from './use-provider-test.ts';
import { type CardVerb, leadingVerbs } from './card-verbs.ts';

/** In the order shown. */
const all: readonly CardVerb[] = ['actionConfigure', 'actionTest', 'actionSendTest', 'actionPause', 'actionRename', 'actionReconnect', 'actionDisconnect'];
const needs: Partial<Record<CardVerb, Capability>> = { actionTest: 'verify', actionSendTest: 'sendTest', actionPause: 'update', actionRename: 'update' };

export interface MoreListProps {
  list: Ref<HTMLUListElement>;
  name: string;
  state: CardState;
  provider: ProviderDefinition;
  choose: (verb: CardVerb) => void;
}

/** The buttons behind "More actions": what the card has no button of its own for and the adapter is able to do; and the provider's documentation. */
export function MoreList({ list, name, state, provider, choose }: MoreListProps) {
  const { capabilities } = useRoot().client;
  const messages = useDetailMessages();
  const part = usePart();
  const shown = leadingVerbs[state] as readonly CardVerb[];
  const pausable = state !== 'paused' && state !== 'needs_reauth';
  const test = useProviderTest(provider.id);
  const verbs = all.filter((verb) => (verb !== 'actionSendTest' || test) && !shown.includes(verb) && (verb !== 'actionPause' || pausable) && (!needs[verb] || capabilities.has(needs[verb])));
  return (
    <ul {...part('more-list')} ref={list}>
      {verbs.map((verb) => {
        const action = verb === 'actionSendTest' ? (test?.title ?? '') : messages[verb]();
        return <li key={verb}><Button kind="quiet" aria-label={messages.actionOn({ action, name })} onClick={() => choose(verb)}>{action}</Button></li>;
      })}
      {provider.docsUrl && <li><Link href={provider.docsUrl} data-part="button" data-kind="quiet" aria-label={`${messages.actionDocumentation()} (${messages.pageOpensNewTab()})`}>{messages.actionDocumentation()}</Link></li>}
    </ul>
  );
}
