import type { Readable } from './root-context.ts';

const period = 30_000;

/** A time that moves every half minute, with a timer only while somebody listens. */
export function createClock(now: () => number): Readable<number> {
  const listeners = new Set<() => void>();
  let time = now();
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    get: () => time,
    subscribe(listener) {
      listeners.add(listener);
      timer ??= setInterval(() => {
        time = now();
        for (const tell of listeners) tell();
      }, period);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}
