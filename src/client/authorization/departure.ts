import type { Departure } from '../../core/authorization.ts';

/** Longer than a sign-in may take. */
const lasts = 1_800_000;

/** Keeps where this tab is, before it goes to a provider. Where the browser keeps nothing, the way back is the user's own. */
export function keepDeparture(key: string, departure: Pick<Departure, 'authorization' | 'integration' | 'draft'>): void {
  const { pathname, search, hash } = location;
  const kept: Departure = { ...departure, path: pathname + search + hash, until: Date.now() + lasts };
  try {
    sessionStorage.setItem(key, JSON.stringify(kept));
  } catch { /* blocked, or full */ }
}

/** What this page was left for, once; null where it was another page, too long ago, or not at all. */
export function takeDeparture(key: string): Departure | null {
  const kept = readDeparture(key);
  // One that belongs to another page of this origin waits for that.
  if (kept && kept.until > Date.now() && new URL(kept.path, location.origin).pathname !== location.pathname) return null;
  try {
    sessionStorage.removeItem(key);
  } catch { /* blocked */ }
  return kept && kept.until > Date.now() ? kept : null;
}

function readDeparture(key: string): Departure | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Departure | null;
    const whole = kept && [kept.authorization, kept.integration, kept.path].every((one) => typeof one === 'string') && URL.canParse(kept.path, location.origin);
    return whole ? kept : null;
  } catch {
    return null;
  }
}
