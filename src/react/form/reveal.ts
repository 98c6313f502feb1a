/** Opens every closed section around an element, then focuses it. False when it is not there. */
export function reveal(id: string): boolean {
  const element = document.getElementById(id);
  if (!element) return false;
  openAround(element);
  element.focus();
  return true;
}

/** Opens every closed section around an element. */
export function openAround(element: Element): void {
  for (let section = element.closest('details'); section; section = section.parentElement?.closest('details') ?? null) section.open = true;
}

/** For sorting: which of two elements comes first on the page. */
export function orderOnPage(one: Element | null, other: Element | null): number {
  return one && other && one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
