'use client';

import { useClientState } from '../root/use-client-state.ts';
import { useRoot } from '../root/root-context.ts';
import { useReadable } from '../root/use-readable.ts';
import { type Survey, surveyOf } from './survey.ts';

/** The page as a whole. Lists within keep their identity for as long as their members are the same. */
export function useSurvey(): Survey {
  const root = useRoot();
  return surveyOf(root, useClientState(), useReadable(root.view));
}
