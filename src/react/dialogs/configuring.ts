import { asStored, withDefaults } from '../../core/configuration.ts';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Integration, Values } from '../../core/integration.ts';
import type { ConfigureState, ConfigureSteps } from './configure-state.ts';
import { draftsOf } from './drafts.ts';
import { type Attempt, failed } from './failed.ts';
import { laterDifferences } from './later-differences.tsx';
import { mergeConfiguration } from './merge-configuration.ts';
import { outcomeMessagesOf } from './outcome-messages-of.ts';
import { problemOf } from './problem-of.ts';
import { withValueAt } from './with-value-at.ts';

export interface Configuring extends Attempt {
  fields: readonly FieldDescriptor[];
  /** As it stood when the button was pressed. */
  state: ConfigureState;
  change: (patch: Partial<ConfigureState>) => void;
  /** Values as they would be submitted. */
  present: (values: Values) => Values;
  /** Starts the form over from what is stored now, with what is left to save filled in. */
  rebase: (onto: Integration, filled?: Values) => void;
}

/** How a save goes, from the press of a button to its end. */
export function configuring(attempt: Configuring): ConfigureSteps {
  const { root: { client, announce, locale, now, messages: own }, id, fields, form, alive, state, change, present, rebase } = attempt;
  const messages = outcomeMessagesOf(own);
  let { merged } = state;

  function succeed(saved: Integration) {
    rebase(saved);
    draftsOf(client).delete(id);
    const savedAt = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(now());
    change({ savedAt });
    announce(messages.savedAt({ time: savedAt }));
  }

  /** Puts a draft made from `onto` together with what is saved now; answers what is left to save, or null where that needs no more, or first a choice. */
  function merge(values: Values, current: Integration, onto: Integration): Values | null {
    const result = mergeConfiguration(fields, onto.configuration, values, current.configuration);
    merged = [...new Set([...merged, ...result.taken.map((field) => field.label)])];
    change({ merged });
    if (result.conflicts.length > 0) {
      const text = messages.conflictText({ count: result.conflicts.length });
      if (alive.current) change({ conflict: { ...result, current, text } });
      else announce(text, 'assertive');
      return null;
    }
    if (result.differs) return result.values;
    succeed(current);
    return null;
  }

  // What the values were made from goes along, because the state of this press is older than the second save of it.
  async function write(values: Values, onto: Integration): Promise<void> {
    try {
      succeed(await client.configure(id, values, onto.revision, { from: onto, values: asStored(fields, values) }));
    } catch (error) {
      const { code, current } = problemOf(error);
      if (code !== 'conflict' || !current || current.revision === onto.revision) throw error;
      // A third save in between is met by the same question, on the newest revision.
      const left = merge(values, current, onto);
      if (!left) return;
      rebase(current, left);
      await write(present(left), current);
    }
  }

  /** Finds out by reading alone: what is stored is compared with what was sent. Sending stays with the user. */
  async function check() {
    const { base, draft } = state;
    const current = await client.refresh(id);
    change({ unknown: false });
    if (current.revision !== base.revision) {
      // It can arrive no more, because the revision it was made for is gone.
      client.dismiss(id);
      const left = merge(form.current?.values() ?? draft ?? {}, current, base);
      if (!left) return;
      rebase(current, left);
    }
    change({ notDone: true });
    announce(messages.notDoneYet());
  }

  const told = (work: Promise<void>) => work.catch((error: unknown) => change(failed(attempt, error)));
  return {
    save(values) {
      // What is asked where somebody else saved meanwhile; should it not come, that shows where it would stand.
      laterDifferences.load().catch(() => undefined);
      merged = [];
      change({ merged, unknown: false });
      return told(write(values, state.base));
    },
    async settle() {
      const { conflict, choices } = state;
      if (!conflict) return;
      const { conflicts, current, values: given } = conflict;
      change({ choices: {} });
      const values = conflicts.reduce((all, { path, mine, theirs }) => withValueAt(all, path, choices[path] === 'theirs' ? theirs : mine), given);
      rebase(current, values);
      await told(write(present(values), current));
    },
    checkAgain: () => told(check()),
    retry: () => told(write(present(withDefaults(fields, state.base.configuration)), state.base)),
  };
}
