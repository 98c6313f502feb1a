import { ConflictView } from './conflict-view.tsx';
import { RestoreQuestion } from './restore-question.tsx';

/** What shows values side by side; one chunk, fetched with a save, which may meet another, and when defaults are to be restored. */
export const differences = { ConflictView, RestoreQuestion };
