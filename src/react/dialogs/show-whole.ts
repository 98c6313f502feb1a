/** As a ref: scrolls a result that appears below the fold into view, without moving focus from where the user is. */
export function showWhole(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
