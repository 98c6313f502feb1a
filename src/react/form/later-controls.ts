'use client';

import { laterParts } from '../controls/later-part.tsx';
import { late } from '../root/late.ts';

/** Fetches what not every form has. */
export const laterControls = late(() => import('./more-controls.ts').then((module) => module.moreControls));

/** Fetches what hardly any form has. */
export const laterRarities = late(() => import('./rarer-controls.ts').then((module) => module.rarerControls));

const common = laterParts(laterControls);
const rare = laterParts(laterRarities);

export const CheckboxesControl = common('CheckboxesControl');
export const ComboboxControl = common('LazyCombobox');
export const ErrorSummary = common('ErrorSummary');
export const ObjectField = rare('ObjectField');
export const PhoneControl = rare('PhoneControl');
export const RadioControl = common('RadioControl');
export const RemoteField = common('RemoteField');
export const RowsField = rare('RowsField');
export const ScheduleControl = rare('ScheduleControl');
export const SelectControl = common('SelectControl');
export const StoredSecret = common('StoredSecret');
export const StoredValue = common('StoredValue');
export const SwitchControl = common('SwitchControl');
export const TagsControl = common('TagsControl');
export const TextareaControl = common('TextareaControl');
