'use client';

import { useRef } from 'react';
import { drawButton } from '../parts/draw-button.tsx';
import { Detail } from '../root/detail.tsx';
import { details } from '../root/details.ts';
import { useRoot } from '../root/root-context.ts';
import type { CardPartProps } from './card-part-props.ts';
import { needsAttention } from '../list/survey.ts';
import { type CardVerb, dialogOf, leadingVerbs } from './card-verbs.ts';

export interface CardActionsProps extends CardPartProps {
  id: string;
  /** Are more actions shown? */
  open: boolean;
  setOpen: (open: boolean) => void;
}

/** The buttons of a card: one leads, and stands out only where something is broken. The rest is behind "More actions". */
export function CardActions({ id, view: { integration, state }, provider, open, setOpen }: CardActionsProps) {
  const root = useRoot();
  const { client, messages, part, readOnly } = root;
  const more = useRef<HTMLButtonElement>(null);
  const name = id !== provider.id && integration?.label ? `${provider.name} ${integration.label}` : provider.name;
  const leading = leadingVerbs[state];
  const verbs = leading.filter((verb) => (readOnly ? state === 'unknown' : verb !== 'actionResume' || client.capabilities.has('update')));
  const warmUp = () => root.preload(provider.id);
  const close = () => {
    setOpen(false);
    more.current?.focus();
  };
  const press = (verb: CardVerb, opener: HTMLElement | null) => {
    const kind = dialogOf[verb];
    if (kind) root.openDialog({ kind, integration: id }, opener);
    else details.load().then(({ perform }) => perform(root, provider, id, verb), () => root.announce(messages.pageCodeFailed(), 'assertive'));
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only loads ahead what a button within may need.
    <footer {...part('card-actions')} onPointerEnter={warmUp} onFocus={warmUp}>
      {readOnly && <p {...part('help')}>{messages.cardReadOnly()}</p>}
      {verbs.map((verb, index) => {
        const action = messages[verb]();
        const kind = index > 0 ? 'quiet' : needsAttention(state) ? 'primary' : 'plain';
        return drawButton(root, { kind, 'aria-label': messages.actionOn({ action, name }), onClick: (event) => press(verb, event.currentTarget), children: action }, verb);
      })}
      {leading.length > 1 && !readOnly && (
        <div {...part('more', { open })}>
          {drawButton(root, { ref: more, kind: 'icon', 'aria-label': messages.moreFor({ name }), 'aria-expanded': open, onClick: () => setOpen(!open), children: '⋯' })}
        </div>
      )}
      {open && <Detail onCancel={close} draw={({ CardMore }) => <CardMore id={id} name={name} close={close} leave={() => setOpen(false)} press={(verb) => press(verb, more.current)} />} />}
    </footer>
  );
}
