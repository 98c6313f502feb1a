'use client';

import type { ComponentType } from 'react';
import type { Late } from '../root/late.ts';
import { LateFailure } from '../root/late-failure.tsx';
import { useRoot } from '../root/root-context.ts';
import { useLate } from '../root/use-late.ts';
import { type DialogParts, dialogParts } from './dialog-parts.ts';

export interface LaterDialogProps {
  integration: string;
  parts: DialogParts;
}

/** A dialog of late code: drawn at once when that is there; until then, a word in its place. */
export function laterDialog(late: Late<ComponentType<LaterDialogProps>>): ComponentType<{ integration: string }> {
  return function LaterDialog({ integration }) {
    const { messages, closeDialog, part } = useRoot();
    const { code: Loaded, failed } = useLate(late, true);
    if (Loaded) return <Loaded integration={integration} parts={dialogParts} />;
    return failed ? <LateFailure late={late} onCancel={closeDialog} /> : <p {...part('notice', { floating: true, delayed: true })}>{messages.pageDialogLoading()}</p>;
  };
}
