import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { type ErrorCode, errorTable, IntegrationsError, isIntegrationsError } from '../../src/core/index.ts';
import { isErrorCode, isRetryable } from '../../src/core/errors.ts';
import { localError } from '../../src/core/local-errors.ts';

const statuses: Record<number, string> = {
  400: 'bad_request', 401: 'unauthenticated', 403: 'forbidden', 404: 'not_found provider_unknown', 405: 'method_not_allowed',
  409: 'not_connected already_connected wrong_account request_in_progress', 410: 'authorization_expired', 412: 'conflict', 413: 'too_large', 415: 'unsupported_media_type',
  422: 'validation_failed invalid_credentials insufficient_permission account_blocked refused_by_provider plan_limit idempotency_mismatch authorization_denied authorization_mismatch',
  428: 'revision_required', 429: 'rate_limited', 500: 'internal', 502: 'provider_unavailable', 503: 'unavailable', 504: 'timeout',
  0: 'network_failed aborted popup_blocked authorization_cancelled',
};

describe('the error table', () => {
  test('is closed: exactly these codes with these statuses', () => {
    const expected = Object.entries(statuses).flatMap(([status, codes]) => codes.split(' ').map((code) => [code, Number(status)]));
    expect(Object.fromEntries(Object.entries(errorTable).map(([code, [status]]) => [code, status]))).toEqual(Object.fromEntries(expected));
  });

  test.each(Object.entries(errorTable))('%s says in sentences what happened and what to do', (_, [, , text]) => {
    expect(text).toMatch(/^[A-Z].*\.$/);
    expect(text).not.toMatch(/oops|invalid value|sorry/i);
  });

  test('says what may be tried again', () => {
    expect((Object.keys(errorTable) as ErrorCode[]).filter(isRetryable)).toEqual(['request_in_progress', 'rate_limited', 'provider_unavailable', 'unavailable', 'timeout', 'network_failed']);
  });

  test('knows its codes and nothing inherited', () => {
    expect(isErrorCode('conflict')).toBe(true);
    expect(['constructor', '__proto__', 'toString', 'nope', 7, null].some(isErrorCode)).toBe(false);
  });
});

describe('IntegrationsError', () => {
  test('is a Problem with the defaults of its code', () => {
    const { problem, message, name } = new IntegrationsError('conflict');
    expect(problem).toEqual({ type: 'about:blank', title: 'Conflict', status: 412, code: 'conflict', detail: errorTable.conflict[2] });
    expect([message, name]).toEqual([problem.detail, 'IntegrationsError']);
  });

  test('takes more, but neither another code nor undefined in place of a default', () => {
    const error = new IntegrationsError('rate_limited', { retryAfter: 9, detail: undefined as never, status: undefined as never, code: 'internal' } as never);
    expect(error.problem).toMatchObject({ code: 'rate_limited', status: 429, retryAfter: 9, detail: errorTable.rate_limited[2] });
  });

  test('keeps its cause out of everything that serialises it', () => {
    const error = new IntegrationsError('internal', {}, new Error('token=hunter2'));
    expect((error.cause as Error).message).toBe('token=hunter2');
    expect(Object.keys(error)).not.toContain('cause');
    expect(JSON.stringify(error) + JSON.stringify({ ...error })).not.toContain('hunter2');
  });

  test('is recognised by its brand, also when another copy of the package made it', async () => {
    const source = await readFile(new URL('../../src/core/local-errors.ts', import.meta.url), 'utf8');
    expect(source).toContain("Symbol.for('integrations-settings.error')");
    const url = '../../src/core/local-errors.ts?second-copy';
    const copy = (await import(/* @vite-ignore */ url)) as typeof import('../../src/core/local-errors.ts');
    const foreign = new copy.BaseError(copy.problemOfRow('conflict', errorTable.conflict));
    expect(foreign instanceof IntegrationsError).toBe(false);
    expect([isIntegrationsError(foreign), isIntegrationsError(foreign, 'conflict'), isIntegrationsError(foreign, 'internal')]).toEqual([true, true, false]);
  });

  test('and so is one that arises before the table is there', () => {
    const error = localError('timeout', new TypeError('offline'));
    expect(isIntegrationsError(error, 'timeout')).toBe(true);
    expect(error).toMatchObject({ name: 'IntegrationsError', problem: new IntegrationsError('timeout').problem, cause: new TypeError('offline') });
  });

  test.each([new Error('x'), { code: 'conflict', problem: {} }, null, undefined, 'conflict'])('is not %j', (value) => {
    expect(isIntegrationsError(value)).toBe(false);
  });
});
