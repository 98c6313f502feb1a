import { IntegrationsError } from '../../core/errors.ts';
import type { Access, IntegrationsServerOptions, Principal } from '../options.ts';

/** How long the host's hook may take, in milliseconds. */
export const hookDeadline = 5000;

/**
 * Asks the host whether a request may do this. Only a principal with an actor and a session lets it through (SR-41).
 * @throws IntegrationsError `unauthenticated` when the host says so; `forbidden` for every other value, a throw, and silence.
 */
export async function askHost(authorize: IntegrationsServerOptions['authorize'], request: Request, access: Access, deadline: number = hookDeadline): Promise<Principal> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, deadline, undefined);
  });
  let verdict: unknown;
  try {
    verdict = await Promise.race([authorize(withoutBody(request), access), silence]);
  } catch {
    verdict = undefined;
  } finally {
    clearTimeout(timer);
  }
  if (verdict === 'unauthenticated') throw new IntegrationsError('unauthenticated');
  const principal = readPrincipal(verdict);
  if (!principal) throw new IntegrationsError('forbidden');
  return principal;
}

function readPrincipal(verdict: unknown): Principal | null {
  if (typeof verdict !== 'object' || verdict === null) return null;
  const { actor, session, ip } = verdict as Partial<Record<keyof Principal, unknown>>;
  if (!isName(actor) || !isName(session) || (ip !== undefined && !isName(ip))) return null;
  return { actor, session, ...(ip === undefined ? {} : { ip }) };
}

// A principal ends up in the audit trail, where NUL and half characters cannot be stored.
function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 1000 && value.isWellFormed() && !value.includes('\0');
}

// A hook that reads the body would leave none for the operation.
function withoutBody(request: Request): Request {
  return request.body ? new Request(request.url, { method: request.method, headers: request.headers, signal: request.signal }) : request;
}
