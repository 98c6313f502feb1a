/** Where a form within is entered: its first field, or what opens it. */
export function firstField(within: Element): HTMLElement | null {
  return within.querySelector('[data-part="form"] :is(input, select, textarea, [data-part="saved-secret"] button)');
}
