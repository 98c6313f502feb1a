'use client';

import { useMemo, useState } from 'react';
import { type Control, get, type Resolver, set, type UseFormReturn, useForm } from 'react-hook-form';
import { destinationChanged } from '../../core/credentials.ts';
import { describeFields, type FieldDescriptor } from '../../core/describe-fields.ts';
import type { Values } from '../../core/integration.ts';
import type { Judgement } from '../../core/judge.ts';
import { isBlank } from '../../core/visibility.ts';
import { useLatest } from '../root/use-latest.ts';
import { checkMember } from './check-member.ts';
import { type IndexedField, indexFields } from './field-index.ts';
import type { FieldsFormProps } from './form-handle.ts';
import { judgeForm } from './judge-form.ts';
import { presentValues } from './present-values.ts';
import { sameValue } from './same-value.ts';
import { startFrom } from './start-from.ts';

/** What fields and the handle ask of a form. One object for the life of the form; it renders nothing by itself. */
export interface FormEngine {
  readonly fields: readonly FieldDescriptor[];
  readonly index: ReadonlyMap<string, IndexedField>;
  readonly control: Control;
  readonly props: { readonly current: FieldsFormProps };
  initial(): Values;
  value(path: string): unknown;
  values(): Values;
  /** Has this field been left with a value, or submitted? Only then is it marked while it is edited. */
  isJudged(path: string): boolean;
  /** Enters a value a control decided on. */
  enter(path: string, value: unknown): void;
  /** Tells of every change of a value; answers the function that ends it. */
  subscribe(listener: () => void): () => void;
  /** After a field lost focus. */
  left(path: string): void;
  put(path: string, value: unknown): void;
  judge(): Promise<Judgement>;
  mark(problems: Readonly<Record<string, string>>): void;
  clear(): void;
  restart(initial: Values): void;
  /** Drops every secret from memory, without telling anyone: nobody is left to listen. */
  forgetSecrets(): void;
  /** Does a destination differ from what the form started with? Then no stored secret is kept. */
  hasMoved(): boolean;
}

/** The form's state on react-hook-form: per key, only the touched field is judged, and nothing but it may render. */
export function useFormEngine(given: FieldsFormProps): FormEngine {
  const { schema, purpose } = given;
  const props = useLatest(given);
  const fields = useMemo(() => describeFields(schema, purpose), [schema, purpose]);
  const index = useMemo(() => indexFields(schema, fields), [schema, fields]);
  const [judged] = useState(() => new Set<string>());
  const resolver: Resolver = async (values, _context, { names }) => {
    const path = names?.length === 1 ? names[0] : undefined;
    const indexed = path === undefined ? undefined : index.get(path);
    const value: unknown = path === undefined ? undefined : get(values, path);
    const errors = {};
    // Blank is no mistake before the form is submitted, nor is what is still being typed for the first time.
    if (path !== undefined && indexed && judged.has(path) && !isBlank(value)) {
      const { problems } = await checkMember(indexed.field, indexed.member, value);
      const [message] = problems.values();
      // The field may have changed meanwhile; its newest value is judged by a later call.
      if (message && get(values, path) === value) set(errors, path, { type: 'check', message });
    }
    return { values: {}, errors };
  };
  const form: UseFormReturn = useForm({ mode: 'onChange', shouldFocusError: false, resolver, defaultValues: startFrom(fields, given.initial) });
  // `form` is a new object on every render, its control is not.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => createEngine(form, fields, index, judged, props), [form.control, fields, index, judged, props]);
}

function createEngine(form: UseFormReturn, fields: readonly FieldDescriptor[], index: FormEngine['index'], judged: Set<string>, props: FormEngine['props']): FormEngine {
  let initial: Values = startFrom(fields, props.current.initial);
  const dirty = new Set<string>();
  // Problems of rules across fields: any change may solve them.
  const rules = new Set<string>();

  const isDirty = (path: string) => !sameValue(form.getValues(path), get(initial, path));
  const report = (before: number) => {
    if (dirty.size !== before) props.current.onDirtyChange?.(dirty.size);
  };
  const track = (path: string) => {
    const before = dirty.size;
    if (isDirty(path)) dirty.add(path);
    else dirty.delete(path);
    report(before);
  };
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  const judge = () => judgeForm({ schema: props.current.schema, fields, values: form.getValues(), initial, stored: props.current.stored });
  const recheckRules = async () => {
    const judgement = await judge();
    for (const path of rules) {
      if (!judgement.ok && path in judgement.fields) continue;
      rules.delete(path);
      form.clearErrors(path);
    }
  };
  const findRules = async (problems: Readonly<Record<string, string>>) => {
    for (const path of Object.keys(problems)) {
      const indexed = index.get(path);
      const value: unknown = form.getValues(path);
      if (indexed && !isBlank(value) && (await checkMember(indexed.field, indexed.member, value)).problems.size === 0) rules.add(path);
    }
  };

  return {
    fields, index, props,
    control: form.control,
    initial: () => initial,
    value: (path) => form.getValues(path) as unknown,
    values: () => presentValues(fields, form.getValues()),
    isJudged: (path) => judged.has(path),
    enter(path, value) {
      // Blank, because react-hook-form takes undefined for "not entered yet" and reads its default.
      void form.control.register(path).onChange({ type: 'change', target: { name: path, value: value ?? '' } });
      track(path);
      tell();
      if (rules.size > 0) void recheckRules();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    left(path) {
      if (isBlank(form.getValues(path)) || judged.has(path)) return;
      judged.add(path);
      void form.trigger(path);
    },
    put(path, value) {
      form.setValue(path, value ?? '');
      track(path);
      tell();
      form.clearErrors(path);
      if (isBlank(value)) judged.delete(path);
      else if (judged.has(path)) void form.trigger(path);
    },
    async judge() {
      const judgement = await judge();
      rules.clear();
      if (!judgement.ok) await findRules(judgement.fields);
      for (const path of index.keys()) if (!isBlank(form.getValues(path))) judged.add(path);
      return judgement;
    },
    mark(problems) {
      form.clearErrors();
      for (const [path, message] of Object.entries(problems)) {
        form.setError(path, { type: 'check', message });
        judged.add(path);
      }
    },
    clear() {
      rules.clear();
      form.clearErrors();
    },
    restart(next) {
      initial = startFrom(fields, next);
      judged.clear();
      rules.clear();
      // The inputs stay mounted, so focus stays where it is.
      form.reset(initial, { keepFieldsRef: true });
      const before = dirty.size;
      dirty.clear();
      report(before);
      tell();
    },
    forgetSecrets() {
      for (const [path, { field }] of index) if (field.secret) set(form.control._formValues, path, undefined);
    },
    hasMoved: () => destinationChanged(fields, presentValues(fields, form.getValues()), initial),
  };
}
