'use client';

import { withDefaults } from '../../core/configuration.ts';
import { describeFields } from '../../core/describe-fields.ts';
import { laterPart } from '../controls/later-part.tsx';
import { FieldsForm } from '../form/fields-form.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { DialogDescription } from './dialog-description.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { FormsPending } from './forms-pending.tsx';
import { laterOutcomes } from './later-outcomes.ts';
import { showWhole } from './show-whole.ts';
import { useAlive } from './use-alive.ts';
import { useDialogMessages } from './use-dialog-messages.ts';
import { useFormHandle } from './use-form-handle.ts';
import { useForms } from './use-forms.ts';
import { useRootFocus } from './use-root-focus.ts';
import { useSubject } from './use-subject.ts';
import { useUnsavedGuard } from './use-unsaved-guard.tsx';

/**
 * What the dialog of test events is made of. Handed to it, not imported there: what two chunks import, a bundler moves into further chunks,
 * and every dialog would pay for those.
 */
export const testParts = {
  withDefaults, describeFields, FieldsForm, Spinner, DialogDescription, DialogFrame, FormsPending, showWhole,
  useAlive, useDialogMessages, useFormHandle, useForms, useRootFocus, useSubject, useUnsavedGuard,
  ProblemNotice: laterPart(laterOutcomes, (module) => module.ProblemNotice),
};

export type TestParts = typeof testParts;
