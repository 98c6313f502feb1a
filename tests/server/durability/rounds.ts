import { isDeepStrictEqual } from 'node:util';
import { type Answer, aServer, type ServerProcess } from './a-server.ts';
import type { Interruption } from './points.ts';

type Verb = 'connect' | 'reconnect' | 'configure' | 'update' | 'disconnect';
export const verbs: readonly Verb[] = ['connect', 'configure', 'update', 'reconnect', 'disconnect'];

interface Intent {
  verb: Verb;
  key: string;
  method: string;
  path: string;
  body: unknown;
  ifMatch: string | null;
  /** What the answer shows of it once it is done. */
  effect: Record<string, unknown>;
}

/** One store with one integration, whose every acknowledged state is remembered. */
export interface Witness {
  store: string;
  /** The last acknowledged state; null before the first. */
  known: Record<string, unknown> | null;
  /** Sent, and not known to be done or not. */
  open: Intent | null;
}

/** A server as its clients and its database show it. */
export type Reached = Pick<ServerProcess, 'send' | 'inspect'>;

export const aWitness = (): Witness => ({ store: crypto.randomUUID(), known: null, open: null });

let counter = 0;

export function intend({ known }: Witness, verb: Verb): Intent {
  counter += 1;
  const label = `Label ${counter}`;
  const configuration = { listId: `list-${counter}`, frequency: 'hourly' };
  const make = (method: string, path: string, body: unknown, effect: Record<string, unknown>, guarded = false): Intent => ({
    verb,
    key: `key-${counter}-${crypto.randomUUID()}`,
    method,
    path: `/mailer${path}`,
    body,
    ifMatch: guarded ? `"${String(known?.['revision'] ?? '0')}"` : null,
    effect,
  });
  if (verb === 'configure') return make('PUT', '/configure', { configuration }, { configuration }, true);
  if (verb === 'update') return make('PATCH', '', { label }, { label }, true);
  if (verb === 'disconnect') return make('DELETE', '/disconnect', undefined, { status: 'disconnected', credentials: {} });
  // A blank key is kept, so what is stored is opened and sealed again.
  const apiKey = verb === 'connect' ? { apiKey: `mk-anna-${crypto.randomUUID()}` } : {};
  return make('POST', '/connect', { credentials: { ...apiKey, region: 'eu' } }, { status: 'connected' });
}

/** The verb that can follow the known state and leads towards the wanted one. */
export function feasible({ known }: Witness, wanted: Verb): Verb {
  const connected = known !== null && known['status'] !== 'disconnected';
  if (wanted === 'connect') return connected ? 'disconnect' : 'connect';
  return connected ? wanted : 'connect';
}

/** Sends an intent, the same one as often as it is asked to. */
export function send(server: Reached, { store }: Witness, { method, path, body, ifMatch, key }: Intent): Promise<Answer | null> {
  return server.send(method, `/api/stores/${store}/integrations${path}`, body, { 'idempotency-key': key, ...(ifMatch === null ? {} : { 'if-match': ifMatch }) });
}

/** Carries an intent out and expects that it is acknowledged. */
export async function carryOut(server: Reached, witness: Witness, verb: Verb): Promise<void> {
  const intent = intend(witness, verb);
  const answer = await send(server, witness, intent);
  if (answer?.status !== 200) throw new Error(`${verb} was answered ${JSON.stringify(answer)}`);
  acknowledge(witness, intent, answer);
}

export function acknowledge(witness: Witness, intent: Intent, { body }: Answer): void {
  if (!follows(witness, intent, body)) throw new Error(`${intent.verb} was acknowledged with ${JSON.stringify(body)}, after ${JSON.stringify(witness.known)}`);
  witness.known = body;
  witness.open = null;
}

function follows({ known }: Witness, { effect }: Intent, state: Record<string, unknown>): boolean {
  return Number(state['revision']) === Number(known?.['revision'] ?? 0) + 1 && Object.entries(effect).every(([name, value]) => isDeepStrictEqual(state[name], value));
}

/**
 * After an interruption: every acknowledged write is there, what was under way is wholly done or wholly not, the tables agree with each other, and repeating the
 * request once more does it exactly once. Answers whether it had been done. @throws Error saying what is wrong.
 */
export async function settle(server: Reached, witness: Witness): Promise<'done' | 'not done'> {
  const { store, open } = witness;
  const fail = (what: string, seen: unknown): never => {
    throw new Error(`${what} (interrupted: ${open?.verb}): ${JSON.stringify(seen)}; last acknowledged: ${JSON.stringify(witness.known)}`);
  };
  const list = await server.send('GET', `/api/stores/${store}/integrations`, undefined);
  const state = (list?.body['integrations'] as Record<string, unknown>[] | undefined)?.find(({ id }) => id === 'mailer') ?? fail('No list', list);
  const unchanged = witness.known === null ? state['revision'] === '0' : isDeepStrictEqual(state, witness.known);
  const done = open !== null && follows(witness, open, state);
  if (!unchanged && !done) fail('An acknowledged write is lost, or half of one is there', state);
  const facts = await server.inspect(store);
  const revision = Number(state['revision']);
  const [row] = facts.rows;
  const connected = state['status'] !== 'disconnected';
  const agree =
    facts.intact &&
    facts.writes === revision &&
    facts.settled === revision &&
    facts.unsettled <= (open ? 1 : 0) &&
    facts.rows.length <= 1 &&
    (row?.revision ?? 0) === revision &&
    (row?.sealed ?? false) === connected &&
    (!connected || (row?.sealedVersion === row?.version && facts.dataKeys === 1));
  if (!agree) fail('Half states', facts);
  if (connected && (await server.send('POST', `/api/stores/${store}/integrations/mailer/verify`, {}))?.body['outcome'] !== 'verified') fail('The credentials do not open', state);
  if (!open) return 'done';
  const answer = await send(server, witness, open);
  if (answer?.status !== 200) return fail('Repeating the request did not help', answer);
  if (done && !isDeepStrictEqual(answer.body, state)) fail('The repeated request was answered otherwise than what it did', answer.body);
  acknowledge(witness, open, answer);
  return done ? 'done' : 'not done';
}

export type Rounds = ReturnType<typeof createRounds>;

/** A line of servers on one place, one at a time, each ended by an interruption. */
export function createRounds(place: string) {
  let server: ServerProcess | null = null;
  let advance = 0;
  let kills = 0;
  const witness = aWitness();
  const crowd = Array.from({ length: 4 }, aWitness);

  async function running(): Promise<ServerProcess> {
    if (server) return server;
    server = await aServer(place);
    await server.advance(advance);
    return server;
  }

  async function reopened(witnesses: readonly Witness[]): Promise<('done' | 'not done')[]> {
    // A claim of a process that ended lapses after a minute.
    advance += 61_000;
    const next = await running();
    await next.advance(advance);
    const outcomes: ('done' | 'not done')[] = [];
    for (const one of witnesses) outcomes.push(await settle(next, one));
    return outcomes;
  }

  return {
    /** Interrupts one verb; null when it was over before the chosen point. */
    async round(verb: Verb, interruption: Interruption): Promise<'done' | 'not done' | 'answered' | null> {
      const now = await running();
      for (let next = feasible(witness, verb); next !== verb; next = feasible(witness, verb)) await carryOut(now, witness, next);
      const intent = intend(witness, verb);
      witness.open = intent;
      await now.interrupt(interruption);
      const answer = await send(now, witness, intent);
      if (answer?.status === 200) acknowledge(witness, intent, answer);
      else if (answer && ![502, 503, 504].includes(answer.status))
        throw new Error(`${verb}, interrupted at ${JSON.stringify(interruption)}, was answered ${JSON.stringify(answer)}`);
      if (answer === null) {
        await now.kill();
        server = null;
        kills += 1;
      } else if ((await now.interrupt(null)) < interruption.at) return null;
      const [outcome] = await reopened([witness]);
      return answer?.status === 200 ? 'answered' : (outcome ?? null);
    },
    /** Many verbs on four stores at once, until the process is killed after so many milliseconds. Answers how many were acknowledged. */
    async storm(after: number): Promise<number> {
      const now = await running();
      let acknowledged = 0;
      let over = false;
      const client = async (one: Witness, offset: number) => {
        for (let turn = offset; !over; turn += 1) {
          const intent = intend(one, feasible(one, verbs[turn % verbs.length]!));
          one.open = intent;
          const answer = await send(now, one, intent);
          if (answer === null) return;
          if (answer.status !== 200) throw new Error(`${intent.verb} was answered ${JSON.stringify(answer)}`);
          acknowledge(one, intent, answer);
          acknowledged += 1;
        }
      };
      const clients = Promise.all(crowd.map(client));
      await new Promise((resolve) => setTimeout(resolve, after));
      now.child.kill('SIGKILL');
      over = true;
      await clients;
      await now.kill();
      server = null;
      kills += 1;
      await reopened(crowd);
      return acknowledged;
    },
    /** Points of a verb that is not interrupted. */
    async pointsOf(verb: Verb): Promise<number> {
      const now = await running();
      for (let next = feasible(witness, verb); next !== verb; next = feasible(witness, verb)) await carryOut(now, witness, next);
      await now.interrupt({ at: Number.POSITIVE_INFINITY, phase: 'before', how: 'kill' });
      await carryOut(now, witness, verb);
      return now.interrupt(null);
    },
    /** Processes killed so far. */
    kills: () => kills,
    close: async () => {
      await server?.kill();
    },
  };
}
