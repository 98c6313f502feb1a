import { type ErrorCode, isIntegrationsError, type IntegrationsError } from '../core/errors.ts';
import { isPlainObject } from '../core/visibility.ts';

/** Longest wait for an answer, in milliseconds. */
export const patience = 20_000;
/** Longest wait after an abort, in milliseconds. */
export const promptly = 2_000;

/** @throws Error with this message when the condition does not hold. */
export function expect(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** @throws Error naming both values when they are not equal as JSON, whatever the order of members. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  expect(isEqual(actual, expected), `${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}.`);
}

/** The error a call rejects with. @throws Error when it resolves, or rejects with anything but an IntegrationsError of one of these codes. */
export async function expectRejection(answer: Promise<unknown>, codes: readonly ErrorCode[], what: string, within = patience): Promise<IntegrationsError> {
  let failure: unknown;
  try {
    await inTime(answer, within, what);
  } catch (error) {
    failure = error;
  }
  expect(failure !== undefined, `${what}: expected ${codes.join(' or ')}, but it succeeded.`);
  if (failure instanceof TooLate) throw failure;
  expect(isIntegrationsError(failure), `${what}: expected an IntegrationsError (${codes.join(' or ')}), got ${failure instanceof Error ? `${failure.name}: ${failure.message}` : typeof failure}.`);
  expect(codes.includes(failure.code), `${what}: expected ${codes.join(' or ')}, got ${failure.code}.`);
  return failure;
}

/** The answer, unless it takes too long. */
export function inTime<T>(answer: Promise<T>, milliseconds: number, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TooLate(`${what}: no answer within ${milliseconds} ms.`)), milliseconds);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

class TooLate extends Error {}

export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
  if (!isPlainObject(a) || !isPlainObject(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isEqual(a[key], b[key]));
}
