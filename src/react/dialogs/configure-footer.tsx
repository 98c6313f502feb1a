'use client';

import { useId, useLayoutEffect } from 'react';
import { Button } from '../parts/button.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import type { Configure } from './configure-state.ts';
import { useDialogMessages } from './use-dialog-messages.ts';

export interface ConfigureFooterProps {
  configure: Configure;
  /** Fields that differ from what is saved. */
  dirty: number;
  formId: string;
  onDiscard: () => void;
  /** Saves what was chosen in the conflict view. */
  onSettle: () => void;
  onClose: () => void;
}

/** The save bar while there is something to save; else when it was saved, and the way out. */
export function ConfigureFooter({ configure, dirty, formId, onDiscard, onSettle, onClose }: ConfigureFooterProps) {
  const messages = useDialogMessages();
  const part = usePart();
  const doneId = useId();
  const { saving, conflict, unknown, savedAt } = configure;
  const clean = dirty === 0 && !saving && !conflict && !unknown;
  // The button that was pressed is gone with the bar, and focus with it.
  useLayoutEffect(() => {
    if (clean && document.activeElement === document.body) document.getElementById(doneId)?.focus();
  }, [clean, doneId]);

  if (clean) {
    return (
      <footer {...part('dialog-footer')} key="clean">
        <span {...part('status', { outcome: savedAt ? 'saved' : undefined })} data-start="">{savedAt && messages.savedAt({ time: savedAt })}</span>
        <Button id={doneId} onClick={onClose}>{messages.done()}</Button>
      </footer>
    );
  }
  const save = saving ? <><Spinner /> {messages.saving()}</> : messages.saveChanges();
  return (
    <footer {...part('save-bar')} key="dirty">
      <span {...part('status')} data-start="">{dirty > 0 && !unknown && messages.unsavedCount({ count: dirty })}</span>
      {unknown
        ? <Button onClick={onClose}>{messages.dialogClose()}</Button>
        : conflict
        ? <Button aria-disabled={saving} onClick={() => { if (!saving) configure.keepEditing(); }}>{messages.guardKeep()}</Button>
        : <Button aria-disabled={saving} onClick={() => { if (!saving) onDiscard(); }}>{messages.discard()}</Button>}
      {unknown
        ? <Button kind="primary" aria-disabled={saving} onClick={() => void configure.checkAgain()}>{saving && <Spinner />} {messages.checkAgain()}</Button>
        : conflict
          ? <Button kind="primary" aria-disabled={saving} onClick={onSettle}>{save}</Button>
          : <Button kind="primary" type="submit" form={formId} aria-disabled={saving}>{save}</Button>}
    </footer>
  );
}
