'use client';

import { AlertDialog, AlertDialogContent, AlertDialogOverlay } from '@radix-ui/react-alert-dialog';
import { Dialog, DialogContent, DialogOverlay } from '@radix-ui/react-dialog';
import { type ReactNode, useId } from 'react';
import { createPortal } from 'react-dom';
import type { ProviderDefinition } from '../../core/provider.ts';
import { firstField } from '../form/first-field.ts';
import { Button } from '../parts/button.tsx';
import { drawIcon } from '../parts/draw-icon.tsx';
import { useRoot } from '../root/root-context.ts';
import { useDialogMessages } from './use-dialog-messages.ts';
import { useLayer } from './use-layer.ts';

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

// By name: of a whole namespace, everything is shipped. Without its portal, title and description, which draw the whole dialog once more when they appear.
const plain = { Root: Dialog, Overlay: DialogOverlay, Content: DialogContent };
const asking = { Root: AlertDialog, Overlay: AlertDialogOverlay, Content: AlertDialogContent };

/** The shell of every dialog: layer, title, scrolling body, actions. Focus starts on `[data-focus]`, else in the form, else on the title. */
export function DialogFrame({ part: name, title, description, provider, alert = false, onLeave, onReturnFocus, children, footer }: DialogFrameProps) {
  const root = useRoot();
  const { part } = root;
  const layer = useLayer(root);
  const messages = useDialogMessages();
  const id = useId();
  const { Root, Overlay, Content } = alert ? asking : plain;
  return (
    <Root open onOpenChange={(open) => { if (!open) onLeave(); }}>
      {createPortal(
        <Overlay {...part('overlay', { layer: name === 'guard-dialog' && 'guard' })}>
          <Content
            {...part(name)}
            aria-labelledby={id}
            aria-describedby={description ? `${id}-text` : undefined}
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
              (content.querySelector<HTMLElement>('[data-focus]') ?? firstField(content) ?? content.querySelector<HTMLElement>('h2'))?.focus();
            }}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              onReturnFocus();
            }}
          >
            <header {...part('dialog-header', { icon: Boolean(provider) })}>
              {provider && drawIcon(root, provider)}
              <div>
                <h2 {...part('dialog-title')} id={id} tabIndex={-1}>{title}</h2>
                {description && <p {...part('dialog-description')} id={`${id}-text`}>{description}</p>}
              </div>
              {!alert && <Button kind="icon" {...part('close')} aria-label={messages.dialogClose()} onClick={onLeave}><span aria-hidden="true">×</span></Button>}
            </header>
            {children && <div {...part('dialog-body')}>{root.readOnly && <p {...part('notice')}>{messages.dialogReadOnly()}</p>}{children}</div>}
            {footer}
          </Content>
        </Overlay>,
        layer,
      )}
    </Root>
  );
}
