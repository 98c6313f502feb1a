'use client';

import { useId, useLayoutEffect } from 'react';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { SaveBar } from './later-outcomes.ts';
import type { SaveBarProps } from './save-bar.tsx';
import { useDialogMessages } from './use-dialog-messages.ts';

/** The save bar while there is something to save; else when it was saved, and the way out. */
export function ConfigureFooter(props: SaveBarProps) {
  const { configure: { saving, conflict, unknown, savedAt }, dirty, onClose } = props;
  const messages = useDialogMessages();
  const part = usePart();
  const doneId = useId();
  const clean = dirty === 0 && !saving && !conflict && !unknown;
  // The button that was pressed is gone with the bar, and focus with it.
  useLayoutEffect(() => {
    if (clean && document.activeElement === document.body) document.getElementById(doneId)?.focus();
  }, [clean, doneId]);

  if (clean) {
    return (
      <footer {...part('dialog-footer')}>
        <span {...part('status', { outcome: savedAt ? 'saved' : undefined })} data-start="">{savedAt && messages.savedAt({ time: savedAt })}</span>
        <Button id={doneId} onClick={onClose}>{messages.done()}</Button>
      </footer>
    );
  }
  return <SaveBar {...props} />;
}
