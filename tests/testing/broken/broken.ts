import type { MemoryAdapter } from '../../../src/adapters/memory.ts';
import { type CallOptions, type Integration, type IntegrationsAdapter, IntegrationsError } from '../../../src/core/index.ts';
import type { ConformanceSetup } from '../../../src/testing/index.ts';
import { parcelSetup } from '../parcel.ts';

/** An adapter that breaks one promise, and the one case that must notice. */
export interface BrokenAdapter {
  does: string;
  caughtBy: string;
  make(): ConformanceSetup;
}

export type Method = 'list' | 'connect' | 'configure' | 'disconnect' | 'status' | 'verify' | 'sendTest' | 'options' | 'impact' | 'update' | 'add';
type Change = Partial<IntegrationsAdapter>;

/** A good adapter with some methods replaced. */
export function broken(does: string, caughtBy: string, change: (good: MemoryAdapter & Required<Pick<MemoryAdapter, 'add'>>) => Change, latency = 0): BrokenAdapter {
  return {
    does,
    caughtBy,
    make: () => {
      const setup = parcelSetup(latency > 0 ? { latency: { connect: latency } } : {});
      return { ...setup, adapter: { ...setup.adapter, ...change(setup.adapter as Parameters<typeof change>[0]) } };
    },
  };
}

/** One method with its calls handed through `around`, whatever its input is. */
export function around(good: IntegrationsAdapter, method: Method, how: (call: (o: CallOptions) => Promise<unknown>, o: CallOptions, input: unknown) => Promise<unknown>): Change {
  const call = good[method] as (...args: unknown[]) => Promise<unknown>;
  return { [method]: (...args: unknown[]) => how((o) => call(...args.slice(0, -1), o), args.at(-1) as CallOptions, args[0]) };
}

/** The same call without its key. */
export const bare = ({ signal }: CallOptions): CallOptions => ({ signal });

/** The Integration under test as the good adapter has it. */
export async function parcelOf(good: IntegrationsAdapter, o: CallOptions): Promise<Integration> {
  return (await good.list(bare(o))).find(({ id }) => id === 'parcel') as Integration;
}

/** The two ways of not heeding a signal: only later aborts are noticed, or only one that was there before. */
export function heedless(method: Method): BrokenAdapter[] {
  return [
    broken(`begins a ${method} that was given up`, `${method}: rejects with aborted when the caller had given up before, and changes nothing`, (good) =>
      around(good, method, (call, o) => {
        const later = new AbortController();
        o.signal.addEventListener('abort', () => later.abort(), { once: true });
        return call({ ...o, signal: later.signal });
      }),
    ),
    broken(`goes on with a ${method} that is given up`, `${method}: rejects with aborted when the caller gives up on the way`, (good) =>
      around(good, method, async (call, o) => {
        if (o.signal.aborted) throw new IntegrationsError('aborted');
        return call({ ...o, signal: new AbortController().signal });
      }),
    ),
  ];
}

/** Works on the first account, whatever it was asked for. */
export function misdirected(method: Exclude<Method, 'list' | 'add'>): BrokenAdapter {
  return broken(`takes any address in ${method}`, `${method}: refuses an address that does not exist`, (good) => {
    const call = good[method] as (input: object, o: CallOptions) => Promise<unknown>;
    return {
      [method]: async (input: { integration: string }, o: CallOptions) => {
        const known = (await good.list(o)).some(({ id }) => id === input.integration);
        return call({ ...input, ...(known ? {} : { integration: 'parcel' }) }, o);
      },
    };
  });
}

/** The two ways of not heeding a key: its effect comes again, or other input is taken for the same. */
export function keyless(
  method: Exclude<Method, 'list' | 'verify' | 'options' | 'impact' | 'status'>,
  again = `${method}: has one effect when the same key arrives twice`,
): BrokenAdapter[] {
  return [
    broken(`does a ${method} again for a key that was used`, again, (good) => {
      const done = new Map<string, string>();
      return around(good, method, async (call, o, input) => {
        const key = o.idempotencyKey ?? '';
        if (done.get(key) === JSON.stringify(input)) return call(bare(o));
        const answer = await call(o);
        done.set(key, JSON.stringify(input));
        return answer;
      });
    }),
    broken(`takes a ${method} for the same by its key alone`, `${method}: refuses the same key with other input`, (good) => {
      const first = new Map<string, unknown>();
      const call = good[method] as (input: unknown, o: CallOptions) => Promise<unknown>;
      return {
        [method]: (input: unknown, o: CallOptions) => {
          const key = o.idempotencyKey ?? '';
          if (!first.has(key)) first.set(key, input);
          return call(first.get(key), o);
        },
      };
    }),
  ];
}
