import { isDeepStrictEqual } from 'node:util';

/** What one integration shows of itself. */
export interface State {
  status: 'disconnected' | 'connected';
  revision: number;
  configuration: unknown;
  /** Last characters of the stored key. */
  hint: string | null;
}

export type Call = { verb: 'read' } | { verb: 'connect'; hint: string } | { verb: 'configure'; configuration: unknown; revision: number } | { verb: 'disconnect' };

export interface Answer {
  outcome: 'done' | 'conflict' | 'not_connected';
  /** As it was afterwards, or as it stood in the way. */
  state: State;
}

/** One call of a history, with the order in which it began and was answered. */
export interface Event {
  call: Call;
  answer: Answer;
  began: number;
  ended: number;
}

export const initial: State = { status: 'disconnected', revision: 0, configuration: {}, hint: null };

/** What a call does to a state when nothing else happens meanwhile: the whole specification. */
export function apply(state: State, call: Call): Answer {
  const done = (next: State): Answer => ({ outcome: 'done', state: next });
  if (call.verb === 'read') return done(state);
  if (call.verb === 'connect') return done({ ...state, status: 'connected', revision: state.revision + 1, hint: call.hint });
  if (call.verb === 'disconnect') return done(state.status === 'disconnected' ? state : { ...state, status: 'disconnected', revision: state.revision + 1, hint: null });
  if (state.status === 'disconnected') return { outcome: 'not_connected', state };
  if (call.revision !== state.revision) return { outcome: 'conflict', state };
  return done({ ...state, revision: state.revision + 1, configuration: call.configuration });
}

/**
 * Is there an order of all calls that keeps to real time (whoever was answered before another began comes first) and in which each answer is the specified one?
 * The search of Wing and Gong (1993), which remembers what led nowhere (Lowe 2017). Answers the order, or null.
 */
export function linearize(history: readonly Event[]): Event[] | null {
  const nowhere = new Set<string>();
  const order: Event[] = [];
  const left = new Set(history);

  function search(state: State): boolean {
    if (left.size === 0) return true;
    const place = JSON.stringify([history.map((event) => (left.has(event) ? 1 : 0)).join(''), state]);
    if (nowhere.has(place)) return false;
    const firstEnd = Math.min(...[...left].map(({ ended }) => ended));
    for (const event of [...left]) {
      // Something else was over before this began.
      if (event.began > firstEnd) continue;
      const specified = apply(state, event.call);
      if (!isDeepStrictEqual(specified, event.answer)) continue;
      left.delete(event);
      order.push(event);
      if (search(specified.state)) return true;
      order.pop();
      left.add(event);
    }
    nowhere.add(place);
    return false;
  }
  return search(initial) ? order : null;
}

/** Something that answers calls of one integration. */
export type Register = (call: Call) => Promise<Answer>;

/** Several clients, each with one call at a time, which know only what they were answered. */
export async function record(register: Register, random: () => number, { clients = 4, calls = 4 } = {}): Promise<Event[]> {
  const history: Event[] = [];
  let clock = 0;
  let values = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      let revision = 0;
      for (let n = 0; n < calls; n += 1) {
        const draw = random();
        values += 1;
        const call: Call =
          draw < 0.3
            ? { verb: 'connect', hint: String(1_000 + values) }
            : draw < 0.75
              ? { verb: 'configure', configuration: { listId: `list ${values}`, frequency: 'daily' }, revision }
              : draw < 0.9
                ? { verb: 'read' }
                : { verb: 'disconnect' };
        const began = (clock += 1);
        const answer = await register(call);
        history.push({ call, answer, began, ended: (clock += 1) });
        // Now and then an old one is used again.
        if (random() < 0.9) revision = answer.state.revision;
      }
    }),
  );
  return history;
}
