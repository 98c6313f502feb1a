import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

/** Where to interrupt: at the `at`-th awaited call from now on, before it, while it runs, or after it. */
export interface Interruption {
  at: number;
  phase: 'before' | 'during' | 'after';
  how: 'kill' | 'drop connections';
}

type Asynchronous = (...all: never[]) => unknown;

const call = (work: Asynchronous, self: unknown, all: never[]): unknown => work.apply(self, all);

/** Counts every awaited call of what is wrapped, and interrupts at the one that was chosen. */
export function createPoints(dropConnections: () => Promise<void>) {
  let chosen: Interruption | null = null;
  let passed = 0;

  async function interrupt(): Promise<void> {
    if (chosen?.how === 'drop connections') await dropConnections();
    else process.kill(process.pid, 'SIGKILL');
  }

  function wrap<T extends Asynchronous>(work: T): T {
    return async function wrapped(this: unknown, ...all: never[]) {
      if (!chosen) return call(work, this, all);
      passed += 1;
      const phase = passed === chosen.at ? chosen.phase : null;
      if (phase === 'before') await interrupt();
      const running = call(work, this, all);
      if (phase === 'during') await Promise.all([running, interrupt()]);
      const result = await running;
      if (phase === 'after') await interrupt();
      return result;
    } as unknown as T;
  }

  // One message to PGlite, one query of a connection: below everything of ours, `begin` and `commit` among them.
  PGlite.prototype.execProtocolRaw = wrap(PGlite.prototype.execProtocolRaw);
  PGlite.prototype.execProtocolRawStream = wrap(PGlite.prototype.execProtocolRawStream);
  const query = pg.Client.prototype.query as Asynchronous;
  const wrappedQuery = wrap(query);
  pg.Client.prototype.query = function choose(this: pg.Client, ...all: never[]) {
    // With a callback or a query object (the pool's own) it answers no promise.
    return (typeof all[0] === 'string' && typeof all.at(-1) !== 'function' ? wrappedQuery : query).apply(this, all);
  } as never;

  return {
    wrap,
    /** Every method of an object. */
    wrapAll<T extends object>(object: T): T {
      return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, typeof value === 'function' ? wrap(value as Asynchronous) : (value as unknown)])) as T;
    },
    choose(interruption: Interruption | null) {
      const before = passed;
      chosen = interruption;
      passed = 0;
      return before;
    },
  };
}
