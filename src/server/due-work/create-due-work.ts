import type { Services } from '../operations/operation.ts';

/** Something of a store that falls due. */
export interface Due {
  store: string;
  id: string;
  /** Milliseconds until then; none or fewer where it is time. */
  wait: number;
}

/** One kind of what is done in the background. */
export interface Chore {
  /** What the log calls it. */
  name: string;
  /** Under way at one time. */
  most: number;
  /** Milliseconds between two looks where something falls due later. Default: half a minute. */
  every?: number;
  /** What of all stores is due next, soonest first. */
  next(most: number): Promise<readonly Due[]>;
  /** Does it, for one process at a time; afterwards it is no longer due now. Throws only what nobody foresaw. */
  carryOut(due: Due, signal: AbortSignal): Promise<void>;
}

/** A chore that is looked after. */
export interface DueWork {
  /** There is something to do now. */
  wake(): void;
  /** Begins with what an earlier process left. */
  start(): void;
  /** Once what is under way now has ended. */
  settled(): Promise<void>;
  /** Ends what is under way, which is taken up by the next that starts. */
  stop(): Promise<void>;
}

/** Calls `ring` once after so many milliseconds; answers what cancels it. */
export type Alarm = (milliseconds: number, ring: () => void) => () => void;

/** Milliseconds until another look where nothing is known to be due: a process that died may have left something. */
const idle = 5 * 60_000;
/** The same where something is open. */
const watchful = 30_000;

/** Does a chore as it falls due. */
export function createDueWork({ name, most, every = watchful, next: nextDue, carryOut }: Chore, { log }: Pick<Services, 'log'>, alarm: Alarm = later): DueWork {
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
      log({ level: 'warn', event: `${name}s.unread`, error: error instanceof Error ? error.name : 'unknown' });
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
    const open = await nextDue(most + underway.size);
    for (const one of open) {
      const key = keyOf(one);
      if (one.wait > 0 || underway.has(key) || underway.size >= most || !running) continue;
      underway.set(key, carryOut(one, ending.signal).then(() => true, () => {
        log({ level: 'error', event: `${name}.failed`, store: one.store });
        return false;
      }).then((well) => {
        underway.delete(key);
        // What failed in an unforeseen way waits for the next look, lest it be tried without end.
        if (well) wake();
      }));
    }
    const next = open.find((one) => one.wait > 0 && !underway.has(keyOf(one)));
    if (!next) return open.length > 0 ? every : idle;
    return Math.min(next.wait, every);
  }

  async function settled(): Promise<void> {
    await looking;
    await Promise.all(underway.values());
  }

  return {
    wake,
    start() {
      running = true;
      wake();
    },
    settled,
    stop() {
      running = false;
      cancel();
      ending.abort();
      return settled();
    },
  };
}

function keyOf({ store, id }: Due): string {
  return `${store}/${id}`;
}

function later(milliseconds: number, ring: () => void): () => void {
  const timer: ReturnType<typeof setTimeout> & { unref?(): void } = setTimeout(ring, milliseconds);
  // Where a process could end but for this timer, it may. Only Node knows that.
  timer.unref?.();
  return () => clearTimeout(timer);
}
