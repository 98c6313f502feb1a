/** Where a form within is entered: its first field, or what opens it. One that stands beside another way, which comes first, is entered by the user alone. */
export function firstField(within: Element): HTMLElement | null {
  return within.querySelector(':not([data-beside]) > [data-part="form"] :is(input, select, textarea, [data-part="saved-secret"] button)');
}
