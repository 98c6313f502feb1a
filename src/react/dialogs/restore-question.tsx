'use client';

import { type RefObject, useState } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Values } from '../../core/integration.ts';
import type { FieldsFormProps, FormHandle } from '../form/form-handle.ts';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { defaultChanges } from './default-changes.ts';
import type { DialogFrame } from './dialog-frame.tsx';
import { formatValue } from './format-value.ts';
import { useDifferenceMessages } from './use-difference-messages.ts';
import type { useOutcomeMessages } from './use-outcome-messages.ts';

export interface RestoreQuestionProps {
  form: RefObject<FormHandle | null>;
  fields: readonly FieldDescriptor[];
  /** What the form started from. */
  saved: Values;
  lacking: NonNullable<FieldsFormProps['lacking']>;
  /** Texts of the dialog around. */
  words: ReturnType<typeof useOutcomeMessages>;
  /** Handed over, not imported: what more chunks import, a bundler moves out of the one that has it. */
  Frame: typeof DialogFrame;
  onLeave: () => void;
  onReturnFocus: () => void;
}

/** Shows what restoring defaults would change, and what that causes, before it does. */
export function RestoreQuestion({ form, fields, saved, lacking, words, Frame, onLeave, onReturnFocus }: RestoreQuestionProps) {
  const { announce } = useRoot();
  const messages = useDifferenceMessages();
  const part = usePart();
  const [{ changes, values }] = useState(() => defaultChanges(fields, form.current?.values() ?? {}, saved, (field) => lacking(field) !== undefined));
  // As the save bar counts: what another change only hides is no change of its own.
  const count = changes.filter(({ unused }) => !unused).length;
  const fillIn = () => {
    form.current?.setValues(values);
    onLeave();
    announce(messages.restored());
  };
  return (
    <Frame
      part="guard-dialog"
      alert
      title={count > 0 ? messages.restoreTitle() : messages.restoreNoneTitle()}
      description={count > 0 ? messages.restoreText({ count }) : messages.restoreNoneText()}
      onLeave={onLeave}
      onReturnFocus={onReturnFocus}
      footer={
        <footer {...part('dialog-footer')}>
          <Button data-focus="" onClick={onLeave}>{count > 0 ? words.dialogCancel() : words.dialogClose()}</Button>
          {count > 0 && <Button kind="primary" onClick={fillIn}>{words.restoreDefaults()}</Button>}
        </footer>
      }
    >
      {count > 0 && (
        <ul data-changes="">
          {changes.map(({ field, from, to, unused }) => (
            <li key={field.path}>
              <b>{field.label}</b>
              <p><small>{messages.restoreNow()}</small> {formatValue(field, from, messages)}</p>
              <p><small>{messages.restoreThen()}</small> {unused ? messages.restoreUnused() : formatValue(field, to, messages)}</p>
              {field.effect && <p {...part('effect')}>{field.effect}</p>}
            </li>
          ))}
        </ul>
      )}
    </Frame>
  );
}
