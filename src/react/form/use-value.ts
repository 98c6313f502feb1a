'use client';

import { useSyncExternalStore } from 'react';
import { useFormContext } from './form-context.ts';
import type { FormEngine } from './use-form-engine.ts';

/** Something of the form's values; renders again only when it changes, so it answers the same object or a plain value. */
export function useValue<T>(read: (engine: FormEngine) => T): T {
  const { engine } = useFormContext();
  const snapshot = () => read(engine);
  return useSyncExternalStore(engine.subscribe, snapshot, snapshot);
}
