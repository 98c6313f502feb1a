'use client';

import { Notice } from '../parts/notice.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { usePart } from '../parts/use-part.ts';
import type { LoadedForms } from './use-forms.ts';
import { useDialogMessages } from './use-dialog-messages.ts';

/** Stands where the form will be, while its code is loading or when that failed. */
export function FormsPending({ failed, retry }: LoadedForms) {
  const messages = useDialogMessages();
  const part = usePart();
  return failed ? <Notice text={messages.dialogLoadFailed()} tone="bad" onRetry={retry} /> : <p {...part('status')}><Spinner /> {messages.dialogLoading()}</p>;
}
