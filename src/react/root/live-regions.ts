/** How many past messages stay readable; a longer trail would only be met again when browsing the page. */
const kept = 2;

/** Appends a message to a live region as an element of its own, so that the same words are spoken again when they come again. */
export function say(region: HTMLElement | null, message: string): void {
  if (!region) return;
  const line = region.ownerDocument.createElement('p');
  line.textContent = message;
  region.append(line);
  while (region.childElementCount > kept) region.firstElementChild?.remove();
}
