/** `away`: at another site, as a sign-in is. `closed` also reads a page that severed its opener (COOP), so it is no verdict. */
type Whereabouts = 'here' | 'away' | 'closed';

const features = 'popup,width=560,height=720';

/** Opens an empty window; null where the browser blocks it. Its opener is cut before it goes anywhere, so that no page in it can reach this one (SR-2). */
export function openProviderWindow(): Window | null {
  const opened = window.open('about:blank', '', features);
  if (!opened || opened.closed) return null;
  opened.opener = null;
  return opened;
}

export function whereaboutsOf(opened: Window): Whereabouts {
  if (opened.closed) return 'closed';
  try {
    return opened.location.href === '' ? 'away' : 'here';
  } catch {
    return 'away';
  }
}

/** Is somebody looking at this page? Who still types in a window in front of it is not. */
export function hasFocus(): boolean {
  try {
    return (window.top ?? window).document.hasFocus();
  } catch {
    return document.hasFocus();
  }
}

/** The address as one that may be gone to: https, or http on this machine (SR-7). Null for any other. */
export function safeAddress(url: string): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed) return null;
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname);
  return parsed.protocol === 'https:' || (parsed.protocol === 'http:' && local) ? parsed.href : null;
}
