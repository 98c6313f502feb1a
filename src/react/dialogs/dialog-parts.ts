'use client';

import { withDefaults } from '../../core/configuration.ts';
import { FieldsForm } from '../form/fields-form.tsx';
import { FormDialogFrame } from './form-dialog-frame.tsx';
import { ProblemNotice } from './later-outcomes.ts';
import { showWhole } from './show-whole.ts';
import { useAlive } from './use-alive.ts';
import { useDialogMessages } from './use-dialog-messages.ts';
import { useFormDialog } from './use-form-dialog.ts';
import { useUnsavedGuard } from './use-unsaved-guard.tsx';

/**
 * What dialogs of chunks of their own are made of. Handed to them, not imported there: what two chunks import, a bundler moves into further chunks,
 * and every dialog would pay for those.
 */
export const dialogParts = {
  withDefaults, FieldsForm, FormDialogFrame, showWhole,
  useAlive, useDialogMessages, useFormDialog, useUnsavedGuard, ProblemNotice,
};

export type DialogParts = typeof dialogParts;
