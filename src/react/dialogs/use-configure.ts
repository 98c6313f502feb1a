'use client';

import type { RefObject } from 'react';
import type { Draft } from '../../client/client.ts';
import { withDefaults } from '../../core/configuration.ts';
import type { FieldDescriptor } from '../../core/describe-fields.ts';
import type { Integration, Values } from '../../core/integration.ts';
import type { FormHandle } from '../form/form-handle.ts';
import { presentValues } from '../form/present-values.ts';
import { useRoot } from '../root/root-context.ts';
import type { Configure, ConfigureState, ConfigureSteps } from './configure-state.ts';
import { draftsOf } from './drafts.ts';
import { laterOutcomes } from './later-outcomes.ts';
import { useAlive } from './use-alive.ts';
import { usePatched } from './use-patched.ts';
import type { Subject } from './use-subject.ts';

/** Saves against the revision the form started from; what was saved meanwhile is merged or asked about, never overwritten. */
export function useConfigure({ integration, operation }: Subject, fields: readonly FieldDescriptor[], form: RefObject<FormHandle | null>): Configure {
  const root = useRoot();
  const alive = useAlive();
  const { id } = integration;
  const [state, change] = usePatched(() => startOf(integration, operation, draftsOf(root.client).get(id)));

  function rebase(base: Integration, filled?: Values) {
    change({ base, conflict: null, draft: null });
    form.current?.reset(withDefaults(fields, base.configuration));
    if (filled) form.current?.setValues(filled);
  }

  async function run(take: (steps: ConfigureSteps) => Promise<void>) {
    if (state.saving) return;
    change({ saving: true, problem: null, notDone: false, savedAt: null });
    try {
      const { configuring } = await laterOutcomes.load();
      await take(configuring({ root, id, fields, form, alive, state, change, rebase, present: (values) => presentValues(fields, values) }));
    } catch {
      // Every failure of a step is told by it; that its code could not be fetched is said where its notes would stand.
    }
    change({ saving: false });
  }

  return {
    ...state, rebase,
    keepEditing: () => change({ conflict: null }),
    choose: (choices) => change({ choices }),
    forget() {
      draftsOf(root.client).delete(id);
      if (state.problem || state.notDone) root.client.dismiss(id);
      change({ draft: null, notDone: false });
    },
    save: (values) => run((steps) => steps.save(values)),
    settle: () => run((steps) => steps.settle()),
    checkAgain: () => run((steps) => steps.checkAgain()),
    retry: () => run((steps) => steps.retry()),
  };
}

/** How a dialog begins that follows one whose save has an unknown outcome, or could not be made. */
function startOf(integration: Integration, operation: Subject['operation'], kept: Draft | undefined): ConfigureState {
  const sent = operation?.verb === 'configure' && operation.phase === 'unknown' ? operation.sent : undefined;
  const notDone = sent !== undefined && operation?.found === 'nothing';
  const problem = (sent && !notDone && operation?.problem) || null;
  return {
    saving: false, savedAt: null, merged: [], conflict: null, choices: {}, problem, unknown: problem !== null, notDone,
    base: (sent ? sent.before : kept?.from) ?? integration,
    draft: (sent ? sent.configuration : kept?.values) ?? null,
  };
}
