import { CardNotes } from './card-notes.tsx';
import { Rename } from './rename.tsx';

/** See `later-notes.tsx`, which fetches it. */
export const notes = { CardNotes, Rename };
