'use client';

import { useEffect, useRef, useState } from 'react';
import type { FieldOption } from '../../core/field.ts';
import type { Page } from '../../core/integration.ts';
import { isOwnError } from '../../core/own-error.ts';

/** Reads one page of choices. */
export type LoadOptions = (query: string | undefined, cursor: string | undefined, signal: AbortSignal) => Promise<Page<FieldOption>>;

/** Pages read to find what is stored; an account with more shows the bare id of what is further back. */
const searchedPages = 20;

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

/** Loads the choices, as far as what is `stored` among them, and again when `dependencies` changes; a load that is overtaken is aborted. */
export function useRemoteOptions(load: LoadOptions, dependencies: string, stored: readonly string[]): readonly [RemoteOptions, reload: () => void] {
  const [options, setOptions] = useState(nothing);
  const [attempt, setAttempt] = useState(0);
  const latest = useRef({ load, stored });
  const loadedFor = useRef<string>(undefined);
  useEffect(() => {
    latest.current = { load, stored };
  });
  useEffect(() => {
    const aborter = new AbortController();
    const { signal } = aborter;
    const start = async () => {
      loadedFor.current = dependencies;
      setOptions((before) => ({ ...before, phase: 'loading', detail: undefined }));
      try {
        const result = await firstItems(latest.current.load, latest.current.stored, signal);
        if (!signal.aborted) setOptions(result);
      } catch (error) {
        if (!signal.aborted) setOptions({ ...nothing, phase: 'failed', detail: isOwnError(error) ? error.problem.detail : undefined });
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

/** Enough to know whether the choices are few (then all of them) or many, and what is stored among them: only what no page holds is gone. */
async function firstItems(load: LoadOptions, stored: readonly string[], signal: AbortSignal): Promise<RemoteOptions> {
  const items: FieldOption[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await load(undefined, cursor, signal);
    // A list that changes between two pages may name an entry twice.
    items.push(...page.items.filter((item) => !items.some((known) => known.value === item.value)));
    cursor = page.nextCursor ?? undefined;
    pages += 1;
  } while (cursor !== undefined && !signal.aborted && pages < searchedPages && (items.length <= searchFrom || stored.some((one) => !items.some((item) => item.value === one))));
  return { phase: 'ready', items, complete: cursor === undefined, detail: undefined };
}
