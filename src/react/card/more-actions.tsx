'use client';

import { type FocusEvent, useId, useRef, useState } from 'react';
import type { Integration } from '../../core/integration.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { useLazy } from '../root/use-lazy.ts';
import type { CardVerb } from './card-verbs.ts';
import { loadMoreList, loadRename } from './lazy-parts.ts';

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
  const [shown, show] = useState<'list' | 'rename' | null>(null);
  const open = shown === 'list';
  const moreList = useLazy(loadMoreList, open);
  const rename = useLazy(loadRename, shown === 'rename');

  const close = () => {
    show(null);
    button.current?.focus();
  };
  const choose = (verb: CardVerb) => {
    close();
    if (verb === 'rename') show('rename');
    else perform(verb, button.current);
  };

  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- listens to the buttons within; it is no control itself. */}
      <div {...part('more', { open })}
        onBlur={(event: FocusEvent<HTMLElement>) => { if (open && !event.currentTarget.contains(event.relatedTarget)) show(null); }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !open) return;
          event.stopPropagation();
          close();
        }}>
        <Button ref={button} kind="icon" aria-label={messages.moreFor({ name })} aria-expanded={open} aria-controls={open ? list : undefined} onClick={() => show(open ? null : 'list')}>
          <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true"><path d="M1.5 8a1.5 1.5 0 0 1 3 0 1.5 1.5 0 0 1-3 0m5 0a1.5 1.5 0 0 1 3 0 1.5 1.5 0 0 1-3 0m5 0a1.5 1.5 0 0 1 3 0 1.5 1.5 0 0 1-3 0" /></svg>
        </Button>
        {/* eslint-disable-next-line react-hooks/refs -- the callbacks read it when pressed, never while rendering. */}
        {moreList({ id: list, name, verbs, provider, choose })}
      </div>
      {/* eslint-disable-next-line react-hooks/refs -- the callbacks read it when pressed, never while rendering. */}
      {rename({ id, provider, initial: integration?.label ?? '', onClose: close })}
    </>
  );
}
