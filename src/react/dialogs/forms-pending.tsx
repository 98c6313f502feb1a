'use client';

import { Button } from '../parts/button.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import type { LoadedForms } from './use-forms.ts';
import { useDialogMessages } from './use-dialog-messages.ts';

/** Stands where the form will be, while its code is loading or when that failed. */
export function FormsPending({ failed, retry }: LoadedForms) {
  const messages = useDialogMessages();
  const part = usePart();
  if (!failed) return <p {...part('status')}><Spinner /> {messages.dialogLoading()}</p>;
  return (
    <div {...part('error-summary')} role="alert">
      <p>{messages.dialogLoadFailed()}</p>
      <div data-actions=""><Button onClick={retry}>{messages.dialogRetry()}</Button></div>
    </div>
  );
}
