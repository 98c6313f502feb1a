'use client';

import { laterPart } from '../controls/later-part.tsx';
import { late } from '../root/late.ts';

/** Fetches what not every form has. */
export const laterControls = late(() => import('./more-controls.ts').then((module) => module.moreControls));

export const CheckboxesControl = laterPart(laterControls, (module) => module.CheckboxesControl);
export const RadioControl = laterPart(laterControls, (module) => module.RadioControl);
export const RemoteField = laterPart(laterControls, (module) => module.RemoteField);
export const StoredSecret = laterPart(laterControls, (module) => module.StoredSecret);
export const StoredValue = laterPart(laterControls, (module) => module.StoredValue);
export const TagsControl = laterPart(laterControls, (module) => module.TagsControl);
export const TextareaControl = laterPart(laterControls, (module) => module.TextareaControl);
