'use client';

import { Time } from '../parts/time.tsx';
import { useRoot } from '../root/root-context.ts';
import { useReadable } from '../root/use-readable.ts';
import type { CardNoteProps } from './card-notes-props.ts';
import { Note } from './note.tsx';
import { useNoteMessages } from './use-note-messages.ts';

const day = 86_400_000;

/** Warns some days before the access ends by itself, with the way to prolong it (UX-88). */
export function AccessEnds({ integration: { accessEndsAt }, provider, connect }: CardNoteProps) {
  const { accessWarningDays, clock, messages: { actionReconnect } } = useRoot();
  const messages = useNoteMessages();
  const left = Date.parse(accessEndsAt ?? '') - useReadable(clock);
  if (accessEndsAt === null || !(left <= accessWarningDays * day)) return null;
  return (
    <Note name={provider.name} actions={[[actionReconnect(), connect]]}>
      {messages[left > 0 ? 'accessEnds' : 'accessEnded']({ provider: provider.name })}<Time value={accessEndsAt} />. {messages.accessEndsMore()}
    </Note>
  );
}
