/** Focuses the first thing within that can be edited, else the element itself; false when there is none. */
export function focusFirst(within: HTMLElement | null): boolean {
  const target = within?.querySelector<HTMLElement>('input, select, textarea, [tabindex="0"]') ?? within;
  target?.focus();
  return target !== null;
}
