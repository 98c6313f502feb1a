'use client';

import { type ComponentType, useId, useMemo, useReducer } from 'react';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import { cleanText } from '../controls/clean-text.ts';
import type { InputProps } from '../controls/input-props.ts';
import { readNumber } from '../controls/read-number.ts';
import { describedBy, useFieldShell } from './field-shell.tsx';
import { looksUnusual, useField } from './use-field.ts';

/** A field whose native input keeps its own value: typing into it renders nothing. */
export function InputField({ field, name, control: Control }: { field: FieldDescriptor; name: string; control: ComponentType<InputProps> }) {
  const { engine, readOnly, lacks, attempt, id, error, required } = useField(field);
  const { path } = field;
  const neutralName = useId();
  const inputRef = useMemo(() => engine.refOf(path), [engine, path]);
  const [, render] = useReducer((count: number) => count + 1, 0);
  const warned = engine.isJudged(path) && looksUnusual(field, engine.value(path));
  const renderIfWarned = () => {
    if ((engine.isJudged(path) && looksUnusual(field, engine.value(path))) !== warned) render();
  };
  const onText = (raw: string) => {
    const value = field.kind === 'number' ? readNumber(raw) : name === 'textarea' ? raw : cleanText(raw);
    engine.enter(path, value);
    renderIfWarned();
  };
  const onLeave = () => {
    engine.left(path);
    renderIfWarned();
  };
  return useFieldShell({ field, id, control: name, required, error, lacks, warned }, (
    <Control field={field} name={path} id={id} neutralName={neutralName} inputRef={inputRef} onText={onText} onLeave={onLeave} readOnly={readOnly} required={required} invalid={Boolean(error)}
      describedBy={describedBy(field, id, error, warned, lacks)} dir={field.kind === 'number' || engine.props.current.purpose === 'credentials' || field.constraints.pattern ? 'ltr' : 'auto'} attempt={attempt} />
  ));
}
