'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { destinationChanged } from '../../core/destination-changed.ts';
import { isBlank } from '../../core/visibility.ts';
import { useControlMessages } from '../controls/use-control-messages.ts';
import { Button } from '../parts/button.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot } from '../root/root-context.ts';
import { useFormContext } from './form-context.ts';
import { useField } from './use-field.ts';
import { useValue } from './use-value.ts';

/** A secret that is stored: what may be shown of it, and Replace, which opens an empty field. Left alone, it is kept. */
export function StoredSecret({ field, children }: { field: FieldDescriptor; children: ReactNode }) {
  const { engine } = useFormContext();
  const moved = useValue(() => destinationChanged(engine.fields, engine.values(), engine.initial()));
  const entered = useValue(() => !isBlank(engine.value(field.path)), field.path);
  const { id, error, readOnly } = useField(field);
  const [replacing, setReplacing] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const wasReplacing = useRef(false);
  const part = usePart();
  const messages = useControlMessages();
  const { label } = field;

  useEffect(() => {
    if (replacing) document.getElementById(id)?.focus();
    else if (wasReplacing.current) box.current?.querySelector('button')?.focus();
    wasReplacing.current = replacing;
  }, [replacing, id]);

  const keep = () => {
    engine.put(field.path, undefined);
    setReplacing(false);
  };
  if (replacing || moved || error !== undefined || entered) {
    return (
      <div {...part('saved-secret', { open: true })}>
        {children}
        {moved ? <p {...part('warning')}>{messages.secretMoved()}</p> : !readOnly && <Button kind="quiet" aria-label={messages.secretKeepLabel({ label })} onClick={keep}>{messages.secretKeep()}</Button>}
      </div>
    );
  }
  return (
    <div {...part('field', { field: field.path, control: 'stored' })} ref={box}>
      <div {...part('saved-secret')}>
        <div>
          <span {...part('label')} id={`${id}-label`}>{label}</span>
          <SavedWords field={field} />
        </div>
        {!readOnly && <Button id={id} aria-label={messages.secretReplaceLabel({ label })} aria-describedby={`${id}-saved`} onClick={() => setReplacing(true)}>{messages.secretReplace()}</Button>}
      </div>
    </div>
  );
}

function SavedWords({ field }: { field: FieldDescriptor }) {
  const { engine } = useFormContext();
  const { locale } = useRoot();
  const { id } = useField(field);
  const part = usePart();
  const messages = useControlMessages();
  const preview = engine.props.current.stored?.[field.key];
  if (!preview?.secret) return null;
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { day: 'numeric', month: 'short' });
  const date = preview.updatedAt === null ? null : format.format(new Date(preview.updatedAt));
  return <p {...part('help')} id={`${id}-saved`}>{messages.secretSaved({ hint: preview.hint, date })}</p>;
}
