'use client';

import { useCallback, useEffect, useState } from 'react';
import type { $ZodObject } from 'zod/v4/core';
import type { ProviderForms } from '../../core/provider.ts';
import { useRoot } from '../root/root-context.ts';

/** The forms of any provider, with schemas of unknown shape. */
export type AnyForms = ProviderForms<$ZodObject, $ZodObject, $ZodObject>;

export interface LoadedForms {
  forms: AnyForms | null;
  failed: boolean;
  retry: () => void;
}

/** Loads a provider's forms when a dialog needs them. */
export function useForms(provider: string): LoadedForms {
  const { client } = useRoot();
  const [forms, setForms] = useState<AnyForms | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    setFailed(false);
    client.forms(provider).then(
      (loaded) => wanted && setForms(loaded as unknown as AnyForms),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [client, provider, attempt]);
  return { forms, failed, retry: useCallback(() => setAttempt((count) => count + 1), []) };
}
