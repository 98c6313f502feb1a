import { IntegrationsError } from '../core/errors.ts';

interface Entry {
  verb: string;
  input: unknown;
  waiting: number;
  controller: AbortController;
  result: Promise<unknown>;
}

export interface OperationQueue {
  /**
   * Runs one operation per address at a time. The same verb with the same input joins the newest one; anything else waits its turn.
   * A caller's signal lets that caller go at once; the operation is aborted when its last caller went.
   */
  enqueue<T>(address: string, verb: string, input: unknown, signal: AbortSignal | undefined, run: (signal: AbortSignal) => Promise<T>): Promise<T>;
  abortAll(): void;
}

export function createOperationQueue(): OperationQueue {
  const lines = new Map<string, Entry[]>();

  function start<T>(address: string, verb: string, input: unknown, run: (signal: AbortSignal) => Promise<T>): Entry {
    const line = lines.get(address) ?? [];
    const before = line.at(-1);
    const controller = new AbortController();
    const result = before ? before.result.then(() => run(controller.signal), () => run(controller.signal)) : run(controller.signal);
    const entry: Entry = { verb, input, waiting: 0, controller, result };
    lines.set(address, line);
    line.push(entry);
    const leave = () => {
      line.splice(line.indexOf(entry), 1);
      if (line.length === 0) lines.delete(address);
    };
    result.then(leave, leave);
    return entry;
  }

  return {
    enqueue<T>(address: string, verb: string, input: unknown, signal: AbortSignal | undefined, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
      if (signal?.aborted) return Promise.reject(new IntegrationsError('aborted'));
      const newest = lines.get(address)?.at(-1);
      const joins = newest && newest.verb === verb && !newest.controller.signal.aborted && isSame(newest.input, input);
      return share<T>(joins ? newest : start(address, verb, input, run), signal);
    },
    abortAll() {
      for (const line of lines.values()) for (const entry of line) entry.controller.abort();
    },
  };
}

function share<T>(entry: Entry, signal: AbortSignal | undefined): Promise<T> {
  entry.waiting++;
  return new Promise((resolve, reject) => {
    const go = () => {
      if (--entry.waiting === 0) entry.controller.abort();
      reject(new IntegrationsError('aborted'));
    };
    signal?.addEventListener('abort', go, { once: true });
    const settle = () => signal?.removeEventListener('abort', go);
    entry.result.then((value) => { settle(); resolve(value as T); }, (error: Error) => { settle(); reject(error); });
  });
}

function isSame(a: unknown, b: unknown): boolean {
  try {
    return JSON.stringify(a) === JSON.stringify(b);
  } catch {
    return false;
  }
}
