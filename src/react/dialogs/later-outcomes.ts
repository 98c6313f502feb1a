'use client';

import { laterParts } from '../controls/later-part.tsx';
import { late } from '../root/late.ts';

/** Fetches what a dialog does, and shows, only after something in it was pressed. */
export const laterOutcomes = late(() => import('./outcomes.ts').then((module) => module.outcomes));

const part = laterParts(laterOutcomes);

export const BelowForm = part('BelowForm');
export const ConfigureNotes = part('ConfigureNotes');
export const ConflictView = part('ConflictView');
export const ConnectEnd = part('ConnectEnd');
export const ConnectNotes = part('ConnectNotes');
export const ConnectProgress = part('ConnectProgress');
export const ConnectSuccess = part('ConnectSuccess');
export const DisconnectChoices = part('DisconnectChoices');
export const DisconnectNotes = part('DisconnectNotes');
export const GuardQuestion = part('GuardQuestion');
export const ImpactNote = part('ImpactNote');
export const SaveBar = part('SaveBar');
export const TestResult = part('TestResult');
export const ProblemNotice = part('ProblemNotice');
