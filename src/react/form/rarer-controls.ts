import { toNestErrors } from '@hookform/resolvers';
import { formRules } from '../../core/form-rules.ts';
import { ScheduleControl } from '../controls/schedule-control.tsx';
import { createRowCells } from './row-cells.ts';
import { RowsField } from './rows-field.tsx';

/** What hardly any form has, and the rules only such forms need; one chunk, fetched before a form that has any of it is shown. */
export const rarerControls = { createRowCells, formRules, RowsField, ScheduleControl, toNestErrors };
