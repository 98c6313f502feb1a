import { expect, test } from 'vitest';
import { errorTable } from '../../src/core/errors.ts';
import { detailMessages } from '../../src/react/messages/detail-messages.ts';
import { dialogMessages } from '../../src/react/messages/dialog-messages.ts';
import { outcomeMessages } from '../../src/react/messages/outcome-messages.ts';
import { pageMessages } from '../../src/react/messages/page-messages.ts';
import { signInMessages } from '../../src/react/messages/sign-in-messages.ts';
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

test('what the user is said to see is what the page says', () => {
  const groups = [detailMessages, dialogMessages, outcomeMessages, pageMessages, signInMessages];
  const said = [
    ...Object.values(errorTable).map(([, , text]) => text),
    ...groups.flatMap((group) => Object.values(group as Record<string, (args: object) => unknown>)).map((message) => String(message({ provider: '{Provider}', seconds: 5, count: 2 }))),
  ].join('\n');
  const quoted = rows.flatMap(([code = '', , , , seen = '']) => [...seen.matchAll(/“([^”]+)”/g)].flatMap(([, text = '']) => text.split(/(?<=[.?]) /).map((sentence) => ({ code, sentence }))));
  expect(quoted.length).toBeGreaterThan(25);
  expect(quoted.filter(({ sentence }) => !said.includes(sentence.replace(/\.$/, '')))).toEqual([]);
});
