'use client';

import type { ReactNode } from 'react';
import { useRoot } from '../root/root-context.ts';
import { AccessEnds } from './access-ends.tsx';
import { AccessMissing } from './access-missing.tsx';
import type { CardNotesProps } from './card-notes-props.ts';
import { Revocation } from './later-revocation.tsx';
import { Note } from './note.tsx';
import { SignInUnderWay } from './sign-in-under-way.tsx';
import { useNoteMessages } from './use-note-messages.ts';

/** What a card has to say beyond its state: settings the provider refused, a sign-in under way, access that is missing, ends, or is revoked. */
export function CardNotes(props: CardNotesProps): ReactNode {
  const { openDialog } = useRoot();
  const messages = useNoteMessages();
  const { id, integration, provider } = props;
  const note = { ...props, connect: (button: HTMLElement) => openDialog({ kind: 'connect', integration: id }, button) };
  if (integration.authorization) return <SignInUnderWay {...note} authorization={integration.authorization.id} />;
  return (
    <>
      {integration.problem?.code === 'refused_by_provider' && <Note name={provider.name}>{messages.cardRefused({ provider: provider.name })}</Note>}
      {integration.revocation !== 'none' && <Revocation {...props} />}
      {integration.status !== 'needs_reauth' && integration.status !== 'disconnected' && <><AccessMissing {...note} /><AccessEnds {...note} /></>}
    </>
  );
}
