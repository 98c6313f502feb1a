'use client';

import { laterPart } from '../controls/later-part.tsx';
import { late } from '../root/late.ts';

/** Fetches what a dialog shows only after something was tried. */
export const laterOutcomes = late(() => import('./outcomes.ts').then((module) => module.outcomes));

export const ConfigureNotes = laterPart(laterOutcomes, (module) => module.ConfigureNotes);
export const ConflictView = laterPart(laterOutcomes, (module) => module.ConflictView);
export const ConnectProgress = laterPart(laterOutcomes, (module) => module.ConnectProgress);
export const ConnectSuccess = laterPart(laterOutcomes, (module) => module.ConnectSuccess);
export const ProblemNotice = laterPart(laterOutcomes, (module) => module.ProblemNotice);
export const TestResult = laterPart(laterOutcomes, (module) => module.TestResult);
