import { type RouteName, routes } from '../../core/routes.ts';
import { answers } from '../../core/wire.ts';
import { misfit } from '../shape.ts';

/** Longest wait for one answer, in milliseconds. */
const deadline = 30_000;

/** Watches the exchanges of one case. */
export interface Witness {
  fetch: typeof globalThis.fetch;
  /** What was odd about answers since the last call: the adapter only says `internal` of a body it cannot read. */
  complaints(): readonly string[];
  /** The same since `forget`. */
  allComplaints(): readonly string[];
  forget(): void;
  /** Seconds the backend asked to wait when it last refused for too many requests, since the last call. */
  askedToWait(): number | null;
}

/** A fetch that remembers which answers did not fit the contract, without what they held. */
export function createWitness(): Witness {
  const seen = new Set<string>();
  const all = new Set<string>();
  const note = (complaint: string) => {
    seen.add(complaint);
    all.add(complaint);
  };
  let wait: number | null = null;

  async function watch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input);
    const what = `${init.method ?? 'GET'} ${url.pathname}`;
    const timer = AbortSignal.timeout(deadline);
    let response: Response;
    try {
      response = await fetch(input, { ...init, signal: init.signal ? AbortSignal.any([init.signal, timer]) : timer });
    } catch (error) {
      if (!init.signal?.aborted) note(timer.aborted ? `${what} was not answered within ${deadline / 1000} s` : `${what} could not be sent (${reasonOf(error)})`);
      throw error;
    }
    if (response.status === 429) wait = Number(response.headers.get('retry-after')) || 1;
    const complaint = complaintAbout(
      init.method ?? 'GET',
      url.pathname,
      response,
      await response
        .clone()
        .text()
        .catch(() => ''),
    );
    if (complaint) note(`${what} answered ${response.status} ${complaint}`);
    return response;
  }

  return {
    fetch: watch,
    complaints: () => {
      const since = [...seen];
      seen.clear();
      return since;
    },
    allComplaints: () => [...all],
    forget: () => {
      seen.clear();
      all.clear();
    },
    askedToWait: () => {
      const seconds = wait;
      wait = null;
      return seconds;
    },
  };
}

function complaintAbout(method: string, path: string, response: Response, text: string): string | null {
  const type = response.headers.get('content-type')?.split(';')[0] ?? 'no content type';
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return `with ${type} that is not JSON`;
  }
  if (!response.ok) {
    const wrong = misfit(answers.problem, body);
    if (wrong) return `without a problem of the contract: ${wrong}`;
    return type === 'application/problem+json' ? null : `with a problem under ${type} instead of application/problem+json`;
  }
  const name = routeOf(method, path);
  if (!name) return null;
  const schema = shapeOf(name);
  const wrong = misfit(schema, body);
  if (wrong) return `with a body that does not fit: ${wrong}`;
  const revision = schema === answers.integration ? answers.integration.parse(body).revision : null;
  return revision === null || response.headers.get('etag') === `"${revision}"` ? null : 'without the revision as ETag';
}

function routeOf(method: string, path: string): RouteName | undefined {
  const names = Object.keys(routes) as RouteName[];
  return names.find((name) => routes[name].method === method && new RegExp(`${routes[name].path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path));
}

function shapeOf(name: RouteName) {
  if (name === 'list') return answers.list;
  if (name === 'impact') return answers.impact;
  if (name === 'verify') return answers.verification;
  if (name === 'sendTest') return answers.receipt;
  return name === 'options' || name === 'optionsWithValues' ? answers.optionsPage : answers.integration;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error instanceof Error ? error.message : String(error);
}
