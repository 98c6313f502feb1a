'use client';

import { late } from '../root/late.ts';
import { laterDialog } from './later-dialog.tsx';

/** Fetches the dialog of disconnecting, which asks without a form. */
export const laterDisconnect = late(() => import('./disconnect-dialog.tsx').then((module) => module.DisconnectDialog));

/** Fetches the dialog of test events, which few people open. */
const laterTest = late(() => import('./test-dialog.tsx').then((module) => module.TestDialog));

export const DisconnectDialog = laterDialog(laterDisconnect);
export const TestDialog = laterDialog(laterTest);
