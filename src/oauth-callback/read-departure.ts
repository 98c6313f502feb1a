import { type Departure, departureKey } from '../core/authorization.ts';

/** Where this tab came from, if it left for this very sign-in: a path of this origin, as the settings page wrote it down (SR-64). Null in a window of its own. */
export function readDeparture(authorization: string): { address: string; note: (code: string) => void } | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(departureKey) ?? 'null') as Departure | null;
    if (kept?.authorization !== authorization || typeof kept.path !== 'string') return null;
    const address = new URL(kept.path, location.origin);
    if (address.origin !== location.origin) return null;
    return { address: address.href, note: (code) => sessionStorage.setItem(departureKey, JSON.stringify({ ...kept, code })) };
  } catch {
    return null;
  }
}
