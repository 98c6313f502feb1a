import { fieldMessage, missingMessage } from '../../core/field-message.ts';
import { ErrorSummary } from './error-summary.tsx';

/** What is said of mistakes in a form; one chunk, fetched on the way to a button and while the form is filled in. Until it is there, a mistake is told in plain words. */
export const mistakes = { ErrorSummary, fieldMessage, missingMessage };
