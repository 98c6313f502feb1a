'use client';

import { laterParts } from '../controls/later-part.tsx';
import { late } from '../root/late.ts';

/** Fetches what not every form has. */
export const laterControls = late(() => import('./more-controls.ts').then((module) => module.moreControls));

/** Fetches what hardly any form has. */
export const laterRarities = late(() => import('./rarer-controls.ts').then((module) => module.rarerControls));

/** What of these is drawn, by its name there. */
export const common = laterParts(laterControls);
export const rare = laterParts(laterRarities);

export const ErrorSummary = common('ErrorSummary');
export const ObjectField = rare('ObjectField');
export const RemoteField = common('RemoteField');
export const RowsField = rare('RowsField');
export const StoredSecret = common('StoredSecret');
export const StoredValue = common('StoredValue');
