import type { OpenDialog } from './root-context.ts';

/** The opener while it is shown, else the card's first action, its heading, or the root itself. */
export function findFocusTarget(root: HTMLElement | null, dialog: OpenDialog | null, opener: HTMLElement | null): HTMLElement | null {
  if (opener?.isConnected && opener.checkVisibility()) return opener;
  const card = dialog && root?.querySelector(`[data-integration="${CSS.escape(dialog.integration)}"]`);
  return card?.querySelector<HTMLElement>('[data-part="card-actions"] button, [data-part="card-title"]') ?? root;
}
