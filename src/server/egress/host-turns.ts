import { createTurns, type Turns } from '../turns.ts';

/** Turns at every host of its own: no host waits for another, and at one host no store for all calls of another (SR-55, SR-73). */
export interface HostTurns {
  take<T>(host: string, store: string, job: () => Promise<T>, patience: () => AbortSignal): Promise<T>;
}

/** @param limits calls to one host at a time, over all stores (`most`) and for one (`share`). */
export function createHostTurns(limits: { most: number; share: number }): HostTurns {
  const hosts = new Map<string, { turns: Turns; users: number }>();
  return {
    async take(host, store, job, patience) {
      const at = hosts.get(host) ?? { turns: createTurns(limits), users: 0 };
      hosts.set(host, at);
      at.users += 1;
      try {
        return await at.turns.take(store, job, patience);
      } finally {
        at.users -= 1;
        // A prefix that is entered becomes a host name, so hosts are many.
        if (at.users === 0) hosts.delete(host);
      }
    },
  };
}
