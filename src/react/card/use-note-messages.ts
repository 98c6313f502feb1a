'use client';

import { noteMessages, type NoteMessages } from '../messages/note-messages.ts';
import { withOverrides } from '../messages/with-overrides.ts';
import { type RootContextValue, useRoot } from '../root/root-context.ts';

/** The page's texts together with those of a card's notes. */
export function useNoteMessages(): RootContextValue['messages'] & NoteMessages {
  return withOverrides(noteMessages, useRoot().messages);
}
