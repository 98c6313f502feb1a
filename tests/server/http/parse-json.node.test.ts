import { describe, expect, it } from 'vitest';
import { isIntegrationsError } from '../../../src/core/errors.ts';
import { parseJson } from '../../../src/server/http/parse-json.ts';
import { processorTime } from '../../setup/processor-time.ts';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const withKeys = (count: number) => JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at])));

describe('parseJson', () => {
  it('answers what JSON.parse answers for ordinary bodies', () => {
    for (const value of [{}, [], null, 'a', -1.5e-3, { a: [{ b: 'ü\u{1f600}\\"{[,:' }, true, 12, 0.1] }, { '': '' }, { 'a"b': 'x' }, [9007199254740991]]) {
      expect(parseJson(JSON.stringify(value))).toEqual(value);
    }
    expect(parseJson(' { "a" : 1 , "b" : [ 1 , 2 ] } ')).toEqual({ a: 1, b: [1, 2] });
  });

  it('takes 16 levels and 500 keys, and no more (SR-48)', () => {
    expect(parseJson(nested(16))).toBeDefined();
    expect(parseJson(withKeys(500))).toBeDefined();
    refuses(nested(17));
    refuses(nested(30_000));
    refuses(withKeys(501));
    refuses(`[${withKeys(300)},${withKeys(300)}]`);
  });

  it('takes the same key in two objects, but not twice in one, however it is written (SR-53)', () => {
    expect(parseJson('[{"a":1},{"a":{"a":2}}]')).toEqual([{ a: 1 }, { a: { a: 2 } }]);
    refuses('{"a":1,"a":2}');
    refuses('{"a":{"x":1},"b":1,"a":2}');
    refuses('{"a":1,"\\u0061":2}');
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s at any depth and in any spelling (SR-50)', (key) => {
    refuses(`{"${key}":1}`);
    refuses(`[{"a":{"b":[{"${key}":{}}]}}]`);
    refuses(`{"\\u${key.charCodeAt(0).toString(16).padStart(4, '0')}${key.slice(1)}":1}`);
    expect(parseJson(`{"a":"${key}"}`)).toEqual({ a: key });
  });

  it.each(['{"a":"\\u0000"}', '{"\\u0000":1}', '["\\ud800"]', '["\\udc00\\ud800"]', '{"\\ud83d":1}', '["\ud800"]'])('refuses NUL and lone surrogates: %j (SR-53)', (text) => void refuses(text));

  it.each(['[1e400]', '[-1e400]', '[9007199254740992]', '{"a":9007199254740993}', '[-9007199254740993]', '[1e21]', '1e309'])('refuses a number that cannot be kept exactly: %s (SR-53)', (text) => void refuses(text));

  it.each(['', '{', '{"a"}', "{'a':1}", '{"a":1,}', '[1,]', 'undefined', 'NaN', '01', '"\\x"', '{"a":1}}', '\u0000', '"a\nb"', '+1', '.5'])('refuses what is not JSON: %j', (text) => void refuses(text));

  it('is linear: 100 kB of the worst inputs take less than 50 ms each (SR-51)', () => {
    const hostile = ['['.repeat(100_000), `"${'\\'.repeat(99_998)}"`, `[${'1e1,'.repeat(25_000)}1]`, `[${'"\\u0061",'.repeat(11_000)}1]`, `{"${'a'.repeat(99_000)}":"${'\\"'.repeat(400)}"}`, `[${'-'.repeat(100_000)}]`, `[${'{},'.repeat(33_000)}1]`];
    for (const text of hostile) {
      expect(processorTime(() => parseJson(text))).toBeLessThan(50);
    }
  });

  it('never quotes the text it refuses (SR-54)', () => {
    for (const text of ['{"secret-value":1,"secret-value":2}', 'secret-value', '["secret-value\\u0000"]']) {
      expect(JSON.stringify(refuses(text).problem)).not.toContain('secret-value');
    }
  });
});

function refuses(text: string) {
  try {
    parseJson(text);
  } catch (error) {
    if (isIntegrationsError(error, 'bad_request')) return error;
    throw error;
  }
  throw new Error(`${text.slice(0, 80)} was taken`);
}
