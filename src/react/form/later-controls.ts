'use client';

import { laterPart, laterParts } from '../controls/later-part.tsx';
import { late } from '../root/late.ts';

/** Fetches what not every form has. */
export const laterControls = late(() => import('./more-controls.ts').then((module) => module.moreControls));

/** Fetches what hardly any form has. */
export const laterRarities = late(() => import('./rarer-controls.ts').then((module) => module.rarerControls));

/** Fetches what is said of mistakes. */
export const laterMistakes = late(() => import('./mistakes.ts').then((module) => module.mistakes));

/** What of these is drawn, by its name there. */
export const common = laterParts(laterControls);
export const rare = laterParts(laterRarities);

export const ErrorSummary = laterPart(laterMistakes, (code) => code.ErrorSummary);
export const ObjectField = common('ObjectField');
export const RemoteField = common('RemoteField');
export const RowsField = rare('RowsField');
export const StoredSecret = common('StoredSecret');
export const StoredValue = common('StoredValue');
