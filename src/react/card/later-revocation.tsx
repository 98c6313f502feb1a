'use client';

import { late } from '../root/late.ts';
import { useLate } from '../root/use-late.ts';
import type { CardNotesProps } from './card-notes-props.ts';

const revocation = late(() => import('./revocation-note.tsx').then((module) => module.RevocationNote));

/** What became of access after a disconnect; its code is fetched where something is left of it. */
export function Revocation(props: CardNotesProps) {
  const { code: Note } = useLate(revocation, true);
  return Note ? <Note {...props} /> : null;
}
