import { late } from './late.ts';

/** All dialogs: one piece of code. */
export const dialogs = late(() => import('../dialogs/dialogs.tsx').then((module) => module.dialogs));
