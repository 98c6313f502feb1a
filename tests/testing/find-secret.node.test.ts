import { expect, test } from 'vitest';
import { asText, findSecret } from '../../src/testing/find-secret.ts';

// In base64 it holds + and / at every alignment, so that each way of writing it differs.
const secret = '>>>???~~~ÿÿÿ>>>???~~~ÿÿÿ>>>???';
const bytes = (before: string) => Buffer.from(`${before}${secret}!`);

test.for([
  ['base64', bytes('').toString('base64')],
  ['base64, one further', bytes('a').toString('base64')],
  ['base64, two further', bytes('ab').toString('base64')],
  ['base64 for URLs', bytes('').toString('base64url')],
  ['base64 for URLs, one further', bytes('a').toString('base64url')],
  ['hexadecimal', bytes('a').toString('hex')],
  ['hexadecimal in capitals', bytes('a').toString('hex').toUpperCase()],
  ['percent-encoding', encodeURIComponent(secret)],
] as const)('a secret is found in %s (SR-1)', ([, text]) => {
  expect(findSecret(`something ${text} else`, [secret])).toBe('a secret, whole or encoded');
});

test('8 characters of a secret are found, 7 are not', () => {
  expect(findSecret('ends in 3456789x', ['0123456789x'])).toBe('characters 4 to 11 of a secret');
  expect(findSecret('ends in 456789x', ['0123456789x'])).toBeNull();
});

test('what an error hides is heard as well: its cause, hidden members, and things that name themselves', () => {
  const inner: Record<string, unknown> = { deep: [{ secret }] };
  inner['itself'] = inner;
  const error = new Error('failed', { cause: inner });
  Object.defineProperty(error, 'hidden', { value: 'unseen', enumerable: false });
  const heard = asText(error);
  for (const one of [secret, 'unseen', 'failed', 'deep']) expect(heard).toContain(one);
});
