/** Runs at most so many jobs per name at a time; the rest wait in turn (SR-73). */
export interface ConcurrencyLimit {
  run<T>(name: string, signal: AbortSignal, job: () => Promise<T>): Promise<T>;
}

/** @param most jobs at a time for one name. */
export function createConcurrencyLimit(most: number): ConcurrencyLimit {
  const lanes = new Map<string, { running: number; waiting: (() => void)[] }>();
  return {
    async run(name, signal, job) {
      const lane = lanes.get(name) ?? { running: 0, waiting: [] };
      lanes.set(name, lane);
      if (lane.running >= most) await turn(lane.waiting, signal);
      else lane.running += 1;
      try {
        signal.throwIfAborted();
        return await job();
      } finally {
        // A place is handed on rather than freed, so a newcomer cannot overtake those who wait.
        const next = lane.waiting.shift();
        if (next) next();
        else if (--lane.running === 0) lanes.delete(name);
      }
    },
  };
}

function turn(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      waiting.splice(waiting.indexOf(mine), 1);
      reject(signal.reason as Error);
    };
    const mine = () => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    if (signal.aborted) return reject(signal.reason as Error);
    waiting.push(mine);
    signal.addEventListener('abort', leave, { once: true });
  });
}
