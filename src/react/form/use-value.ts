'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { useFormContext } from './form-context.ts';
import type { FormEngine } from './form-engine.ts';

/** Something of the form's values, or of one field at `path`; renders again only when it changes, so it answers the same object or a plain value. */
export function useValue<T>(read: (engine: FormEngine) => T, path?: string): T {
  const { engine } = useFormContext();
  const subscribe = useCallback((listener: () => void) => engine.subscribe(listener, path), [engine, path]);
  const snapshot = () => read(engine);
  return useSyncExternalStore(subscribe, snapshot, snapshot);
}
