import { expect, test } from 'vitest';
import { authorizationOf, readCallback } from '../../src/oauth-callback/read-callback.ts';

const state = 'a1b2-c3.secret_-9';

test('reads a code with its issuer and scopes, a refusal with its description, and the code TikTok takes of the two it sends', () => {
  expect(readCallback(`?code=c%2F1&state=${state}&iss=https%3A%2F%2Fa.example&scope=read+write&hd=shop.example`)).toEqual({ state, code: 'c/1', iss: 'https://a.example', scope: 'read write' });
  expect(readCallback(`?error=access_denied&error_reason=user_denied&error_description=No%20thanks&state=${state}`)).toEqual({ state, error: 'access_denied', error_description: 'No thanks' });
  expect(readCallback(`?auth_code=right&code=other&state=${state}`)).toEqual({ state, auth_code: 'right' });
});

test('a code beside an error is not used', () => {
  expect(readCallback(`?error=access_denied&code=c&state=${state}`)).toEqual({ state, error: 'access_denied' });
});

test.each(['', '?', '?code=c', `?state=${state}`, '?code=c&state=', '?code=c&state=nodot', '?code=c&state=.secret', '?code=c&state=id.', '?code=c&state=a.b.c', '?code=c&state=a%20b.c', `?code=c&code=d&state=${state}`, `?code=c&state=${state}&state=x.y`, `?code=&state=${state}`])('"%s" is no answer of a provider', (query) => {
  expect(readCallback(query)).toBeNull();
});

test('a state names its authorization', () => {
  expect(authorizationOf(state)).toBe('a1b2-c3');
});
