'use client';

import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import type { CardPartProps } from './card-part-props.ts';
import { cardVerbs } from './card-verbs.ts';
import { MoreActions } from './more-actions.tsx';
import { useCardVerb } from './use-card-verb.ts';
import { verbLabel } from './verb-label.ts';

/** The buttons of a card: one leads, and stands out only where something is broken. */
export function CardActions({ id, view: { integration, state }, provider }: CardPartProps & { id: string }) {
  const { client, messages, readOnly, preload } = useRoot();
  const part = usePart();
  const perform = useCardVerb(id, provider);
  const { shown, more } = cardVerbs(state, client.capabilities, readOnly);
  const name = integration && integration.id !== provider.id && integration.label ? `${provider.name} ${integration.label}` : provider.name;
  const warmUp = () => preload(provider.id);

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only loads ahead what a button within may need.
    <footer {...part('card-actions')} onPointerEnter={warmUp} onFocus={warmUp}>
      {readOnly && <p {...part('help')}>{messages.cardReadOnly()}</p>}
      {shown.map((verb, index) => {
        if (verb === 'rename') return null;
        const action = verbLabel(messages, verb);
        const kind = index > 0 ? 'quiet' : state === 'needs_reauth' || state === 'failing' ? 'primary' : 'plain';
        return <Button key={verb} kind={kind} aria-label={messages.actionOn({ action, name })} onClick={(event) => perform(verb, event.currentTarget)}>{action}</Button>;
      })}
      {more.length > 0 && <MoreActions id={id} name={name} verbs={more} integration={integration} provider={provider} perform={perform} />}
    </footer>
  );
}
