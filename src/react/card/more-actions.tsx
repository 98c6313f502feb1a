'use client';

import { type FocusEvent, useId, useRef, useState } from 'react';
import type { Integration } from '../../core/integration.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import { Button } from '../parts/button.tsx';
import { Link } from '../parts/link.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import type { CardVerb } from './card-verbs.ts';
import { Rename } from './rename.tsx';
import { verbLabel } from './verb-label.ts';

export interface MoreActionsProps {
  id: string;
  name: string;
  verbs: readonly CardVerb[];
  integration: Integration | undefined;
  provider: ProviderDefinition;
  perform: (verb: Exclude<CardVerb, 'rename'>, opener: HTMLElement | null) => void;
}

/** A disclosure with a plain list of buttons: Tab goes through it, Escape and leaving close it. */
export function MoreActions({ id, name, verbs, integration, provider, perform }: MoreActionsProps) {
  const { messages } = useRoot();
  const part = usePart();
  const list = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [renaming, setRenaming] = useState(false);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const leave = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  const choose = (verb: CardVerb) => {
    close();
    if (verb === 'rename') setRenaming(true);
    else perform(verb, button.current);
  };

  return (
    <>
      <div {...part('more', { open })} onBlur={leave} onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        close();
      }}>
        <Button ref={button} kind="icon" aria-label={messages.moreFor({ name })} aria-expanded={open} aria-controls={open ? list : undefined} onClick={() => setOpen(!open)}>
          <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true"><circle cx="3" cy="8" r="1.4" /><circle cx="8" cy="8" r="1.4" /><circle cx="13" cy="8" r="1.4" /></svg>
        </Button>
        {open && (
          <ul {...part('more-list')} id={list} tabIndex={-1}>
            {verbs.map((verb) => {
              const action = verbLabel(messages, verb);
              return <li key={verb}><Button kind="quiet" aria-label={messages.actionOn({ action, name })} onClick={() => choose(verb)}>{action}</Button></li>;
            })}
            {provider.docsUrl && <li><Link href={provider.docsUrl} data-kind="quiet" data-part="button" aria-label={`${messages.actionDocumentation()} (${messages.pageOpensNewTab()})`}>{messages.actionDocumentation()}</Link></li>}
          </ul>
        )}
      </div>
      {renaming && <Rename id={id} provider={provider} initial={integration?.label ?? ''} onClose={() => { setRenaming(false); button.current?.focus(); }} />}
    </>
  );
}
