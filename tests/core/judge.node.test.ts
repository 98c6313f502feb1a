import * as classic from 'zod';
import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { field, type Values } from '../../src/core/index.ts';
import { formRules } from '../../src/core/form-rules.ts';
import { judgeConfiguration as judgeOf, judgeCredentials as judgeKeys } from '../../src/core/judge.ts';

const judgeConfiguration = (schema: Parameters<typeof judgeOf>[0], given: Values) => judgeOf(schema, given, formRules);
const judgeCredentials = (schema: Parameters<typeof judgeOf>[0], given: Values, stored: Values) => judgeKeys(schema, given, stored, formRules);

const key = 'kf83hSq0vLmZ27cXwTtB';
const credentials = z.object({
  siteId: field(z.string().check(z.trim(), z.regex(/^[a-z]{4}$/, 'The site id has 4 letters.')), { label: 'Site id', secret: false }),
  privateKey: field(z.string().check(z.minLength(20)), { label: 'Private API key' }),
  region: field(z._default(z.enum(['eu', 'us']), 'eu'), { label: 'Region', secret: false, destination: true, options: [{ value: 'eu', label: 'Europe' }, { value: 'us', label: 'United States' }] }),
});
const stored = { siteId: 'abcd', privateKey: key, region: 'eu' };

describe('judgeCredentials()', () => {
  test('answers what is to be stored: parsed, defaulted, unknown keys left out', () => {
    expect(judgeCredentials(credentials, { siteId: ' abcd ', privateKey: key, isAdmin: true }, {})).toEqual({ ok: true, values: stored });
  });

  test('names every missing field by its label', () => {
    expect(judgeCredentials(credentials, {}, {})).toEqual({ ok: false, fields: { siteId: 'Enter the Site id.', privateKey: 'Enter the Private API key.' } });
  });

  test('prefers the words of the schema, and finds some where it has none', () => {
    expect(judgeCredentials(credentials, { siteId: 'ABCDE', privateKey: 'short', region: 'asia' }, {})).toEqual({
      ok: false, fields: { siteId: 'The site id has 4 letters.', privateKey: 'Private API key: at least 20 characters.', region: 'Region: choose one of Europe, United States.' },
    });
  });

  test('keeps a stored secret when its field is left blank', () => {
    expect(judgeCredentials(credentials, { siteId: 'efgh', privateKey: '' }, stored)).toEqual({ ok: true, values: { ...stored, siteId: 'efgh' } });
  });

  test('asks for the secret again when the destination changes, though not when it only looks different', () => {
    const moved = judgeCredentials(credentials, { siteId: 'abcd', region: 'us' }, stored);
    expect(moved).toMatchObject({ ok: false, fields: { privateKey: expect.stringMatching(/^Enter the Private API key\. .*another destination/) } });
    expect(judgeCredentials(credentials, { siteId: 'abcd' }, stored)).toMatchObject({ ok: true });
    expect(judgeCredentials(credentials, { siteId: 'abcd', region: 'us', privateKey: key }, stored)).toMatchObject({ ok: true });
  });

  test('never tells a value in a message', () => {
    const judgement = judgeCredentials(credentials, { siteId: 'not-four', privateKey: ['array-canary'], region: 'canary' }, {});
    expect(JSON.stringify(judgement)).not.toMatch(/canary|not-four/);
  });

  test('drops a hidden secret that is stored, and asks for one that becomes visible', () => {
    const schema = z.object({
      mode: field(z.enum(['token', 'key']), { label: 'Mode', secret: false }),
      token: field(z.optional(z.string()), { label: 'Token', showWhen: { field: 'mode', equals: 'token', required: true } }),
    });
    expect(judgeCredentials(schema, { mode: 'key' }, { mode: 'token', token: 't' })).toEqual({ ok: true, values: { mode: 'key' } });
    expect(judgeCredentials(schema, { mode: 'token' }, {})).toEqual({ ok: false, fields: { token: 'Enter the Token.' } });
  });
});

describe('judgeConfiguration()', () => {
  const schema = classic.strictObject({
    enabled: field(classic.boolean().default(true), { label: 'Sync customers' }),
    listId: field(classic.string().optional(), { label: 'List', options: 'remote', showWhen: { field: 'enabled', equals: true, required: true } }),
    days: field(classic.number().int().max(36_000).default(30), { label: 'Days' }),
    mapping: field(classic.array(classic.object({ from: field(classic.string().min(1), { label: 'From field' }) })).optional(), { label: 'Mapping' }),
  });

  test('takes what fits and ignores keys the schema does not know, even a strict one', () => {
    const given = { listId: 'L1', mapping: [{ from: 'a', extra: 1 }], status: 'error' };
    expect(judgeConfiguration(schema, given)).toEqual({ ok: true, values: { enabled: true, listId: 'L1', days: 30, mapping: [{ from: 'a' }] } });
  });

  test('reads the default of an omitted field in a condition', () => {
    expect(judgeConfiguration(schema, {})).toEqual({ ok: false, fields: { listId: 'Choose the List.' } });
    expect(judgeConfiguration(schema, { enabled: false, listId: 'L1' })).toEqual({ ok: true, values: { enabled: false, days: 30 } });
  });

  test('neither judges nor keeps what is hidden', () => {
    expect(judgeConfiguration(schema, { enabled: false, listId: 7 })).toMatchObject({ ok: true });
  });

  test('says what is expected, by dotted path with the index of the row', () => {
    expect(judgeConfiguration(schema, { enabled: false, days: 40_000, mapping: [{ from: 'a' }, { from: '' }] })).toEqual({
      ok: false, fields: { days: 'Days: at most 36,000.', 'mapping.1.from': 'Enter the From field.' },
    });
    expect(judgeConfiguration(schema, { enabled: false, days: 1.5 })).toEqual({ ok: false, fields: { days: 'Days: enter a whole number.' } });
  });

  test('reads the default of an omitted member of a row in a condition of that row', () => {
    const rows = z.object({
      rules: field(
        z.array(
          z.object({
            mode: field(z._default(z.enum(['list', 'off']), 'list'), { label: 'Mode' }),
            listId: field(z.optional(z.string()), { label: 'List', showWhen: { field: '.mode', equals: 'list', required: true } }),
          }),
        ),
        { label: 'Rules' },
      ),
    });
    expect(judgeConfiguration(rows, { rules: [{ listId: 'L1' }, { mode: 'off', listId: 'L1' }] })).toEqual({
      ok: true,
      values: { rules: [{ mode: 'list', listId: 'L1' }, { mode: 'off' }] },
    });
    expect(judgeConfiguration(rows, { rules: [{ mode: 'off' }, {}] })).toEqual({ ok: false, fields: { 'rules.1.listId': 'Enter the List.' } });
  });

  test('explains a duplicate on every row that has it (UX-78)', () => {
    const pair = (to: string) => z.object({ from: field(z.string().check(z.trim()), { label: 'Event' }), [to]: field(z.string(), { label: 'To' }) });
    const mapping = (to: string) => z.object({ map: field(z.array(pair(to)), { label: 'Mapping' }) });
    const rows = [
      { from: 'order', to: 'a' },
      { from: 'cart', to: 'b' },
      { from: ' order', to: 'c' },
      { from: 'cart', to: 'd' },
      { from: 'cart', to: 'e' },
    ];
    const same = (others: string) => `Event: the same as in ${others}. Change one of them, or remove a row.`;
    expect(judgeConfiguration(mapping('to'), { map: rows })).toEqual({
      ok: false,
      fields: {
        'map.0.from': same('row 3'),
        'map.2.from': same('row 1'),
        'map.1.from': same('row 4, row 5'),
        'map.3.from': same('row 2, row 5'),
        'map.4.from': same('row 2, row 4'),
      },
    });
    expect(judgeConfiguration(mapping('name'), { map: rows.map(({ from, to }) => ({ from, name: to })) }), 'not a mapping').toMatchObject({ ok: true });
  });

  test('a body full of one value is answered in proportion: no more than three rows are named in each message (SR-51)', () => {
    const mapping = z.object({ map: field(z.array(z.object({ from: field(z.string(), { label: 'Event' }), to: field(z.optional(z.string()), { label: 'To' }) })), { label: 'Mapping' }) });
    const judgement = judgeConfiguration(mapping, { map: Array.from({ length: 5000 }, () => ({ from: 'a' })) });
    const messages = Object.values(judgement.ok ? {} : judgement.fields);
    expect(messages).toHaveLength(5000);
    expect(messages[4999]).toBe('Event: the same as in row 1, row 2, row 3. Change one of them, or remove a row.');
    expect(messages[1]).toBe('Event: the same as in row 1, row 3, row 4. Change one of them, or remove a row.');
  });

  test('a member is unique where it says so, in lists within rows and objects, and never because it is blank', () => {
    const list = (label: string, unique: boolean) => field(z.array(z.object({ code: field(z.optional(z.string()), { label: 'Code', unique }) })), { label });
    const schema = z.object({
      outer: field(z.array(z.object({ inner: field(z.object({ codes: list('Codes', true), others: list('Others', false) }), { label: 'Inner' }) })), { label: 'Outer' }),
    });
    const inner = { codes: [{ code: 'a' }, {}, {}, { code: 'a' }], others: [{ code: 'a' }, { code: 'a' }] };
    const judgement = judgeConfiguration(schema, { outer: [{ inner: { codes: [{ code: 'a' }], others: [] } }, { inner }] });
    expect(Object.keys(judgement.ok ? {} : judgement.fields)).toEqual(['outer.1.inner.codes.0.code', 'outer.1.inner.codes.3.code']);
  });

  test('puts a rule about the whole form under the empty path', () => {
    const pair = classic.object({ a: field(classic.number(), { label: 'A' }), b: field(classic.number(), { label: 'B' }) });
    expect(judgeConfiguration(pair.refine(({ a, b }) => a < b, 'B must be above A.'), { a: 2, b: 1 })).toEqual({ ok: false, fields: { '': 'B must be above A.' } });
    expect(judgeConfiguration(pair.refine(({ a, b }) => a < b), { a: 2, b: 1 })).toEqual({ ok: false, fields: { '': 'These entries do not fit together. Check them and try again.' } });
  });

  test('is not taken in by __proto__ and constructor', () => {
    const given = JSON.parse('{"enabled":false,"__proto__":{"days":7},"constructor":{"prototype":{"polluted":true}}}') as Record<string, unknown>;
    expect(judgeConfiguration(schema, given)).toEqual({ ok: true, values: { enabled: false, days: 30 } });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
