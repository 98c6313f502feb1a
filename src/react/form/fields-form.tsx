'use client';

import { type ClipboardEvent, type FormEvent, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { get } from 'react-hook-form';
import type { Values } from '../../core/integration.ts';
import { isPlainObject } from '../../core/visibility.ts';
import { usePart } from '../parts/use-part.ts';
import type { Summary } from './error-summary.tsx';
import { FieldList } from './field-list.tsx';
import { firstField } from './first-field.ts';
import { type FieldNote, FormContext } from './form-context.ts';
import type { FieldsFormProps, FormHandle } from './form-handle.ts';
import { holdsSecret, withoutSecrets } from './kept-secrets.ts';
import { ErrorSummary } from './later-controls.ts';
import { laterPaste, takePaste } from './later-paste.ts';
import { fieldId } from './use-field.ts';
import { useFormEngine } from './use-form-engine.ts';

/** The form of one schema: draws its fields, judges them, and answers the dialog through its handle. */
export function FieldsForm(props: FieldsFormProps) {
  const { id, readOnly = false } = props;
  const engine = useFormEngine(props);
  const part = usePart();
  const form = useRef<HTMLFormElement>(null);
  const [attempt, setAttempt] = useState(0);
  const [start, setStart] = useState(0);
  const [summary, setSummary] = useState<Summary | null>(null);
  const [note, setNote] = useState<FieldNote | null>(null);

  const idOf = useCallback((path: string) => fieldId(id, path), [id]);

  const handle = useMemo<FormHandle>(() => {
    const present = (problems: Readonly<Record<string, string>>, detail?: string) => {
      // At once, so that a closed secret is an open field before anything is focused.
      flushSync(() => {
        engine.mark(Object.fromEntries(Object.entries(problems).filter(([path]) => document.getElementById(idOf(path)))));
        setSummary({ detail, problems });
      });
    };
    const clearErrors = () => {
      engine.clear();
      setSummary(null);
    };
    const clearSecrets = () => {
      for (const [path, { field }] of engine.index) if (holdsSecret(field)) engine.put(path, withoutSecrets(field, engine.value(path)));
      setStart((count) => count + 1);
      setNote(null);
    };
    return {
      values: engine.values,
      validate() {
        setAttempt((count) => count + 1);
        const judgement = engine.judge();
        if (judgement.ok) {
          clearErrors();
          return judgement.values;
        }
        present(judgement.fields);
        return null;
      },
      showErrors: present,
      clearErrors,
      reset(initial?: Values) {
        clearSecrets();
        engine.restart(initial ?? engine.props.current.initial);
        setSummary(null);
      },
      setValues(values) {
        for (const path of engine.index.keys()) {
          const at = path.lastIndexOf('.');
          const holder: unknown = at < 0 ? values : get(values, path.slice(0, at));
          const key = path.slice(at + 1);
          if (isPlainObject(holder) && Object.hasOwn(holder, key)) engine.put(path, holder[key]);
        }
        setAttempt((count) => count + 1);
      },
      clearSecrets,
      focusFirst() {
        if (form.current) firstField(form.current)?.focus();
      },
    };
  }, [engine, idOf]);

  // With the fields, not a moment later: whoever waits for the form places focus in it.
  useLayoutEffect(() => {
    const { props: latest } = engine;
    latest.current.handle(handle);
    return () => {
      latest.current.handle(null);
      engine.forgetSecrets();
    };
  }, [handle, engine]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (readOnly) return;
    // Within the event: a window may open only then.
    const values = handle.validate();
    if (values) engine.props.current.onSubmit(values);
  };
  const context = useMemo(() => ({ engine, readOnly, attempt, start, note: readOnly ? null : note }), [engine, readOnly, attempt, start, note]);
  return (
    <FormContext.Provider value={context}>
      <form {...part('form')} ref={form} id={id} method="post" noValidate onSubmit={onSubmit}
        {...(props.purpose === 'credentials' && !readOnly && { onFocus: () => void laterPaste.load().catch(() => undefined), onPaste: (event: ClipboardEvent) => takePaste(event, engine, handle, setNote) })}>
        {summary && <ErrorSummary id={`${id}-problem`} summary={summary} idOf={idOf} />}
        <FieldList fields={engine.fields} />
      </form>
    </FormContext.Provider>
  );
}
