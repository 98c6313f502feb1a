import type { ClipboardEvent } from 'react';
import { late } from '../root/late.ts';
import type { FieldNote } from './form-context.ts';
import type { FormEngine } from './form-engine.ts';
import type { FormHandle } from './form-handle.ts';

/** Fetches what sorts out pasted text. */
export const laterPaste = late(() => import('../paste/paste-doctor.tsx').then((module) => module.pasteDoctor));

/** Looks at what was pasted into a form of credentials; whatever is said about it is shown by `show`. Without the code for it, a paste is a paste. */
export function takePaste({ target, clipboardData }: ClipboardEvent, engine: FormEngine, handle: FormHandle, show: (note: FieldNote | null) => void): void {
  const path = (target as Element).closest<HTMLElement>('[data-field]')?.dataset['field'] ?? '';
  // Only now can the text be read, and what the field held before it.
  const pasted = { path, text: clipboardData.getData('text'), before: engine.value(path) };
  laterPaste.load().then((advise) => advise(engine, handle, pasted, show), () => undefined);
}
