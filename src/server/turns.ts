/** Something scarce that stores share. Whoever waits is served store by store, so a flood of one delays another by one job, not by the flood (SR-55). */
export interface Turns {
  /** Runs a job when it is its store's turn. @param patience asked for only where the job must wait; aborted, the job is not run and its reason thrown. */
  take<T>(store: string, job: () => Promise<T>, patience: () => AbortSignal): Promise<T>;
}

export interface TurnRules {
  /** Jobs at a time. */
  most: number;
  /** How many of them may be one store's … */
  share: number;
  /** … and how many while another store is present. Default: no fewer. */
  beside?: number;
  /** Milliseconds a store that floods then leaves, after each of its turns, for another store to take one. Default 0. */
  pause?: number;
  /** Where all places are taken, awaited before one is handed on to one who waits. Where it is given, the answer of a store that floods beside another takes a turn by itself. */
  between?: () => Promise<void>;
}

/** Milliseconds a store counts as present after it was last served: one that asks again and again is absent in between, and would find the flood at its full width each time. */
const lingers = 50;

interface Lane {
  running: number;
  waiting: (() => void)[];
}

export function createTurns({ most, share, beside = share, pause = 0, between }: TurnRules): Turns {
  // In order of turn: who was served last stands last.
  const lanes = new Map<string, Lane>();
  let running = 0;
  let waiting = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Who was served last, and the last that was another store.
  let [latest, other] = [{ store: '', at: Number.NEGATIVE_INFINITY }, { store: '', at: Number.NEGATIVE_INFINITY }];

  const laneOf = (store: string): Lane => {
    const lane = lanes.get(store) ?? { running: 0, waiting: [] };
    lanes.set(store, lane);
    return lane;
  };

  function isBeside(store: string): boolean {
    return lanes.size > (lanes.has(store) ? 1 : 0) || performance.now() - (latest.store === store ? other : latest).at < lingers;
  }

  function mayRun(store: string, lane: Lane): boolean {
    return isBeside(store) ? lane.running < beside && !mustPause(store, lane) : lane.running < share;
  }

  // A store that waits for each answer before it asks again never pauses.
  function mustPause(store: string, lane: Lane): boolean {
    const rest = latest.at + pause - performance.now();
    if (latest.store !== store || rest <= 0 || lane.running + lane.waiting.length < 2) return false;
    timer ??= setTimeout(() => {
      timer = undefined;
      serve();
    }, rest);
    return true;
  }

  function serve(): void {
    for (const [store, lane] of lanes) {
      if (running >= most) return;
      const start = lane.waiting.length > 0 && mayRun(store, lane) ? lane.waiting.shift() : undefined;
      if (!start) continue;
      occupy(store, lane);
      start();
    }
  }

  function occupy(store: string, lane: Lane): void {
    running += 1;
    lane.running += 1;
    if (latest.store !== store) other = latest;
    latest = { store, at: performance.now() };
    last(store, lane);
  }

  function free(store: string, lane: Lane): void {
    running -= 1;
    lane.running -= 1;
    // Behind those who came while it was being served, so that they wait for one job of a flood and not for two.
    last(store, lane);
    drop(store, lane);
    serve();
  }

  function last(store: string, lane: Lane): void {
    lanes.delete(store);
    lanes.set(store, lane);
  }

  function drop(store: string, lane: Lane): void {
    if (lane.running === 0 && lane.waiting.length === 0) lanes.delete(store);
  }

  function turn(store: string, lane: Lane, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        lane.waiting.splice(lane.waiting.indexOf(mine), 1);
        waiting -= 1;
        drop(store, lane);
        reject(signal.reason as Error);
      };
      const mine = () => {
        signal.removeEventListener('abort', leave);
        waiting -= 1;
        resolve();
      };
      lane.waiting.push(mine);
      waiting += 1;
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  function turnToAnswer(lane: Lane): Promise<void> {
    return new Promise((resolve) => {
      waiting += 1;
      lane.waiting.unshift(() => {
        waiting -= 1;
        resolve();
      });
    });
  }

  return {
    async take(store, job, patience) {
      const lane = laneOf(store);
      // A place that is being handed on still counts, so a newcomer cannot overtake those who wait.
      if (running < most && lane.waiting.length === 0 && mayRun(store, lane)) occupy(store, lane);
      else await turn(store, lane, patience());
      const result = await (async () => job())().then((value) => () => value, (error: unknown) => () => { throw error; });
      if (!between || waiting === 0) {
        free(store, lane);
        return result();
      }
      const handOn = () => void between().then(() => free(store, lane));
      // What its caller does with an answer, such as asking again, is work too.
      const answering = lane.waiting.length > 0 && isBeside(store) ? turnToAnswer(lane) : undefined;
      if (running < most) free(store, lane);
      else handOn();
      if (answering) await answering.then(handOn);
      return result();
    },
  };
}
