import type { Services } from '../operations/operation.ts';
import { carryOut } from './carry-out.ts';

/** What is left to do at providers after disconnects, done in the background. */
export interface Departures {
  /** There is something to do now. */
  wake(): void;
  /** Begins with what an earlier process left. */
  start(): void;
  /** Ends what is under way, which is taken up by the next that starts. */
  stop(): Promise<void>;
}

/** Calls `ring` once after so many milliseconds; answers what cancels it. */
export type Alarm = (milliseconds: number, ring: () => void) => () => void;

/** Departures under way at one time. */
const most = 8;
/** Milliseconds until another look where nothing is known to be due: a process that died may have left something. */
const idle = 5 * 60_000;
/** The same where something is open. */
const watchful = 30_000;

/** Carries departures out as they fall due, each by one process at a time; see `carryOut`. */
export function createDepartures(services: Services, alarm: Alarm = later): Departures {
  const { storage, now, log } = services;
  const underway = new Map<string, Promise<void>>();
  const ending = new AbortController();
  let running = false;
  let looking: Promise<void> | undefined;
  let again = false;
  let cancel = () => {};

  function wake(): void {
    if (!running) return;
    if (looking) {
      again = true;
      return;
    }
    again = false;
    cancel();
    looking = look().catch((error: unknown) => {
      log({ level: 'warn', event: 'departures.unread', error: error instanceof Error ? error.name : 'unknown' });
      return watchful;
    }).then((wait) => {
      looking = undefined;
      if (!running) return;
      if (again) wake();
      else cancel = alarm(wait, wake);
    });
  }

  /** Takes up what is due; answers the milliseconds until the next. */
  async function look(): Promise<number> {
    const open = await storage.nextDepartures(most + underway.size);
    const time = now().getTime();
    for (const one of open) {
      if (one.at.getTime() > time || underway.has(one.id) || underway.size >= most || !running) continue;
      underway.set(one.id, carryOut(one, services, ending.signal).then(() => true, () => {
        log({ level: 'error', event: 'departure.failed', store: one.store });
        return false;
      }).then((well) => {
        underway.delete(one.id);
        // What failed in an unforeseen way waits for the next look, lest it be tried without end.
        if (well) wake();
      }));
    }
    const next = open.find(({ at, id }) => at.getTime() > time && !underway.has(id));
    if (!next) return open.length > 0 ? watchful : idle;
    return Math.min(next.at.getTime() - time, watchful);
  }

  return {
    wake,
    start() {
      running = true;
      wake();
    },
    async stop() {
      running = false;
      cancel();
      ending.abort();
      await looking;
      await Promise.all(underway.values());
    },
  };
}

function later(milliseconds: number, ring: () => void): () => void {
  const timer: ReturnType<typeof setTimeout> & { unref?(): void } = setTimeout(ring, milliseconds);
  // Where a process could end but for this timer, it may. Only Node knows that.
  timer.unref?.();
  return () => clearTimeout(timer);
}
