'use client';

import { useEffect } from 'react';
import { drawButton } from '../parts/draw-button.tsx';
import { useRoot } from '../root/root-context.ts';
import type { CardNoteProps } from './card-notes-props.ts';
import { useNoteMessages } from './use-note-messages.ts';

/** A sign-in that this page, or one before a reload, began: follows it to its end, and offers to go on with it or to end it (UX-62). */
export function SignInUnderWay({ id, provider, connect, authorization }: CardNoteProps & { authorization: string }) {
  const root = useRoot();
  const { client, readOnly, announce, part } = root;
  const messages = useNoteMessages();
  const name = provider.name;
  const offered = client.capabilities.has('authorization') && !readOnly;
  useEffect(() => {
    // A failed load shows itself in the dialog, which needs the same code.
    if (offered) client.authorizations().then((verbs) => verbs.resume(id, authorization), () => undefined);
  }, [client, offered, id, authorization]);
  if (!offered) return null;
  const cancel = (button: HTMLElement) => {
    // The button goes away with what it ends.
    button.closest('article')?.querySelector<HTMLElement>('[data-part="card-title"]')?.focus();
    client.authorizations().then((verbs) => {
      verbs.cancel(id);
      announce(messages.signInEnded({ provider: name }));
    }, () => announce(messages.pageCodeFailed(), 'assertive'));
  };
  const button = (kind: 'plain' | 'quiet', action: string, press: (button: HTMLElement) => void) =>
    drawButton(root, { kind, 'aria-label': messages.actionOn({ action, name }), onClick: (event) => press(event.currentTarget), children: action });
  return <div {...part('card-actions')}>{button('plain', messages.actionResumeSignIn(), connect)}{button('quiet', messages.actionCancel(), cancel)}</div>;
}
