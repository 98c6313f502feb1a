'use client';

import { useCallback, useEffect, useState } from 'react';
import type { $ZodObject } from 'zod/v4/core';
import { describeFields } from '../../core/describe-fields.ts';
import type { ProviderForms } from '../../core/provider.ts';
import { needsMore } from '../form/control-for.ts';
import { laterControls, laterRarities } from '../form/later-controls.ts';
import { useRoot } from '../root/root-context.ts';

/** The forms of any provider, with schemas of unknown shape. */
export type AnyForms = ProviderForms<$ZodObject, $ZodObject, $ZodObject>;

export interface LoadedForms {
  forms: AnyForms | null;
  failed: boolean;
  /** They take time, so the dialog is shown before them. Forms fetched on the way to the button come before the first frame, and the dialog is drawn once. */
  slow: boolean;
  retry: () => void;
}

/** Schemas whose controls are all there. */
const complete = new WeakSet<$ZodObject>();

/** Forms that were loaded before stand in the next dialog at once. */
const shown = new WeakMap<object, Map<string, AnyForms>>();

function shownOf(client: object): Map<string, AnyForms> {
  const forms = shown.get(client) ?? new Map<string, AnyForms>();
  shown.set(client, forms);
  return forms;
}

/** Loads a provider's forms when a dialog needs them, and the controls of the one it shows. */
export function useForms(provider: string, schemaOf: (forms: AnyForms) => $ZodObject | undefined, hasStored = false): LoadedForms {
  const { client, controls } = useRoot();
  const [ready] = useState(() => shownOf(client));
  const [forms, setForms] = useState<AnyForms | null>(() => {
    const known = ready.get(provider);
    const schema = known && schemaOf(known);
    return known && (!schema || complete.has(schema)) ? known : null;
  });
  const [failed, setFailed] = useState(false);
  const [slow, setSlow] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (forms) return undefined;
    let wanted = true;
    // What is there already answers before any timer.
    const timer = setTimeout(() => setSlow(true));
    client.forms(provider).then(async (given) => {
      const loaded = given as unknown as AnyForms;
      const schema = schemaOf(loaded);
      // Fetched before the form is shown, so that nothing in it moves; a control that could not be fetched says so itself.
      if (schema) {
        const { controls: more, rarities } = needsMore(describeFields(schema), controls, client.capabilities.has('options'));
        await Promise.allSettled([(more || hasStored) && laterControls.load(), rarities && laterRarities.load()]);
        // Without its controls a form is not ready to be shown at once the next time.
        if (laterControls.get().code && (!rarities || laterRarities.get().code)) complete.add(schema);
      }
      ready.set(provider, loaded);
      if (wanted) setForms(loaded);
    }).catch(() => wanted && setFailed(true));
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [client, controls, provider, schemaOf, hasStored, attempt, forms, ready]);
  const retry = useCallback(() => {
    setFailed(false);
    setAttempt((count) => count + 1);
  }, []);
  return { forms, failed, slow, retry };
}
