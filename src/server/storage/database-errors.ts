import { IntegrationsError, isIntegrationsError } from '../../core/errors.ts';

// PostgreSQL, appendix A: 08 connection, 53 resources, 57 operator intervention (57014: statement timeout), 55P03 lock timeout, 25P03 idle in transaction, 58 system.
const outage = /^(?:08|53|57|58)|^55P03$|^25P0[34]$/;
const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNABORTED']);
// The drivers give these no code.
const driverOutage = /^Connection terminated|timeout exceeded when trying to connect|^Query read timeout|not queryable|after calling end on the pool|PGlite is clos|already (?:closed|been destroyed)|^Client was closed/i;

/** May the same transaction succeed if it is run once more? (serialization failure, deadlock) */
export function isTransient(error: unknown): boolean {
  const code = codeOf(error);
  return code === '40001' || code === '40P01';
}

/** Did an open connection turn out to be gone? Connecting may have failed for reasons that last; this has not. */
export function isConnectionLost(error: unknown): boolean {
  return /^(?:08006|57P0[12]|ECONNRESET|EPIPE)$/.test(codeOf(error) ?? '') || (error instanceof Error && /^Connection terminated unexpectedly|not queryable/.test(error.message));
}

/** Does the connection's user lack a right? */
export function isRightMissing(error: unknown): boolean {
  return codeOf(error) === '42501';
}

/** Was a role asked for that does not exist (invalid parameter value) or was not granted? */
export function isRoleRefused(error: unknown): boolean {
  return isRightMissing(error) || codeOf(error) === '22023';
}

/** What a database fault means to a caller. Errors that are not the database's pass unchanged; raw ones never do (SR-54, SR-95). */
export function toStorageError(error: unknown): unknown {
  if (isIntegrationsError(error) || !(error instanceof Error)) return error;
  const code = codeOf(error);
  if (isTransient(error)) return new IntegrationsError('unavailable', { retryAfter: 1 }, error);
  if (driverOutage.test(error.message) || (code && (networkCodes.has(code) || outage.test(code)))) return new IntegrationsError('unavailable', { retryAfter: 5 }, error);
  if (!code || !/^[0-9A-Z]{5}$/.test(code)) return error;
  const constraint = 'constraint' in error ? error.constraint : undefined;
  if (code === '23505' && constraint === 'integrations_account') return new IntegrationsError('already_connected', {}, error);
  if (code === '23503' && typeof constraint === 'string' && constraint.endsWith('_store_fk')) return new IntegrationsError('not_found', {}, error);
  // Class 22: text PostgreSQL cannot hold (NUL, half a surrogate pair) or that is too long.
  if (code.startsWith('22')) return new IntegrationsError('bad_request', { detail: 'A value holds characters that cannot be stored, or is too long. Nothing was saved; correct it and try again.' }, error);
  return new IntegrationsError('internal', {}, error);
}

function codeOf(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
