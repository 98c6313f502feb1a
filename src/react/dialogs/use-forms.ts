'use client';

import { useEffect, useState } from 'react';
import { useRoot } from '../root/root-context.ts';
import type { AnyForms } from './any-forms.ts';
import { loadForms, readyForms, type SchemaOf } from './ready-forms.ts';

export interface LoadedForms {
  forms: AnyForms | null;
  failed: boolean;
  /** Is it time to show the dialog? Before its forms only when these take time: forms fetched on the way to the button come before the first frame, and the dialog is drawn once. */
  shown: boolean;
  retry: () => void;
}

/** Loads a provider's forms when a dialog needs them, and the controls of the one it shows. */
export function useForms(provider: string, schemaOf: SchemaOf, hasStored = false): LoadedForms {
  const root = useRoot();
  const [forms, setForms] = useState(() => readyForms(root, provider, schemaOf));
  const [failed, setFailed] = useState(false);
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (forms || failed) return undefined;
    let wanted = true;
    // What is there already answers before any timer.
    const timer = setTimeout(() => setSlow(true));
    loadForms(root, provider, schemaOf, hasStored).then((loaded) => wanted && setForms(loaded), () => wanted && setFailed(true));
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [root, provider, schemaOf, hasStored, failed, forms]);
  return { forms, failed, shown: forms !== null || failed || slow, retry: () => setFailed(false) };
}
