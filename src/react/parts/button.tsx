'use client';

import { forwardRef } from 'react';
import { useRoot } from '../root/root-context.ts';
import { type ButtonProps, drawButton } from './draw-button.tsx';

/** A button of the page: the host's own if it gave one, never a submit unless it says so. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(props, ref) {
  return drawButton(useRoot(), { ...props, ref });
});
