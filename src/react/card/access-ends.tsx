'use client';

import { Time } from '../parts/time.tsx';
import { useRoot } from '../root/root-context.ts';
import { useReadable } from '../root/use-readable.ts';
import type { CardNotesProps } from './card-notes-props.ts';
import { Note } from './note.tsx';
import { useNoteMessages } from './use-note-messages.ts';

const day = 86_400_000;

/** Warns some days before the access ends by itself, with the way to prolong it (UX-88). */
export function AccessEnds({ id, integration: { accessEndsAt }, provider }: CardNotesProps) {
  const { accessWarningDays, clock, openDialog, messages: { actionReconnect } } = useRoot();
  const messages = useNoteMessages();
  const left = Date.parse(accessEndsAt ?? '') - useReadable(clock);
  if (accessEndsAt === null || !(left <= accessWarningDays * day)) return null;
  const reconnect = (button: HTMLElement) => openDialog({ kind: 'connect', integration: id }, button);
  return (
    <Note name={provider.name} tone="warn" actions={[[actionReconnect(), reconnect]]}>
      {messages[left > 0 ? 'accessEnds' : 'accessEnded']({ provider: provider.name })}<Time value={accessEndsAt} />. {messages.accessEndsMore()}
    </Note>
  );
}
