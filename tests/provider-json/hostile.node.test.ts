import { describe, expect, test } from 'vitest';
import { describeFields } from '../../src/core/index.ts';
import { loadForms } from '../../src/core/load-forms.ts';
import { providerFromJSON } from '../../src/provider-json/index.ts';
import { changed, configuration, credentials, good, type Loose } from './broken-json.ts';
import { processorTime } from '../setup/processor-time.ts';

describe('what is no plain JSON is refused', () => {
  test.each([
    ['forms.configuration.properties', '"utm":'],
    ['', '"name":'],
  ])('a key that reaches a prototype, at "%s"', (_, before) => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      expect(() => providerFromJSON(JSON.parse(good.replace(before, `"${key}":{"polluted":true},${before}`)))).toThrow(new RegExp(`${key}" is a key that is not allowed`));
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test.each([
    ['null', null],
    ['undefined', undefined],
    ['text', good],
    ['a list', [JSON.parse(good)]],
    ['a number', 7],
    ['a function', () => JSON.parse(good) as unknown],
    ['an object of a class', new Map()],
    ['a date', new Date()],
  ])('%s', (_, value) => {
    expect(() => providerFromJSON(value)).toThrow(TypeError);
  });

  test('an object that holds itself', () => {
    expect(() =>
      providerFromJSON(
        changed((json) => {
          json['forms'].configuration.properties.utm.items = json;
        }),
      ),
    ).toThrow(/nested deeper/);
  });

  test('an object of a class, where any value may stand', () => {
    for (const value of [new Date(), new Map(), /x/]) {
      const json = changed((all) => {
        configuration(all)['any'] = { default: value, 'x-field': { label: 'Any' } };
      });
      expect(() => providerFromJSON(json)).toThrow(/"forms\.configuration\.properties\.any\.default" is an object of a class/);
    }
  });

  test('nothing of it is called: accessors, toJSON and proxies of classes stay alone', () => {
    let called = 0;
    const trap = () => {
      called += 1;
      return 'x';
    };
    expect(() =>
      providerFromJSON(
        changed((json) => {
          Object.defineProperty(json, 'name', { get: trap, enumerable: true });
        }),
      ),
    ).toThrow(/"name" is computed/);
    expect(() =>
      providerFromJSON(
        changed((json) => {
          json['toJSON'] = trap;
        }),
      ),
    ).toThrow(/"toJSON" is a function/);
    expect(called).toBe(0);
  });

  test('the message never quotes a value', () => {
    expect(() =>
      providerFromJSON(
        changed((json) => {
          json['docsUrl'] = 'javascript:stealEverything()';
        }),
      ),
    ).toThrow(expect.not.objectContaining({ message: expect.stringContaining('stealEverything') as string }));
  });
});

describe('secrecy fails closed (SR-1)', () => {
  const secretsOf = async (json: unknown) =>
    describeFields((await loadForms(providerFromJSON(json))).auth.credentials!.fields)
      .filter((one) => one.secret)
      .map((one) => one.key);

  test('a credential that does not say otherwise is secret', async () => {
    expect(await secretsOf(JSON.parse(good))).toEqual(['privateApiKey']);
    expect(
      await secretsOf(
        changed((json) => {
          delete credentials(json)['privateApiKey']['x-field'].secret;
          delete credentials(json)['publicApiKey']['x-field'].secret;
        }),
      ),
    ).toEqual(['publicApiKey', 'privateApiKey']);
  });
});

test('what was read is a copy: changing the answer afterwards changes nothing', async () => {
  const json = JSON.parse(good) as Loose;
  const provider = providerFromJSON(json);
  json['name'] = 'Other';
  credentials(json)['privateApiKey']['x-field'].secret = false;
  expect(provider.name).toBe('Klaviyo');
  expect(describeFields((await loadForms(provider)).auth.credentials!.fields).map((one) => one.secret)).toEqual([false, true]);
});

test('a huge answer is refused quickly (SR-51)', () => {
  const json = changed((all) => {
    configuration(all)['utm']['x-field'].options = Array.from({ length: 500_000 }, (_, value) => ({ value: `v${value}`, label: 'x' }));
  });
  expect(processorTime(() => providerFromJSON(json))).toBeLessThan(1000);
  expect(() => providerFromJSON(json)).toThrow(/holds more than/);
});
