'use client';

import { laterPart } from '../controls/later-part.tsx';
import { late } from '../root/late.ts';

/** Fetches what a dialog does, and shows, only after something in it was pressed. */
export const laterOutcomes = late(() => import('./outcomes.ts').then((module) => module.outcomes));

export const BelowForm = laterPart(laterOutcomes, (module) => module.BelowForm);
export const ConfigureNotes = laterPart(laterOutcomes, (module) => module.ConfigureNotes);
export const ConflictView = laterPart(laterOutcomes, (module) => module.ConflictView);
export const ConnectNotes = laterPart(laterOutcomes, (module) => module.ConnectNotes);
export const ConnectProgress = laterPart(laterOutcomes, (module) => module.ConnectProgress);
export const ConnectSuccess = laterPart(laterOutcomes, (module) => module.ConnectSuccess);
export const DisconnectNotes = laterPart(laterOutcomes, (module) => module.DisconnectNotes);
export const GuardQuestion = laterPart(laterOutcomes, (module) => module.GuardQuestion);
export const SaveBar = laterPart(laterOutcomes, (module) => module.SaveBar);
export const TestResult = laterPart(laterOutcomes, (module) => module.TestResult);
