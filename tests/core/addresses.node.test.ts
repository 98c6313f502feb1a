import { describe, expect, test } from 'vitest';
import { defineProvider, routePath, routes } from '../../src/core/index.ts';
import { disconnectedIntegration, isIntegration, parseIntegrationId } from '../../src/core/integration.ts';
import { processorTime } from '../setup/processor-time.ts';

describe('routePath()', () => {
  test('fills every parameter as one encoded segment', () => {
    expect(routePath(routes.options, { storeId: 'a/b ?', integrationId: 'acme~2', field: 'sender.email' })).toBe('/api/stores/a%2Fb%20%3F/integrations/acme~2/options/sender.email');
  });

  test.each(['', '.', '..', undefined])('refuses %j, which would change the path', (storeId) => {
    expect(() => routePath(routes.list, { storeId } as never)).toThrow('"storeId" is missing');
  });

  test('survives a lone surrogate', () => {
    expect(routePath(routes.list, { storeId: '\ud800' })).toBe('/api/stores/%EF%BF%BD/integrations');
  });
});

describe('parseIntegrationId()', () => {
  test.each([
    ['klaviyo', { provider: 'klaviyo', accountKey: '' }],
    ['google-analytics-4~x2', { provider: 'google-analytics-4', accountKey: 'x2' }],
  ])('reads %s', (id, parts) => expect(parseIntegrationId(id)).toEqual(parts));

  test.each(['', '~2', 'a~', 'a--b', '-a', 'A', 'a~B', 'a~b~c', 'a/b', '../a', 'a\n', `a~${'b'.repeat(33)}`, 'a'.repeat(101), '__proto__'])('refuses %j', (id) => {
    expect(parseIntegrationId(id)).toBeNull();
  });

  test('answers a long hostile address at once', () => {
    const id = `${'a-'.repeat(50_000)}!`;
    expect(processorTime(() => parseIntegrationId(id))).toBeLessThan(50);
    expect(parseIntegrationId(id)).toBeNull();
  });
});

describe('isIntegration()', () => {
  test('takes what has the members the page reads, and refuses the rest', () => {
    const fresh = disconnectedIntegration('klaviyo');
    expect(isIntegration(fresh)).toBe(true);
    for (const wrong of [null, [], 'x', { ...fresh, status: 'great' }, { ...fresh, revision: 1 }, { ...fresh, credentials: [] }, { ...fresh, configuration: null }, { ...fresh, id: undefined }]) expect(isIntegration(wrong)).toBe(false);
  });
});

describe('defineProvider()', () => {
  const given = { id: 'acme', name: 'Acme', category: 'email', summary: 'Sends.', forms: { auth: {}, disconnect: { impact: [], keeps: [] } } };

  test('freezes the definition', () => expect(Object.isFrozen(defineProvider(given))).toBe(true));

  test.each(['Acme', 'a_b', 'a--b', '-a', '', 'a~b'])('refuses the id %j', (id) => {
    expect(() => defineProvider({ ...given, id })).toThrow('is not a provider id');
  });

  test('refuses a definition without a name', () => expect(() => defineProvider({ ...given, name: '' })).toThrow('has no name'));
});
