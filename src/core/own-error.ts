import { BaseError, brand, type ErrorRow, problemOfRow } from './local-errors.ts';

type Own = InstanceType<typeof BaseError<{ type: string; title: string; status: number; detail: string; code: string }>>;

/** The row of `internal`: all that is said of an error that is not ours. */
export const internalRow = [500, false, 'Something went wrong on our side. Try again; if it stays, send the request id to support.'] as const satisfies ErrorRow;

/** Was it made by this package, or by another copy of it? */
export function isOwnError(value: unknown): value is Own {
  return typeof value === 'object' && value !== null && brand in value;
}

/** A thrown value as our error. */
export function ownError(value: unknown): Own {
  return isOwnError(value) ? value : new BaseError(problemOfRow('internal', internalRow));
}
