import type { Integration } from '../core/integration.ts';
import { isOutdated, type Mark } from './freshness.ts';
import type { ClientState } from './state.ts';

/** Remembers in which order requests began and answers came, so that a late answer never undoes a newer one (SR-16). */
export interface Ledger {
  /** One step of the client's clock: the beginning of a request. What began before the ledger was there, began at 0. */
  tick(): number;
  /** Takes an answer over, unless what is known is newer; then answers false. */
  take(known: Integration | undefined, incoming: Integration, began: number, mutation: boolean): boolean;
  /** The outcome of a change is unknown from now on. */
  lose(id: string): void;
  /** Did this request begin after the outcome became unknown, so that its answer clears it? */
  settles(id: string, began: number): boolean;
  /** Was an answer taken over, or an outcome lost, since then? */
  movedSince(id: string, began: number): boolean;
}

/** Takes an answer into the state, unless what is known is newer. */
export type KeepIntegration = (state: ClientState, integration: Integration, began: number, mutation: boolean) => ClientState;

export function createLedger(): Ledger {
  const marks = new Map<string, Mark>();
  const lost = new Map<string, number>();
  let clock = 0;
  return {
    tick: () => ++clock,
    take(known, incoming, began, mutation) {
      const mark = marks.get(incoming.id);
      if (known && mark && isOutdated(known, mark, incoming, began, mutation)) return false;
      marks.set(incoming.id, { began, taken: ++clock, mutation });
      return true;
    },
    lose: (id) => void lost.set(id, ++clock),
    settles: (id, began) => began > (lost.get(id) ?? -1),
    movedSince: (id, began) => Math.max(marks.get(id)?.taken ?? 0, lost.get(id) ?? 0) > began,
  };
}
