'use client';

import { type RefObject, useState } from 'react';
import type { Draft } from '../../client/client.ts';
import { asStored, withDefaults } from '../../core/configuration.ts';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Problem } from '../../core/errors.ts';
import type { Integration, Values } from '../../core/integration.ts';
import type { FormHandle } from '../form/form-handle.ts';
import { presentValues } from '../form/present-values.ts';
import { useRoot } from '../root/root-context.ts';
import type { Configure } from './configure-state.ts';
import { draftOf, forgetDraft } from './drafts.ts';
import { laterOutcomes } from './later-outcomes.ts';
import type { Conflict } from './merge-configuration.ts';
import { problemOf } from './problem-of.ts';
import { useAlive } from './use-alive.ts';
import { useDialogMessages } from './use-dialog-messages.ts';
import type { Subject } from './use-subject.ts';

/** Saves against the revision the form started from; what was saved meanwhile is merged or asked about, never overwritten. */
export function useConfigure({ integration, operation }: Subject, fields: readonly FieldDescriptor[], form: RefObject<FormHandle | null>): Configure {
  const { client, announce, locale, now } = useRoot();
  const messages = useDialogMessages();
  const alive = useAlive();
  const [start] = useState(() => startOf(operation, draftOf(client, integration.id)));
  const [base, setBase] = useState(start.from ?? integration);
  const [draft, setDraft] = useState(start.values);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(start.problem);
  const [unknown, setUnknown] = useState(start.problem !== null);
  const [notDone, setNotDone] = useState(start.notDone);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [merged, setMerged] = useState<readonly string[]>([]);
  const [conflict, setConflict] = useState<Conflict | null>(null);

  function rebase(to: Integration, filled?: Values) {
    setBase(to);
    setConflict(null);
    setDraft(null);
    form.current?.reset(withDefaults(fields, to.configuration));
    if (filled) form.current?.setValues(filled);
  }

  function succeed(saved: Integration) {
    rebase(saved);
    forgetDraft(client, integration.id);
    const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(now());
    setSavedAt(time);
    announce(messages.savedAt({ time }));
  }

  function fail(error: unknown) {
    const found = problemOf(error);
    if (!alive.current) return announce(found.detail, 'assertive');
    if (found.fields && Object.keys(found.fields).length > 0 && form.current) return form.current.showErrors(found.fields, found.detail);
    // The client knows whether this was a verdict on what was sent; the code alone does not tell.
    setUnknown(client.getState().operations[integration.id]?.phase === 'unknown');
    setProblem(found);
  }

  /** Puts a draft made from `onto` together with what is saved now; answers what is left to save, or null where that needs no more, or first a choice. */
  async function merge(values: Values, current: Integration, onto: Integration): Promise<Values | null> {
    const { mergeConfiguration } = await laterOutcomes.load();
    const result = mergeConfiguration(fields, onto.configuration, values, current.configuration);
    setMerged((before) => [...new Set([...before, ...result.taken.map((field) => field.label)])]);
    if (result.conflicts.length > 0) {
      if (alive.current) setConflict({ ...result, current });
      else announce(messages.conflictText({ count: result.conflicts.length }), 'assertive');
      return null;
    }
    if (result.differs) return result.values;
    succeed(current);
    return null;
  }

  // What the values were made from goes along, because the state of this render is older than the second save of one press.
  async function write(values: Values, onto: Integration): Promise<void> {
    try {
      succeed(await client.configure(integration.id, values, onto.revision, { from: onto, values: asStored(fields, values) }));
    } catch (error) {
      const { code, current } = problemOf(error);
      if (code !== 'conflict' || !current || current.revision === onto.revision) throw error;
      // A third save in between is met by the same question, on the newest revision.
      const left = await merge(values, current, onto);
      if (!left) return;
      rebase(current, left);
      await write(presentValues(fields, left), current);
    }
  }

  /** Finds out by reading alone: what is stored is compared with what was sent. Sending stays with the user. */
  async function check() {
    const current = await client.refresh(integration.id);
    setUnknown(false);
    if (current.revision !== base.revision) {
      // It can arrive no more, because the revision it was made for is gone.
      client.dismiss(integration.id);
      const left = await merge(form.current?.values() ?? draft ?? {}, current, base);
      if (!left) return;
      rebase(current, left);
    }
    setNotDone(true);
    announce(messages.notDoneYet());
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
    saving, problem, unknown, notDone, savedAt, merged, conflict, base, draft, rebase,
    keepEditing: () => setConflict(null),
    forget() {
      forgetDraft(client, integration.id);
      if (problem || notDone) client.dismiss(integration.id);
      setDraft(null);
      setNotDone(false);
    },
    save: (values) => run(() => {
      setMerged([]);
      setUnknown(false);
      return write(values, base);
    }),
    settle: (values) => run(async () => {
      if (!conflict) return;
      rebase(conflict.current, values);
      await write(presentValues(fields, values), conflict.current);
    }),
    checkAgain: () => run(check),
    retry: () => run(() => write(presentValues(fields, withDefaults(fields, base.configuration)), base)),
  };
}

/** How a dialog begins that follows one whose save has an unknown outcome, or could not be made. */
function startOf(operation: Subject['operation'], kept: Draft | undefined) {
  const sent = operation?.verb === 'configure' && operation.phase === 'unknown' ? operation.sent : undefined;
  if (!sent) return { from: kept?.from, values: kept?.values ?? null, problem: null, notDone: false };
  const notDone = operation?.found === 'nothing';
  return { from: sent.before, values: sent.configuration ?? null, problem: notDone ? null : (operation?.problem ?? null), notDone };
}
