'use client';

import { late } from '../root/late.ts';
import { LateFailure } from '../root/late-failure.tsx';
import { useLate } from '../root/use-late.ts';
import type { CardNotesProps } from './card-notes-props.ts';
import type { RenameProps } from './rename.tsx';

const notes = late(() => import('./notes.ts').then((module) => module.notes));

/** What a card has to say beyond its state; its code is fetched where there is such a thing. */
export function CardNotes(props: CardNotesProps) {
  const { code } = useLate(notes, true);
  return code ? <code.CardNotes {...props} /> : null;
}

/** The form that renames, once it is here. */
export function Rename(props: RenameProps) {
  const { code, failed } = useLate(notes, true);
  return code ? <code.Rename {...props} /> : failed && <LateFailure late={notes} onCancel={props.onClose} />;
}
