import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { previewCredentials } from '../../src/core/credential-previews.ts';
import { hintOf } from '../../src/core/hint-of.ts';
import { mergeCredentials } from '../../src/core/credentials.ts';
import { describeFields, field } from '../../src/core/index.ts';

const at = '2026-11-01T10:00:00.000Z';
const fields = describeFields(z.object({
  account: field(z.string(), { label: 'Account', secret: false }),
  region: field(z.string(), { label: 'Region', secret: false, destination: true }),
  apiKey: field(z.string(), { label: 'API key' }),
  token: field(z.optional(z.string()), { label: 'Token' }),
}));
const stored = { account: 'a', region: 'eu', apiKey: 'stored-key', token: 'stored-token' };

describe('mergeCredentials()', () => {
  test.each([undefined, null, '', '   '])('keeps a stored secret when its field is left blank (%j)', (blank) => {
    expect(mergeCredentials(fields, { ...stored, apiKey: blank, token: 'new' }, stored)).toEqual({ values: { ...stored, token: 'new' }, mustReenter: [] });
  });

  test('clears a field that is not secret when it is left blank', () => {
    expect(mergeCredentials(fields, { region: 'eu' }, stored).values).toEqual({ region: 'eu', apiKey: 'stored-key', token: 'stored-token' });
  });

  test('keeps no secret when the destination changes, and names all that must be entered again', () => {
    expect(mergeCredentials(fields, { account: 'a', region: 'us', token: 'new' }, stored)).toEqual({ values: { account: 'a', region: 'us', token: 'new' }, mustReenter: ['apiKey'] });
  });

  test('takes an omitted destination for a change', () => {
    expect(mergeCredentials(fields, { account: 'a' }, stored).mustReenter).toEqual(['apiKey', 'token']);
  });

  test('takes a blank secret destination as kept', () => {
    const hidden = describeFields(z.object({ host: field(z.string(), { label: 'Host', destination: true }), key: field(z.string(), { label: 'Key' }) }));
    const before = { host: 'h', key: 'k' };
    expect(mergeCredentials(hidden, {}, before)).toEqual({ values: before, mustReenter: [] });
    expect(mergeCredentials(hidden, { host: 'other' }, before).mustReenter).toEqual(['key']);
  });

  test('leaves out keys the schema does not know', () => {
    expect(mergeCredentials(fields, JSON.parse('{"region":"eu","extra":1,"__proto__":{"apiKey":"x"}}') as object as never, {}).values).toEqual({ region: 'eu' });
  });
});

describe('previewCredentials() (SR-1)', () => {
  test('shows a secret only as set or not, and since when', () => {
    expect(previewCredentials(fields, stored, at)).toEqual({
      account: { secret: false, value: 'a' },
      region: { secret: false, value: 'eu' },
      apiKey: { secret: true, isSet: true, updatedAt: at, hint: null },
      token: { secret: true, isSet: true, updatedAt: at, hint: null },
    });
    expect(previewCredentials(fields, {}, at)).toEqual({
      apiKey: { secret: true, isSet: false, updatedAt: null, hint: null },
      token: { secret: true, isSet: false, updatedAt: null, hint: null },
    });
  });

  test('leaves out what no field declares', () => {
    expect(previewCredentials(fields, { password: 'undeclared' }, at)).not.toHaveProperty('password');
  });

  test('hints at the last 4 characters of 20 or more, and of nothing shorter', () => {
    expect(hintOf('x'.repeat(16) + 'abcd')).toBe('abcd');
    expect(hintOf('x'.repeat(15) + 'abcd')).toBeNull();
    expect(hintOf(12345678901234567890n)).toBeNull();
    expect(hintOf(undefined)).toBeNull();
  });
});
