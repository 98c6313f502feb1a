'use client';

import { useEffect, useRef, useState } from 'react';
import { useIntegration } from '../root/use-integration.ts';
import type { CardVerb } from './card-verbs.ts';
import { MoreList } from './more-list.tsx';
import { Rename } from './later-notes.tsx';

export interface CardMoreProps {
  id: string;
  name: string;
  /** Closes and gives focus back to the button. */
  close: () => void;
  /** Closes where focus has gone elsewhere. */
  leave: () => void;
  press: (verb: CardVerb) => void;
}

/** What "More actions" discloses: a plain list of buttons, of which one turns into the form that renames. Tab goes through it, Escape and leaving close it. */
export function CardMore({ id, name, close, leave, press }: CardMoreProps) {
  const { integration, provider, state } = useIntegration(id);
  const [renaming, rename] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const stays = useRef(false);
  useEffect(() => {
    // On all the buttons of the card, because focus is still on the one that opened this.
    const around = list.current?.parentElement;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close();
    };
    const onFocusOut = ({ relatedTarget }: FocusEvent) => {
      if (!stays.current && !(relatedTarget instanceof Node && around?.contains(relatedTarget))) leave();
    };
    around?.addEventListener('keydown', onKeyDown);
    around?.addEventListener('focusout', onFocusOut);
    return () => {
      around?.removeEventListener('keydown', onKeyDown);
      around?.removeEventListener('focusout', onFocusOut);
    };
  });

  if (!provider) return null;
  if (renaming) return <Rename id={id} provider={provider} initial={integration?.label ?? ''} onClose={close} />;
  return (
    <MoreList list={list} name={name} state={state} provider={provider} choose={(verb) => {
      if (verb === 'actionRename') {
        // The list goes away with the button that has focus, which is no leaving; nor is a glance elsewhere while a name is being typed.
        stays.current = true;
        return rename(true);
      }
      close();
      press(verb);
    }} />
  );
}
