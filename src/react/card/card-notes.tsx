'use client';

import type { ReactNode } from 'react';
import { useRoot } from '../root/root-context.ts';
import { AccessEnds } from './access-ends.tsx';
import { AccessMissing } from './access-missing.tsx';
import type { CardNotesProps } from './card-notes-props.ts';
import { Revocation } from './later-revocation.tsx';
import { SignInUnderWay } from './sign-in-under-way.tsx';
import { useNoteMessages } from './use-note-messages.ts';

/** What a card has to say beyond its state: settings the provider refused, a sign-in under way, access that is missing, ends, or is revoked. */
export function CardNotes(props: CardNotesProps): ReactNode {
  const { part } = useRoot();
  const messages = useNoteMessages();
  const { integration, provider } = props;
  if (integration.authorization) return <SignInUnderWay {...props} authorization={integration.authorization.id} />;
  return (
    <>
      {integration.problem?.code === 'refused_by_provider' && <div {...part('card-note', { tone: 'warn' })}><p>{messages.cardRefused({ provider: provider.name })}</p></div>}
      {integration.revocation !== 'none' && <Revocation {...props} />}
      {integration.status === 'connected' && <AccessMissing {...props} />}
      {integration.status !== 'needs_reauth' && integration.status !== 'disconnected' && <AccessEnds {...props} />}
    </>
  );
}
