'use client';

import { toNestErrors } from '@hookform/resolvers';
import { useState } from 'react';
import { type Control, createFormControl, get, type Resolver, set } from 'react-hook-form';
import { destinationChanged } from '../../core/credentials.ts';
import { describeFields, type FieldDescriptor } from '../../core/describe-fields.ts';
import type { Values } from '../../core/integration.ts';
import { type Judgement, judgeMember } from '../../core/judge.ts';
import { isBlank, isPlainObject } from '../../core/visibility.ts';
import { useLatest } from '../root/use-latest.ts';
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
  /** What is wrong with a field, as it is shown. */
  error(path: string): string | undefined;
  values(): Values;
  /** Has this field been left with a value, or submitted? Only then is it marked while it is edited. */
  isJudged(path: string): boolean;
  /** Enters a value a control decided on. */
  enter(path: string, value: unknown): void;
  /** Tells of a change of the value or the error of one field, or (without a path) of any; answers the function that ends it. */
  subscribe(listener: () => void, path?: string): () => void;
  /** After a field lost focus. */
  left(path: string): void;
  put(path: string, value: unknown): void;
  judge(): Judgement;
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
  const props = useLatest(given);
  return useState(() => createEngine(given, props))[0];
}

function createEngine({ schema, purpose, ...given }: FieldsFormProps, props: FormEngine['props']): FormEngine {
  const fields = describeFields(schema, purpose);
  const index = indexFields(schema, fields);
  const judged = new Set<string>();
  let initial: Values = startFrom(fields, given.initial);
  const resolver: Resolver = (values, _context, options) => {
    const [path = ''] = options.names ?? [];
    const indexed = index.get(path);
    const value: unknown = get(values, path);
    // Blank is no mistake before the form is submitted, nor is what is still being typed for the first time.
    const message = indexed && judged.has(path) && !isBlank(value) ? firstProblem(indexed, value) : undefined;
    return { values: {}, errors: message === undefined ? {} : toNestErrors({ [path]: { type: 'check', message } }, options) };
  };
  const form = createFormControl({ mode: 'onChange', shouldFocusError: false, resolver, defaultValues: initial });
  // `getValues` copies every value for each question.
  const valueOf = (path: string): unknown => get(form.control._formValues, path);
  const dirty = new Set<string>();
  // Problems of rules across fields: any change may solve them.
  const rules = new Set<string>();

  const changes = new Map<string, ReturnType<typeof form.register>['onChange']>();
  const changeOf = (path: string) => {
    const change = changes.get(path) ?? form.register(path).onChange;
    changes.set(path, change);
    return change;
  };
  const isDirty = (path: string) => !sameValue(valueOf(path), get(initial, path));
  const report = (before: number) => {
    if (dirty.size !== before) props.current.onDirtyChange?.(dirty.size);
  };
  const track = (path: string) => {
    const before = dirty.size;
    if (isDirty(path)) dirty.add(path);
    else dirty.delete(path);
    report(before);
  };
  // By path, so that a key costs the same in a form of any length; those of '' hear of everything.
  const listeners = new Map<string, Set<() => void>>();
  const tell = (path?: string) => {
    for (const some of path === undefined ? [...listeners.values()] : [listeners.get(path), listeners.get('')]) some?.forEach((listener) => listener());
  };
  // At once, not by `trigger`: its answer would come after what a press right behind it has changed.
  const check = (path: string) => {
    const indexed = index.get(path);
    const message = indexed && firstProblem(indexed, valueOf(path));
    if (message !== undefined) form.setError(path, { type: 'check', message });
  };
  form.subscribe({ formState: { errors: true }, callback: ({ name }) => tell(name) });
  const judge = () => judgeForm({ schema, fields, values: form.getValues(), initial, stored: props.current.stored });
  const recheckRules = () => {
    const judgement = judge();
    for (const path of rules) {
      if (!judgement.ok && path in judgement.fields) continue;
      rules.delete(path);
      form.clearErrors(path);
    }
  };
  const findRules = (problems: Readonly<Record<string, string>>) => {
    for (const path of Object.keys(problems)) {
      const indexed = index.get(path);
      const value = valueOf(path);
      if (indexed && !isBlank(value) && firstProblem(indexed, value) === undefined) rules.add(path);
    }
  };

  return {
    fields, index, props,
    control: form.control,
    initial: () => initial,
    value: valueOf,
    error(path) {
      const { errors } = form.control._formState;
      // Asked of every field on every key; only a nested path is worth taking apart.
      const found: unknown = path.includes('.') ? get(errors, path) : errors[path];
      return isPlainObject(found) && typeof found['message'] === 'string' ? found['message'] : undefined;
    },
    values: () => presentValues(fields, form.getValues()),
    isJudged: (path) => judged.has(path),
    enter(path, value) {
      // Blank, because react-hook-form takes undefined for "not entered yet" and reads its default.
      void changeOf(path)({ type: 'change', target: { name: path, value: value ?? '' } });
      track(path);
      tell(path);
      if (rules.size > 0) recheckRules();
    },
    subscribe(listener, path = '') {
      const some = listeners.get(path) ?? new Set();
      listeners.set(path, some.add(listener));
      return () => void some.delete(listener);
    },
    left(path) {
      if (isBlank(valueOf(path)) || judged.has(path)) return;
      judged.add(path);
      check(path);
    },
    put(path, value) {
      form.setValue(path, value ?? '');
      track(path);
      tell(path);
      form.clearErrors(path);
      if (isBlank(value)) judged.delete(path);
      else if (judged.has(path)) check(path);
    },
    judge() {
      const judgement = judge();
      rules.clear();
      if (!judgement.ok) findRules(judgement.fields);
      for (const path of index.keys()) if (!isBlank(valueOf(path))) judged.add(path);
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

function firstProblem({ field, member }: IndexedField, value: unknown): string | undefined {
  const [message] = judgeMember(field, member, value).problems.values();
  return message;
}
