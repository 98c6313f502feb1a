'use client';

import { laterPart } from '../controls/later-part.tsx';
import { late } from '../root/late.ts';

/** Fetches what not every form has. */
export const laterControls = late(() => import('./more-controls.ts').then((module) => module.moreControls));

/** Fetches what hardly any form has. */
export const laterRarities = late(() => import('./rarer-controls.ts').then((module) => module.rarerControls));

export const CheckboxesControl = laterPart(laterControls, (module) => module.CheckboxesControl);
export const ErrorSummary = laterPart(laterControls, (module) => module.ErrorSummary);
export const ObjectField = laterPart(laterRarities, (module) => module.ObjectField);
export const PhoneControl = laterPart(laterRarities, (module) => module.PhoneControl);
export const RadioControl = laterPart(laterControls, (module) => module.RadioControl);
export const RemoteField = laterPart(laterControls, (module) => module.RemoteField);
export const RowsField = laterPart(laterRarities, (module) => module.RowsField);
export const ScheduleControl = laterPart(laterRarities, (module) => module.ScheduleControl);
export const StoredSecret = laterPart(laterControls, (module) => module.StoredSecret);
export const StoredValue = laterPart(laterControls, (module) => module.StoredValue);
export const TagsControl = laterPart(laterControls, (module) => module.TagsControl);
export const TextareaControl = laterPart(laterControls, (module) => module.TextareaControl);
