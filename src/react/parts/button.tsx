'use client';

import { type ComponentPropsWithoutRef, forwardRef, type Ref } from 'react';
import { type ButtonKind, type RootContextValue, useRoot } from '../root/root-context.ts';
import { type Part, usePart } from './use-part.ts';

export type ButtonProps = ComponentPropsWithoutRef<'button'> & { kind?: ButtonKind };

/** A button of the page: the host's own if it gave one, never a submit unless it says so. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(props, ref) {
  return drawButton(useRoot(), usePart(), { ...props, ref });
});

/** The same without a component of its own, for lists that may be long. */
export function drawButton({ components: { Button: Host } }: RootContextValue, part: Part, { kind = 'plain', ...props }: ButtonProps & { ref?: Ref<HTMLButtonElement> }) {
  const attributes = { type: 'button' as const, ...part('button', { kind }), ...props };
  return Host ? <Host kind={kind} {...attributes} /> : <button {...attributes} />;
}
