'use client';

import { withDefaults } from '../../core/configuration.ts';
import { laterPart } from '../controls/later-part.tsx';
import { FieldsForm } from '../form/fields-form.tsx';
import { Spinner } from '../parts/spinner.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { FormDialogFrame } from './form-dialog-frame.tsx';
import { DisconnectNotes, laterOutcomes } from './later-outcomes.ts';
import { showWhole } from './show-whole.ts';
import { useAlive } from './use-alive.ts';
import { useDialogMessages } from './use-dialog-messages.ts';
import { useFormDialog } from './use-form-dialog.ts';
import { useForms } from './use-forms.ts';
import { usePatched } from './use-patched.ts';
import { useSubject } from './use-subject.ts';
import { useUnsavedGuard } from './use-unsaved-guard.tsx';

/**
 * What dialogs of chunks of their own are made of. Handed to them, not imported there: what two chunks import, a bundler moves into further chunks,
 * and every dialog would pay for those.
 */
export const dialogParts = {
  withDefaults, FieldsForm, Spinner, DialogFrame, FormDialogFrame, showWhole,
  useAlive, useDialogMessages, useFormDialog, useForms, usePatched, useSubject, useUnsavedGuard,
  laterOutcomes, DisconnectNotes, ProblemNotice: laterPart(laterOutcomes, (module) => module.ProblemNotice),
};

export type DialogParts = typeof dialogParts;
