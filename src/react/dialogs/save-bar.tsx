'use client';

import { Button } from '../parts/button.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import type { Configure } from './configure-state.ts';
import { useOutcomeMessages } from './use-outcome-messages.ts';

export interface SaveBarProps {
  configure: Configure;
  /** Fields that differ from what is saved. */
  dirty: number;
  formId: string;
  onDiscard: () => void;
  onClose: () => void;
}

/** What can be done about changes that are not saved. */
export function SaveBar({ configure, dirty, formId, onDiscard, onClose }: SaveBarProps) {
  const messages = useOutcomeMessages();
  const part = usePart();
  const { saving, conflict, unknown } = configure;
  const save = saving ? <><Spinner /> {messages.saving()}</> : messages.saveChanges();
  return (
    <footer {...part('save-bar')}>
      <span {...part('status')} data-start="">{dirty > 0 && !unknown && messages.unsavedCount({ count: dirty })}</span>
      {unknown
        ? <Button onClick={onClose}>{messages.dialogClose()}</Button>
        : conflict
        ? <Button aria-disabled={saving} onClick={() => { if (!saving) configure.keepEditing(); }}>{messages.guardKeep()}</Button>
        : <Button aria-disabled={saving} onClick={() => { if (!saving) onDiscard(); }}>{messages.discard()}</Button>}
      {unknown
        ? <Button kind="primary" aria-disabled={saving} onClick={() => void configure.checkAgain()}>{saving && <Spinner />} {messages.checkAgain()}</Button>
        : conflict
          ? <Button kind="primary" aria-disabled={saving} onClick={() => void configure.settle()}>{save}</Button>
          : <Button kind="primary" type="submit" form={formId} aria-disabled={saving}>{save}</Button>}
    </footer>
  );
}
