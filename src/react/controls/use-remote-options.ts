'use client';

import { useEffect, useRef, useState } from 'react';
import { isIntegrationsError } from '../../core/errors.ts';
import type { FieldOption } from '../../core/field.ts';
import type { Page } from '../../core/integration.ts';

/** Reads one page of choices. */
export type LoadOptions = (query: string | undefined, cursor: string | undefined, signal: AbortSignal) => Promise<Page<FieldOption>>;

/** From this many choices on, they are searched instead of listed. */
export const searchFrom = 20;

export interface RemoteOptions {
  phase: 'loading' | 'ready' | 'failed';
  items: readonly FieldOption[];
  /** Nothing is missing from `items`. */
  complete: boolean;
  /** Why it failed, where the backend said so in words meant for users. */
  detail: string | undefined;
}

const nothing: RemoteOptions = { phase: 'loading', items: [], complete: false, detail: undefined };

/** Loads the choices, and again when `dependencies` changes; a load that is overtaken is aborted. */
export function useRemoteOptions(load: LoadOptions, dependencies: string): readonly [RemoteOptions, reload: () => void] {
  const [options, setOptions] = useState(nothing);
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(load);
  const loadedFor = useRef<string>(undefined);
  useEffect(() => {
    latest.current = load;
  });
  useEffect(() => {
    const aborter = new AbortController();
    const { signal } = aborter;
    const start = async () => {
      loadedFor.current = dependencies;
      setOptions((before) => ({ ...before, phase: 'loading', detail: undefined }));
      try {
        const result = await firstItems(latest.current, signal);
        if (!signal.aborted) setOptions(result);
      } catch (error) {
        if (!signal.aborted) setOptions({ ...nothing, phase: 'failed', detail: isIntegrationsError(error) ? error.problem.detail : undefined });
      }
    };
    // A dependency may be typed: wait until the typing pauses.
    const wait = loadedFor.current === undefined || loadedFor.current === dependencies ? 0 : 400;
    const timer = setTimeout(() => void start(), wait);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [dependencies, attempt]);
  return [options, () => setAttempt((count) => count + 1)];
}

/** Enough to know whether the choices are few (then all of them) or many. */
async function firstItems(load: LoadOptions, signal: AbortSignal): Promise<RemoteOptions> {
  const items: FieldOption[] = [];
  let cursor: string | undefined;
  do {
    const page = await load(undefined, cursor, signal);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && items.length <= searchFrom && !signal.aborted);
  return { phase: 'ready', items, complete: cursor === undefined, detail: undefined };
}
