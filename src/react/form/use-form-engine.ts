'use client';

import { useState } from 'react';
import { createFormControl, get, type Resolver, set } from 'react-hook-form';
import { describeFields } from '../../core/describe-fields.ts';
import type { Values } from '../../core/integration.ts';
import { judgeMember } from '../../core/judge-member.ts';
import { withoutIndices } from '../../core/row-paths.ts';
import { isBlank, isPlainObject } from '../../core/visibility.ts';
import { useLatest } from '../root/use-latest.ts';
import { type IndexedField, indexFields } from './field-index.ts';
import type { FieldsFormProps } from './form-handle.ts';
import { judgeForm } from './judge-form.ts';
import type { FormEngine } from './form-engine.ts';
import { holdsSecret, withoutSecrets } from './kept-secrets.ts';
import { laterMistakes, laterRarities } from './later-controls.ts';
import { presentValues } from './present-values.ts';
import type { Cells, RowCells } from './row-cells.ts';
import { sameValue } from './same-value.ts';
import { startFrom } from './start-from.ts';

/** The form's state on react-hook-form: per key, only the touched field is judged, and nothing but it may render. */
export function useFormEngine(given: FieldsFormProps): FormEngine {
  const props = useLatest(given);
  return useState(() => createEngine(given, props))[0];
}

function createEngine({ schema, purpose, ...given }: FieldsFormProps, props: FormEngine['props']): FormEngine {
  const fields = describeFields(schema, purpose);
  const { fields: index, cells: inRows } = indexFields(schema, fields);
  const find = (path: string) => index.get(path) ?? inRows.get(withoutIndices(path));
  const judged = new Set<string>();
  let initial: Values = startFrom(fields, given.initial);
  const resolver: Resolver = (values, _context, options) => {
    const [path = ''] = options.names ?? [];
    const indexed = index.get(path);
    const value: unknown = get(values, path);
    // What is still being typed for the first time is no mistake.
    const message = indexed && judged.has(path) ? firstProblem(indexed, value) : undefined;
    if (message === undefined) return { values: {}, errors: {} };
    const found = { [path]: { type: 'check', message } };
    // Only in objects is a path of several names, and their code comes before they are drawn.
    return { values: {}, errors: laterRarities.get().code?.toNestErrors(found, options) ?? found };
  };
  const form = createFormControl({ mode: 'onChange', resolver, defaultValues: initial });
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
  // Rows count as one field, whatever changes in them.
  const track = (at: string) => {
    const path = at.replace(/\.\d.*/, '');
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
  const problemOf = (path: string) => {
    const indexed = find(path);
    return indexed && firstProblem(indexed, valueOf(path));
  };
  // At once, not by `trigger`: its answer would come after what a press right behind it has changed.
  const check = (path: string) => {
    const message = problemOf(path);
    if (message !== undefined) form.setError(path, { type: 'check', message });
  };
  form.subscribe({ formState: { errors: true }, callback: ({ name }) => tell(name) });
  let ofRows: RowCells | undefined;
  // Their code comes before anything that draws rows, so where there is a path into one, it is there.
  const cells = () => (ofRows ??= laterRarities.get().code?.createRowCells({ values: () => form.control._formValues, find, problemOf, tell }));
  const outsideRows: Cells = {
    refOf: (path) => form.register(path).ref,
    error(path) {
      const { errors } = form.control._formState;
      // Asked of every field on every key; only a nested path is worth taking apart.
      const found: unknown = path.includes('.') ? get(errors, path) : errors[path];
      return isPlainObject(found) && typeof found['message'] === 'string' ? found['message'] : undefined;
    },
    isJudged: (path) => judged.has(path),
    enter(path, value) {
      // Blank, because react-hook-form takes undefined for "not entered yet" and reads its default.
      void changeOf(path)({ type: 'change', target: { name: path, value: value ?? '' } });
      tell(path);
    },
    left(path) {
      if (isBlank(valueOf(path)) || judged.has(path)) return;
      judged.add(path);
      check(path);
    },
    put(path, value) {
      form.setValue(path, value ?? '');
      tell(path);
      form.clearErrors(path);
      if (isBlank(value)) judged.delete(path);
      else if (judged.has(path)) check(path);
    },
    mark(path, message) {
      form.setError(path, { type: 'check', message });
      judged.add(path);
    },
  };
  const at = (path: string) => (/\.\d/.test(path) && cells()) || outsideRows;
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
      if (index.has(path) && !isBlank(valueOf(path)) && problemOf(path) === undefined) rules.add(path);
    }
  };

  return {
    fields, index, props, find,
    control: form.control,
    initial: () => initial,
    value: valueOf,
    refOf: (path) => at(path).refOf(path),
    arrange(list, rows) {
      cells()?.arrange(list, rows);
      track(list);
      if (judged.has(list)) form.clearErrors(list);
      if (judged.has(list)) check(list);
      if (rules.size > 0) recheckRules();
    },
    blankRow: (inner) => startFrom(inner, {}),
    error: (path) => at(path).error(path),
    values: () => presentValues(fields, form.getValues()),
    isJudged: (path) => at(path).isJudged(path),
    enter(path, value) {
      at(path).enter(path, value);
      track(path);
      if (rules.size > 0) recheckRules();
    },
    subscribe(listener, path = '') {
      const some = listeners.get(path) ?? new Set();
      listeners.set(path, some.add(listener));
      return () => void some.delete(listener);
    },
    left: (path) => at(path).left(path),
    put(path, value) {
      at(path).put(path, value);
      track(path);
    },
    judge() {
      const judgement = judge();
      rules.clear();
      if (!judgement.ok) findRules(judgement.fields);
      for (const path of index.keys()) if (!isBlank(valueOf(path))) judged.add(path);
      cells()?.judgeFilled();
      return judgement;
    },
    mark(problems) {
      ofRows?.clearErrors();
      form.clearErrors();
      for (const [path, message] of Object.entries(problems)) at(path).mark(path, message);
    },
    clear() {
      rules.clear();
      ofRows?.clearErrors();
      form.clearErrors();
    },
    judgeOne,
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
      for (const [path, { field }] of index) if (holdsSecret(field)) set(form.control._formValues, path, withoutSecrets(field, valueOf(path)));
    },
  };
}

function judgeOne({ field, member }: IndexedField, value: unknown): ReturnType<typeof judgeMember> {
  return judgeMember(field, member, value, laterRarities.get().code?.formRules, laterMistakes.get().code);
}

/** What is wrong with a value by itself. Blank is no mistake before the form is submitted. */
function firstProblem(indexed: IndexedField, value: unknown): string | undefined {
  if (isBlank(value)) return undefined;
  const { problems } = judgeOne(indexed, value);
  // What is wrong within rows is told there.
  return indexed.field.kind === 'rows' ? problems.get('') : [...problems.values()][0];
}
