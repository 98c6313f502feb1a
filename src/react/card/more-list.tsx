'use client';

import type { ProviderDefinition } from '../../core/provider.ts';
import { Button } from '../parts/button.tsx';
import { Link } from '../parts/link.tsx';
import { usePart } from '../parts/use-part.ts';
import type { CardVerb } from './card-verbs.ts';
import { useCardMessages } from './use-card-messages.ts';
import { verbLabel } from './verb-label.ts';

export interface MoreListProps {
  id: string;
  name: string;
  verbs: readonly CardVerb[];
  provider: ProviderDefinition;
  choose: (verb: CardVerb) => void;
}

/** The buttons behind "More actions", and the provider's documentation. */
export function MoreList({ id, name, verbs, provider, choose }: MoreListProps) {
  const messages = useCardMessages();
  const part = usePart();
  return (
    <ul {...part('more-list')} id={id}>
      {verbs.map((verb) => {
        const action = verbLabel(messages, verb);
        return <li key={verb}><Button kind="quiet" aria-label={messages.actionOn({ action, name })} onClick={() => choose(verb)}>{action}</Button></li>;
      })}
      {provider.docsUrl && <li><Link href={provider.docsUrl} data-part="button" data-kind="quiet" aria-label={`${messages.actionDocumentation()} (${messages.pageOpensNewTab()})`}>{messages.actionDocumentation()}</Link></li>}
    </ul>
  );
}
