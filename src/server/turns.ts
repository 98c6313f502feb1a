/** Something scarce that stores share. Whoever waits is served store by store, so a flood of one delays another by one job, not by the flood (SR-55). */
export interface Turns {
  /** Runs a job when it is its store's turn. @param patience asked for only where the job must wait; aborted, the job is not run and its reason thrown. */
  take<T>(store: string, job: () => Promise<T>, patience: () => AbortSignal): Promise<T>;
}

interface Lane {
  running: number;
  waiting: (() => void)[];
}

/** @param most jobs at a time. @param share how many of them may be one store's. @param between awaited before a place is handed on to one who waits. */
export function createTurns({ most, share, between }: { most: number; share: number; between?: () => Promise<void> }): Turns {
  // In order of turn: who was served last stands last.
  const lanes = new Map<string, Lane>();
  let running = 0;
  let waiting = 0;

  const laneOf = (store: string): Lane => {
    const lane = lanes.get(store) ?? { running: 0, waiting: [] };
    lanes.set(store, lane);
    return lane;
  };

  function serve(): void {
    for (const [store, lane] of lanes) {
      if (running >= most) return;
      const start = lane.running < share ? lane.waiting.shift() : undefined;
      if (!start) continue;
      occupy(store, lane);
      start();
    }
  }

  function occupy(store: string, lane: Lane): void {
    running += 1;
    lane.running += 1;
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
      if (running < most && lane.running < share && lane.waiting.length === 0) occupy(store, lane);
      else await turn(store, lane, patience());
      const result = await (async () => job())().then((value) => () => value, (error: unknown) => () => { throw error; });
      if (!between || waiting === 0) {
        free(store, lane);
        return result();
      }
      const handOn = () => void between().then(() => free(store, lane));
      // What comes of an answer is work too, and a flood has more: where others wait, handing it over is a turn by itself.
      const answering = lane.waiting.length > 0 && waiting > lane.waiting.length ? turnToAnswer(lane) : undefined;
      handOn();
      if (answering) await answering.then(handOn);
      return result();
    },
  };
}
