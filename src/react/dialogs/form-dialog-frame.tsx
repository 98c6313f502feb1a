'use client';

import type { ReactNode, RefObject } from 'react';
import type { ProviderDefinition } from '../../core/provider.ts';
import { Link } from '../parts/link.tsx';
import { Notice } from '../parts/notice.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { DialogFrame, type DialogFrameProps } from './dialog-frame.tsx';
import { useDialogMessages } from './use-dialog-messages.ts';
import type { FormDialog } from './use-form-dialog.ts';

interface FormDialogFrameProps extends Pick<DialogFrameProps, 'part' | 'title' | 'onLeave' | 'footer'> {
  dialog: FormDialog;
  provider: ProviderDefinition;
  /** The line beneath the title, before the way to the provider's help. */
  text: string;
  /** Where the focus goes on closing, if not back. */
  goal?: RefObject<(() => void) | null>;
  children: ReactNode;
}

/** The shell of a dialog with a form, and what stands where the form will be, while its code is loading or when that failed. */
export function FormDialogFrame({ dialog: { root, forms, failed, retry }, provider, text, goal, children, ...frame }: FormDialogFrameProps) {
  const messages = useDialogMessages();
  const { part } = root;
  return (
    <DialogFrame
      {...frame}
      provider={provider}
      description={<>{text}{provider.docsUrl && <> <Link href={provider.docsUrl}>{messages.helpLink({ provider: provider.name })}<span data-hint=""> {messages.opensInNewTab()}</span></Link></>}</>}
      onReturnFocus={() => {
        if (goal?.current) goal.current();
        // Another dialog may have taken this one's place, or StrictMode only pretends to unmount it.
        else if (!root.dialog.get()) root.focusTarget()?.focus();
      }}
    >
      {!forms && (failed ? <Notice text={messages.dialogLoadFailed()} tone="bad" onRetry={retry} /> : <p {...part('status')}><Spinner /> {messages.dialogLoading()}</p>)}
      {children}
    </DialogFrame>
  );
}
