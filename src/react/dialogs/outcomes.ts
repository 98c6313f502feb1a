import { BelowForm } from './below-form.tsx';
import { ConfigureNotes } from './configure-notes.tsx';
import { configuring } from './configuring.ts';
import { ConnectEnd } from './connect-end.tsx';
import { ConnectNotes } from './connect-notes.tsx';
import { ConnectProgress } from './connect-progress.tsx';
import { ConnectSuccess } from './connect-success.tsx';
import { connecting } from './connecting.ts';
import { DisconnectNotes } from './disconnect-notes.tsx';
import { disconnecting } from './disconnecting.ts';
import { GuardQuestion } from './guard-question.tsx';
import { ImpactNote } from './impact-note.tsx';
import { DisconnectChoices } from './later-choices.tsx';
import { ConflictView } from './later-differences.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { SaveBar } from './save-bar.tsx';
import { TestResult } from './test-result.tsx';
import { verifying } from './verifying.ts';

/** What a dialog does, and shows, only after something in it was pressed, and what stands below its form; one chunk, fetched on the way to a button and while the dialog is read and filled in. */
export const outcomes = { BelowForm, ConfigureNotes, configuring, ConflictView, ConnectEnd, ConnectNotes, ConnectProgress, ConnectSuccess, connecting, DisconnectChoices, DisconnectNotes, disconnecting, GuardQuestion, ImpactNote, ProblemNotice, SaveBar, TestResult, verifying };
