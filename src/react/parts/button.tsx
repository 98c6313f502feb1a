'use client';

import { type ComponentPropsWithoutRef, forwardRef } from 'react';
import { type ButtonKind, useRoot } from '../root/root-context.ts';
import { usePart } from './use-part.ts';

export type ButtonProps = ComponentPropsWithoutRef<'button'> & { kind?: ButtonKind };

/** A button of the page: the host's own if it gave one, never a submit unless it says so. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button({ kind = 'plain', ...props }, ref) {
  const { Button: Host } = useRoot().components;
  const attributes = { ref, type: 'button' as const, ...usePart()('button', { kind }), ...props };
  return Host ? <Host kind={kind} {...attributes} /> : <button {...attributes} />;
});
