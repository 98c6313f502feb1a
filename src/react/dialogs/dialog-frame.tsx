'use client';

import { AlertDialog, AlertDialogContent, AlertDialogDescription, AlertDialogOverlay, AlertDialogPortal, AlertDialogTitle } from '@radix-ui/react-alert-dialog';
import { Dialog, DialogContent, DialogDescription, DialogOverlay, DialogPortal, DialogTitle } from '@radix-ui/react-dialog';
import type { ReactNode } from 'react';
import type { ProviderDefinition } from '../../core/provider.ts';
import { firstField } from '../form/first-field.ts';
import { Button } from '../parts/button.tsx';
import { ProviderIcon } from '../parts/provider-icon.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { usePortalProps } from '../root/use-portal-props.ts';
import { CrossIcon } from './cross-icon.tsx';
import { useDialogMessages } from './use-dialog-messages.ts';

export interface DialogFrameProps {
  part: 'connect-dialog' | 'configure-dialog' | 'disconnect-dialog' | 'test-dialog' | 'guard-dialog';
  title: string;
  description?: ReactNode;
  /** Shows its mark beside the title. */
  provider?: ProviderDefinition;
  /** Asks for a decision: no X, and pressing outside does nothing. */
  alert?: boolean;
  /** Every closing path ends here: X, Escape and a press outside. */
  onLeave: () => void;
  /** Puts focus back after closing. Radix would lose it to the body, because no trigger of its own opened the dialog. */
  onReturnFocus: () => void;
  children?: ReactNode;
  footer?: ReactNode;
}

// By name: of a whole namespace, everything is shipped.
const plain = { Root: Dialog, Portal: DialogPortal, Overlay: DialogOverlay, Content: DialogContent, Title: DialogTitle, Description: DialogDescription };
const asking = { Root: AlertDialog, Portal: AlertDialogPortal, Overlay: AlertDialogOverlay, Content: AlertDialogContent, Title: AlertDialogTitle, Description: AlertDialogDescription };

/** The shell of every dialog: layer, title, scrolling body, actions. Focus starts on `[data-focus]`, else in the form, else on the title. */
export function DialogFrame({ part: name, title, description, provider, alert = false, onLeave, onReturnFocus, children, footer }: DialogFrameProps) {
  const { container } = useRoot();
  const portal = usePortalProps();
  const messages = useDialogMessages();
  const part = usePart();
  const { Root, Portal, Overlay, Content, Title, Description } = alert ? asking : plain;
  return (
    <Root open onOpenChange={(open) => { if (!open) onLeave(); }}>
      <Portal container={container}>
        <div {...portal}>
          <Overlay {...part('overlay', { layer: name === 'guard-dialog' ? 'guard' : undefined })}>
            <Content
              {...part(name)}
              {...(description ? {} : { 'aria-describedby': undefined })}
              onMouseDown={(event) => {
                // Leaving a field can add a line about it, and what is pressed would move away under the pointer: so the field is left by what the press does.
                const pressed = event.target as Element;
                if (pressed.closest('button') && !pressed.closest('[data-part="field"]') && document.activeElement?.closest('[data-part="field"]')) event.preventDefault();
              }}
              onEscapeKeyDown={(event) => {
                // An open list is what Escape closes first.
                if ((event.target as Element).matches('[role="combobox"][aria-expanded="true"]')) event.preventDefault();
              }}
              onOpenAutoFocus={(event) => {
                event.preventDefault();
                const content = event.currentTarget as HTMLElement;
                const title = content.querySelector<HTMLElement>('[data-part="dialog-title"]');
                (content.querySelector<HTMLElement>('[data-focus]') ?? firstField(content) ?? title)?.focus();
              }}
              onCloseAutoFocus={(event) => {
                event.preventDefault();
                onReturnFocus();
              }}
            >
              <header {...part('dialog-header', { icon: Boolean(provider) })}>
                {provider && <ProviderIcon provider={provider} />}
                <div>
                  <Title {...part('dialog-title')} tabIndex={-1}>{title}</Title>
                  {description && <Description {...part('dialog-description')}>{description}</Description>}
                </div>
                {!alert && <Button kind="icon" {...part('close')} aria-label={messages.dialogClose()} onClick={onLeave}><CrossIcon /></Button>}
              </header>
              {children && <div {...part('dialog-body')}>{children}</div>}
              {footer}
            </Content>
          </Overlay>
        </div>
      </Portal>
    </Root>
  );
}
