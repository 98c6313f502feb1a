import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/oauth-callback/post-callback.ts';
import { wordsFor } from '../../src/oauth-callback/words.ts';

const given = { state: 'id.secret', code: 'c' };
const refused = (error: string, error_description?: string) => ({ state: 'id.secret', error, ...(error_description && { error_description }) });

describe('the callback page says what came of it (UX-65)', () => {
  test.each<[Delivery | 'received', string, boolean, string]>([
    ['received', 'Access given', true, 'ok'],
    [{ status: 'completed' }, 'Connected', true, 'ok'],
    [{ status: 'needs_choice' }, 'One more choice', true, ''],
    [{ status: 'cancelled' }, 'This sign-in was cancelled', false, ''],
    [{ status: 'expired' }, 'This sign-in took too long', false, ''],
    [{ status: 'failed' }, "The provider agreed, but we couldn't finish", false, 'bad'],
    [{ status: '' }, "The provider agreed, but we couldn't finish", false, 'bad'],
    [{ code: 'authorization_mismatch' }, 'This sign-in link is no longer valid', false, 'warn'],
    [{ code: 'authorization_expired' }, 'This sign-in took too long', false, ''],
    [{ code: 'authorization_denied' }, "You didn't give access", false, ''],
    [{ code: 'unauthenticated' }, 'You are signed out here', false, 'warn'],
    [{ code: 'internal' }, "The provider agreed, but we couldn't finish", false, 'bad'],
    ['unreachable', "The provider agreed, but we couldn't finish", false, 'bad'],
  ])('%j: %s', (heard, title, done, tone) => {
    expect(wordsFor(given, heard)).toMatchObject({ title, done, tone });
    expect(wordsFor(given, heard).lines.at(-1)).toBe('You can close this window.');
  });

  test('a failure of the server names the request (UX-61)', () => {
    expect(wordsFor(given, { code: 'internal', requestId: 'r-17' }).lines).toContain('If you ask for help, name this request: r-17');
  });

  test('who gave no access is not told of a failure, whoever took the answer (UX-57)', () => {
    for (const heard of ['received', 'unreachable', { code: 'authorization_denied' }] as const) expect(wordsFor(refused('access_denied', 'ignored'), heard)).toMatchObject({ title: "You didn't give access", lines: [expect.stringContaining('Nothing was connected.'), expect.anything()] });
  });

  test("another refusal shows the provider's code and words, on one short line without hidden characters (UX-60)", () => {
    const { title, lines } = wordsFor(refused('server_error', `a\nb\u202Ec${'x'.repeat(400)}`), 'received');
    expect(title).toBe("The provider couldn't finish the sign-in");
    expect(lines[0]).toContain('“server_error”');
    expect(lines[1]).toBe(`The provider says: “a b c${'x'.repeat(295)}”`);
  });

  test('an address without an answer claims nothing', () => {
    expect(wordsFor(null, 'unreachable')).toMatchObject({ title: 'There is nothing to finish here', done: false });
  });
});
