'use client';

import { type RefObject, useState } from 'react';
import { withDefaults } from '../../core/configuration.ts';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Problem } from '../../core/errors.ts';
import type { Integration, Values } from '../../core/integration.ts';
import { withoutHidden } from '../../core/visibility.ts';
import type { FormHandle } from '../form/form-handle.ts';
import { useRoot } from '../root/root-context.ts';
import { laterOutcomes } from './later-outcomes.ts';
import type { Conflict } from './merge-configuration.ts';
import { isUnknownOutcome, problemOf } from './problem-of.ts';
import { useAlive } from './use-alive.ts';
import { useDialogMessages } from './use-dialog-messages.ts';
import type { Subject } from './use-subject.ts';

export interface Configure {
  saving: boolean;
  problem: Problem | null;
  unknown: boolean;
  notDone: boolean;
  /** Of the newest save, as the locale writes a time. */
  savedAt: string | null;
  /** Labels of fields that were taken from somebody else's save. */
  merged: readonly string[];
  conflict: Conflict | null;
  base: Integration;
  save: (values: Values) => Promise<void>;
  settle: (values: Values) => Promise<void>;
  keepEditing: () => void;
  checkAgain: () => Promise<void>;
  /** Starts over from an Integration read elsewhere. */
  rebase: (integration: Integration) => void;
}

/** Saves against the revision the form started from; what was saved meanwhile is merged or asked about, never overwritten. */
export function useConfigure({ integration }: Subject, fields: readonly FieldDescriptor[], form: RefObject<FormHandle | null>): Configure {
  const { client, announce, locale, now } = useRoot();
  const messages = useDialogMessages();
  const alive = useAlive();
  const [base, setBase] = useState(integration);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [notDone, setNotDone] = useState(false);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [merged, setMerged] = useState<readonly string[]>([]);
  const [conflict, setConflict] = useState<Conflict | null>(null);

  function rebase(to: Integration, draft?: Values) {
    setBase(to);
    setConflict(null);
    form.current?.reset(withDefaults(fields, to.configuration));
    if (draft) form.current?.setValues(draft);
  }

  function succeed(saved: Integration) {
    rebase(saved);
    const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(now());
    setSavedAt(time);
    announce(messages.savedAt({ time }));
  }

  function fail(error: unknown) {
    const found = problemOf(error);
    if (!alive.current) return announce(found.detail, 'assertive');
    if (found.fields && Object.keys(found.fields).length > 0 && form.current) return form.current.showErrors(found.fields, found.detail);
    setProblem(found);
  }

  /** Puts a draft made from `onto` together with what is saved now; asks only where both changed the same field. */
  async function reconcile(draft: Values, current: Integration, onto: Integration): Promise<void> {
    const { mergeConfiguration } = await laterOutcomes.load();
    const result = mergeConfiguration(fields, onto.configuration, draft, current.configuration);
    setMerged((before) => [...new Set([...before, ...result.taken.map((field) => field.label)])]);
    if (result.conflicts.length > 0 && alive.current) return setConflict({ ...result, current });
    if (result.conflicts.length > 0) return announce(messages.conflictText({ count: result.conflicts.length }), 'assertive');
    if (!result.differs) return succeed(current);
    rebase(current, result.values);
    await write(withoutHidden(fields, result.values), current);
  }

  // What the values were made from goes along, because the state of this render is older than the second save of one press.
  async function write(values: Values, onto: Integration): Promise<void> {
    try {
      succeed(await client.configure(integration.id, values, onto.revision));
    } catch (error) {
      const { code, current } = problemOf(error);
      // A third save in between is met by the same question, on the newest revision.
      if (code === 'conflict' && current && current.revision !== onto.revision) await reconcile(values, current, onto);
      else throw error;
    }
  }

  async function run(work: () => Promise<void>) {
    if (saving) return;
    setSaving(true);
    setProblem(null);
    setNotDone(false);
    setSavedAt(null);
    try {
      await work();
    } catch (error) {
      fail(error);
    } finally {
      setSaving(false);
    }
  }

  return {
    saving, problem, notDone, savedAt, merged, conflict, base, rebase,
    unknown: problem !== null && isUnknownOutcome(problem),
    keepEditing: () => setConflict(null),
    save: (values) => run(() => {
      setMerged([]);
      return write(values, base);
    }),
    settle: (values) => run(async () => {
      if (!conflict) return;
      rebase(conflict.current, values);
      await write(withoutHidden(fields, values), conflict.current);
    }),
    checkAgain: () => run(async () => {
      const current = await client.refresh(integration.id);
      client.dismiss(integration.id);
      if (current.revision !== base.revision) return reconcile(form.current?.values() ?? {}, current, base);
      setNotDone(true);
      announce(messages.notDoneYet());
    }),
  };
}
