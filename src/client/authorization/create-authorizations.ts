import type { CallOptions, IntegrationsAdapter } from '../../core/adapter.ts';
import type { Authorization, AuthorizationRecord, AuthorizationResponse } from '../../core/authorization.ts';
import type { Problem } from '../../core/errors.ts';
import type { Values } from '../../core/integration.ts';
import type { VerbContext } from '../verb-context.ts';
import { createAcceptRecord } from './accept-record.ts';
import type { Attempt, AuthorizationVerbs, AuthorizeOptions } from './attempt.ts';
import { awaitResponse } from './await-response.ts';
import { keepDeparture, takeDeparture } from './departure.ts';
import { hasFocus, openProviderWindow, safeAddress, whereaboutsOf } from './provider-window.ts';
import type { VerbTools } from './verb-tools.ts';

/** How long somebody looks at this page while a window that was seen at the provider reads as closed, before it counts as that. */
const grace = 5_000;
const lookEvery = 500;
/** How often the record is read before an answer that was used already counts as refused. */
const patience = 4;

type Methods = NonNullable<IntegrationsAdapter['authorization']>;

/** What one sign-in holds beside the state: nothing of it may be drawn or kept. */
interface Running {
  opened: Window | null;
  startedAt: number;
  response?: AuthorizationResponse;
  id?: string;
  ask?: () => Promise<void>;
  /** Ends every listener, timer and channel. */
  ended: AbortController;
}

/** One sign-in per Integration and tab; several Integrations at once do not know of each other. */
export function createAuthorizations({ adapter, change, getState, life, offered, deadline, now, tell }: VerbContext, tools: VerbTools): AuthorizationVerbs {
  const { ledger, keepIntegration, without, failure } = tools;
  const acceptRecord = createAcceptRecord(tools);
  const running = new Map<string, Running>();
  const { authorization: methods } = adapter as { authorization: Methods };

  const show = (id: string, attempt: Attempt) => change((state) => ({ ...state, attempts: { ...state.attempts, [id]: attempt } }));
  const attemptOf = (id: string): Attempt => getState().attempts?.[id] ?? { phase: 'failed' };
  const move = (id: string, more: Partial<Attempt>) => show(id, { ...attemptOf(id), ...more });
  /** What the card shows of it comes from the Integration, as it does after a reload. */
  const mark = (id: string, authorization: { id: string; expiresAt: string } | null) => change((state) => {
    const known = state.integrations[id];
    return known ? { ...state, integrations: { ...state.integrations, [id]: { ...known, authorization } } } : state;
  });
  const forget = (id: string) => change((state) => (state.attempts ? { ...state, attempts: without(state.attempts, id) } : state));
  const told = (id: string) => ({ verb: 'authorize' as const, integration: id, provider: getState().integrations[id]?.provider ?? id });
  const lasted = (id: string) => now() - (running.get(id)?.startedAt ?? now());

  function start(id: string, opened: Window | null): Running {
    stop(id);
    const mine: Running = { opened, startedAt: now(), ended: new AbortController() };
    // The client ends: nothing of this goes on, and what there is to know of it is in the record.
    life().addEventListener('abort', () => {
      stop(id);
      forget(id);
    }, { signal: mine.ended.signal });
    running.set(id, mine);
    return mine;
  }

  function stop(id: string) {
    running.get(id)?.ended.abort();
    running.delete(id);
  }

  async function call<T>(send: (o: CallOptions) => Promise<unknown>, read: (answer: unknown) => T | null, signal: AbortSignal, keyed = false, given?: Values) {
    const outcome = await tools.runOperation(send, { deadline, signals: [signal], keyed, read });
    return outcome.ok ? outcome : { ok: false as const, error: tools.cleanError(outcome.error, given) };
  }

  function fail(id: string, problem: Problem, retry = false) {
    const durationMs = lasted(id);
    // A response that may be handed in again stays at hand; what listens for another ends.
    running.get(id)?.ended.abort();
    if (!retry) running.delete(id);
    mark(id, null);
    move(id, { phase: 'failed', window: false, problem, retry });
    tell({ type: 'failed', ...told(id), code: problem.code, ...(problem.requestId !== undefined && { requestId: problem.requestId }), durationMs });
  }

  async function begun(id: string, mine: Running, { scopes, fields }: AuthorizeOptions) {
    tell({ type: 'started', ...told(id) });
    const given = { integration: id, ...(scopes && { scopes }), ...(fields && { fields }) };
    const answer = await call((o) => methods.begin(given, o), readAuthorization, mine.ended.signal, true, fields);
    if (mine.ended.signal.aborted) return null;
    const address = answer.ok ? safeAddress(answer.value.url) : null;
    if (answer.ok && address !== null) return { ...answer.value, url: address };
    mine.opened?.close();
    fail(id, answer.ok ? failure('internal') : answer.error.problem);
    return null;
  }

  /** `ends`: when it counts as expired by the clock here, in milliseconds since the epoch, should the record not say so. Only of one taken up again. */
  function listen(id: string, mine: Running, authorization: { id: string; state?: string }, ends = Infinity) {
    mine.id = authorization.id;
    const { ask, stop: end } = awaitResponse({
      id: authorization.id, state: authorization.state,
      poll: async () => {
        const answer = await call((o) => methods.poll({ authorization: authorization.id }, o), acceptRecord, mine.ended.signal);
        if (answer.ok && answer.value.status !== 'pending') return answer.value;
        const gone = !answer.ok && answer.error.code === 'not_found';
        return gone || Date.now() > ends ? { status: 'expired' } : null;
      },
      onResponse: (response) => {
        // The first counts.
        if (mine.response) return;
        mine.response = response;
        void finish(id, mine);
      },
      onRecord: (record) => settle(id, record),
    });
    mine.ask = ask;
    mine.ended.signal.addEventListener('abort', end);
  }

  function watch(id: string, mine: Running, opened: Window) {
    let away = false;
    let closedAt: number | null = null;
    const timer = setInterval(() => {
      const where = whereaboutsOf(opened);
      if (where !== 'closed') return void (away ||= where === 'away');
      const { phase } = attemptOf(id);
      if (closedAt === null) {
        closedAt = Date.now();
        if (phase === 'waiting') move(id, { phase: 'checking', window: false });
        void mine.ask?.();
      }
      // A provider's second page may sever the opener as well: then the window is in front, and has the focus.
      if (!hasFocus()) closedAt = Date.now();
      // One that was never seen at the provider has severed its opener: it may be open still.
      if (away && phase === 'checking' && Date.now() - closedAt >= grace) move(id, { phase: 'closed' });
    }, lookEvery);
    mine.ended.signal.addEventListener('abort', () => clearInterval(timer));
  }

  /** Hands the provider's answer in. Whoever was first consumed the record; everyone else reads what came of it. */
  async function finish(id: string, mine: Running) {
    const { response } = mine;
    if (!response) return;
    move(id, { phase: 'finishing', retry: false });
    const answer = await call((o) => methods.complete({ response }, o), acceptRecord, mine.ended.signal);
    if (mine.ended.signal.aborted) return;
    if (answer.ok && answer.value.status !== 'pending') return settle(id, answer.value);
    const problem = answer.ok ? failure('internal') : answer.error.problem;
    // Used already: the callback page may have handed it in as well, and the server still be at the provider. Then the record will tell.
    for (let left = problem.code === 'authorization_mismatch' ? patience : 1; ;) {
      await mine.ask?.();
      if (mine.ended.signal.aborted) return;
      left -= 1;
      if (left === 0) break;
      await pause(mine.ended.signal);
    }
    fail(id, problem, !['authorization_denied', 'authorization_mismatch', 'authorization_expired'].includes(problem.code));
  }

  function settle(id: string, { status, integration, choices, problem }: AuthorizationRecord) {
    const began = ledger.tick();
    const durationMs = lasted(id);
    if (status === 'pending') return;
    if (status === 'needs_choice' && choices) {
      const { id: authorization } = running.get(id) ?? {};
      stop(id);
      return move(id, { phase: 'needs_choice', window: false, choices, ...(authorization !== undefined && { authorization }) });
    }
    if (status !== 'completed' || !integration) {
      return fail(id, problem ?? failure(status === 'expired' ? 'authorization_expired' : status === 'cancelled' ? 'authorization_cancelled' : 'internal'));
    }
    stop(id);
    change((state) => keepIntegration({ ...state, verifications: without(state.verifications, id) }, integration, began, true));
    show(id, { phase: 'completed' });
    tell({ type: 'succeeded', ...told(id), status: integration.status, durationMs });
  }

  async function back(): Promise<string | null> {
    const departure = takeDeparture(tools.departureKey);
    const { integration: id = '', authorization = '', draft, code } = departure ?? {};
    if (!departure || !offered.includes(id.replace(/~.*/, ''))) return null;
    const mine = start(id, null);
    show(id, { phase: 'checking', window: false, authorization });
    listen(id, mine, { id: authorization });
    await mine.ask?.();
    // Not settled: the server took no answer, or there was none.
    if (running.get(id) === mine && attemptOf(id).phase === 'checking') {
      if (code === undefined) move(id, { phase: 'left' });
      else fail(id, tools.cleanProblem({ code } as Problem));
    }
    if (getState().attempts?.[id]) move(id, { returned: true, ...(draft && { draft }) });
    return id;
  }

  /** Tells the server that nobody waits any longer. Without it the record ends by its age. */
  function leave(authorization: string) {
    if (methods.cancel) void call((o) => (methods as Required<Methods>).cancel({ authorization }, o).then(() => true), () => true, life());
  }

  return {
    begin(id, options = {}) {
      const before = running.get(id);
      if (before?.opened && !before.opened.closed && !before.ended.signal.aborted) return before.opened.focus();
      const opened = openProviderWindow();
      const mine = start(id, opened);
      if (!opened) return show(id, { phase: 'blocked' });
      show(id, { phase: 'beginning', window: true });
      void begun(id, mine, options).then((authorization) => {
        if (!authorization) return;
        if (opened.closed) {
          leave(authorization.id);
          stop(id);
          return show(id, { phase: 'closed' });
        }
        opened.location.replace(authorization.url);
        mark(id, { id: authorization.id, expiresAt: authorization.expiresAt });
        show(id, { phase: 'waiting', window: true, authorization: authorization.id });
        listen(id, mine, authorization);
        watch(id, mine, opened);
      });
    },
    continueHere(id, options = {}, draft = {}) {
      const mine = start(id, null);
      show(id, { phase: 'leaving' });
      void begun(id, mine, options).then((authorization) => {
        if (!authorization) return;
        keepDeparture(tools.departureKey, { authorization: authorization.id, integration: id, draft });
        // The browser may keep this page as it is and show it again on the way back.
        window.addEventListener('pageshow', () => void back(), { signal: mine.ended.signal, once: true });
        location.assign(authorization.url);
      });
    },
    comeBack: back,
    bringBack(id) {
      const opened = running.get(id)?.opened;
      if (!opened || opened.closed) return false;
      opened.focus();
      return true;
    },
    resume(id, authorization) {
      if (running.has(id)) return;
      const mine = start(id, null);
      const { authorization: begun } = getState().integrations[id] ?? {};
      show(id, { phase: 'checking', window: false, authorization });
      listen(id, mine, { id: authorization }, begun?.id === authorization ? Date.parse(begun.expiresAt) : Infinity);
      void mine.ask?.();
    },
    retry(id) {
      const before = running.get(id);
      const { authorization } = attemptOf(id);
      if (!before?.response || authorization === undefined) return;
      const mine = start(id, before.opened);
      mine.response = before.response;
      listen(id, mine, { id: authorization });
      void finish(id, mine);
    },
    resolve(id, choice) {
      const { authorization } = attemptOf(id);
      if (authorization === undefined || !methods.resolve) return;
      const mine = start(id, null);
      mine.id = authorization;
      move(id, { phase: 'finishing' });
      void call((o) => (methods as Required<Methods>).resolve({ authorization, choice }, o), acceptRecord, mine.ended.signal).then((answer) => {
        if (mine.ended.signal.aborted) return;
        if (answer.ok) return settle(id, answer.value);
        stop(id);
        move(id, { phase: 'needs_choice', problem: answer.error.problem });
      });
    },
    cancel(id) {
      const { authorization = getState().integrations[id]?.authorization?.id } = attemptOf(id);
      running.get(id)?.opened?.close();
      stop(id);
      mark(id, null);
      forget(id);
      if (authorization !== undefined) leave(authorization);
    },
    dismiss: forget,
  };
}

/** Until it is worth looking again, or nobody waits any longer. */
function pause(signal: AbortSignal): Promise<void> {
  return new Promise((over) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      over();
    };
    const timer = setTimeout(end, lookEvery);
    signal.addEventListener('abort', end);
  });
}

function readAuthorization(answer: unknown): Authorization | null {
  const { id, url, state, expiresAt } = (answer ?? {}) as Authorization;
  const whole = [id, url, state, expiresAt].every((one) => typeof one === 'string') && state.startsWith(`${id}.`) && !Number.isNaN(Date.parse(expiresAt));
  return whole ? { id, url, state, expiresAt } : null;
}
