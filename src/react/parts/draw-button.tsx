import type { ComponentPropsWithoutRef, Ref } from 'react';
import type { ButtonKind, RootContextValue } from '../root/root-context.ts';

export type ButtonProps = ComponentPropsWithoutRef<'button'> & { kind?: ButtonKind };

/** A button of the page without a component of its own: the host's if it gave one, never a submit unless it says so. */
export function drawButton({ components: { Button: Host }, part }: RootContextValue, { kind = 'plain', ...props }: ButtonProps & { ref?: Ref<HTMLButtonElement> | undefined }, key?: string) {
  const attributes = { type: 'button' as const, ...part('button', { kind }), ...props };
  return Host ? <Host key={key} kind={kind} {...attributes} /> : <button key={key} {...attributes} />;
}
