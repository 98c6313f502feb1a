import { expect, test } from 'vitest';
import { errorTable } from '../../src/core/errors.ts';
import { pageAt, tableOf } from './pages.ts';

const rows = tableOf(pageAt('docs/errors.md'), 'Code');

test('the page of errors has every code of the table, in its order, with its status and whether a retry may help (DX-39)', () => {
  const told = rows.map(([code, status, retryable]) => [code, status, retryable]);
  expect(told).toEqual(Object.entries(errorTable).map(([code, [status, retryable]]) => [code, status === 0 ? 'browser' : String(status), retryable ? 'yes' : 'no']));
});

test('each code says when it comes, what the user sees, and what the host and the adapter do', () => {
  for (const [code, , , ...texts] of rows) {
    expect(texts.length, code).toBe(3);
    for (const text of texts) expect(text.length, `${code}: ${text}`).toBeGreaterThan(12);
  }
});
