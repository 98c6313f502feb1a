import { ConfigureNotes } from './configure-notes.tsx';
import { ConflictView } from './conflict-view.tsx';
import { ConnectProgress } from './connect-progress.tsx';
import { ConnectSuccess } from './connect-success.tsx';
import { mergeConfiguration } from './merge-configuration.ts';
import { ProblemNotice } from './problem-notice.tsx';
import { TestResult } from './test-result.tsx';

/** What a dialog shows only after something was tried; one chunk, fetched while the dialog is filled in. */
export const outcomes = { ConfigureNotes, ConflictView, ConnectProgress, ConnectSuccess, ProblemNotice, TestResult, mergeConfiguration };
