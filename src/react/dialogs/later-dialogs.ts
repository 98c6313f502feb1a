'use client';

import { late } from '../root/late.ts';
import { laterDialog } from './later-dialog.tsx';

/** Fetches the dialog of test events, which few people open. */
const laterTest = late(() => import('./test-dialog.tsx').then((module) => module.TestDialog));

export const TestDialog = laterDialog(laterTest);
