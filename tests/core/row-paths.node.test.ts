import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { createMemoryAdapter } from '../../src/adapters/memory.ts';
import { checkConditions } from '../../src/core/check-conditions.ts';
import { defineProvider, describeFields, field, type FieldMeta } from '../../src/core/index.ts';
import { withoutIndices } from '../../src/core/row-paths.ts';
import { valuesForOptions } from '../../src/core/values-for-options.ts';
import { createCatalogue } from '../../src/server/catalogue.ts';

test('an index is no part of the name a field has for adapters', () => {
  expect(['mapping.12.to', 'a.0.b.3.c', 'page2.list', 'mapping'].map(withoutIndices)).toEqual(['mapping.to', 'a.b.c', 'page2.list', 'mapping']);
});

test('a field in a row asks for choices with that row alone, at every depth', () => {
  const values = { mode: 'x', map: [{ from: 'a' }, { from: 'b', deep: { list: [{ n: 1 }, { n: 2 }] } }] };
  expect(valuesForOptions('map.1.to', values)).toEqual({ mode: 'x', map: [values.map[1]] });
  expect(valuesForOptions('map.1.deep.list.0.id', values)).toEqual({ mode: 'x', map: [{ from: 'b', deep: { list: [{ n: 1 }] } }] });
  expect(valuesForOptions('mode', values)).toBe(values);
  expect(valuesForOptions('map.7.to', values)).toEqual({ mode: 'x', map: [] });
});

describe('what a field refers to is checked by whoever serves the definition', () => {
  const text = (meta: Partial<FieldMeta> = {}) => field(z.optional(z.string()), { label: 'It', ...meta });
  const rows = (meta: Partial<FieldMeta>) =>
    z.object({
      mode: text(),
      group: field(z.object({ a: text() }), { label: 'Group' }),
      map: field(z.array(z.object({ kind: text(), obj: field(z.object({ it: text(meta) }), { label: 'Object' }) })), { label: 'Map' }),
    });
  const describing = (meta: Partial<FieldMeta>) => () => checkConditions(describeFields(rows(meta), 'configuration'));

  test.each(['mode', 'group.a', '.kind', '.obj.it'])('%s is a field', (path) => {
    expect(describing({ showWhen: { field: path, equals: 'x' } })).not.toThrow();
    expect(describing({ dependsOn: [path] })).not.toThrow();
  });

  test.each(['nowhere', 'group.b', 'mode.more', 'map.kind', '.mode', 'kind', 'constructor', ''])('"%s" is none', (path) => {
    expect(describing({ showWhen: { field: path, equals: 'x' } })).toThrow(/"map\.obj\.it" refers to/);
    expect(describing({ dependsOn: ['mode', path] })).toThrow(/"map\.obj\.it" refers to/);
  });

  test('a dot means a row, so outside of rows there is nothing it could mean', () => {
    expect(() => checkConditions(describeFields(z.object({ mode: text(), it: text({ showWhen: { field: '.mode', equals: 'x' } }) })))).toThrow(/stands in no row/);
  });

  test('by the memory adapter and by the server', async () => {
    const provider = defineProvider({ id: 'odd', name: 'Odd', category: 'email', summary: '', forms: { auth: {}, configuration: rows({ dependsOn: ['nowhere'] }), disconnect: { impact: [], keeps: [] } } });
    const adapter = createMemoryAdapter({ providers: [provider], seed: { odd: { status: 'connected' } } });
    await expect(adapter.configure({ integration: 'odd', configuration: {}, revision: '1' }, { signal: new AbortController().signal })).rejects.toThrow(/refers to "nowhere"/);
    await expect(createCatalogue([provider], [{ provider: 'odd', hosts: [], verify: async () => ({ outcome: 'verified', account: null, stages: [] }) }]).provider('odd').forms()).rejects.toThrow(/refers to "nowhere"/);
  });
});
