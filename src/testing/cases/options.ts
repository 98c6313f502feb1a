import type { FieldOption } from '../../core/field.ts';
import type { CaseContext, CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual, expectRejection } from '../expect.ts';
import { connectValid, expectNoCredentials, observe } from '../observe.ts';

const mostPages = 50;
const needs: CaseDefinition['needs'] = ({ remoteField }) => remoteField !== undefined;

export const optionsCases: readonly CaseDefinition[] = [
  {
    name: 'answers choices page by page, each once',
    needs,
    async run(context) {
      await connectValid(context);
      const all = await everyChoice(context);
      expect(all.length > 0, 'options: there are no choices.');
      for (const { value, label } of all) expect(typeof value === 'string' && typeof label === 'string' && label !== '', `options: a choice has no value or no label: ${JSON.stringify({ value, label })}.`);
      expectEqual(new Set(all.map(({ value }) => value)).size, all.length, 'options: number of different values over all pages');
    },
  },
  {
    name: 'finds a choice by its label',
    needs,
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      await connectValid(context);
      const wanted = (await adapter.options({ integration, field: fixture.remoteField ?? '' }, call())).items.at(-1);
      expect(wanted, 'options: there are no choices.');
      const found = await everyChoice(context, wanted.label);
      expect(found.some(({ value }) => value === wanted.value), `options: a search for “${wanted.label}” does not find it.`);
    },
  },
  {
    name: 'leaves out what does not match a search',
    needs,
    async run(context) {
      await connectValid(context);
      const found = await everyChoice(context, 'zzqx no such choice');
      expectEqual(found, [], 'options: found for a text no label holds');
    },
  },
  {
    name: 'stores nothing of unsaved values',
    needs,
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      const before = await observe(context);
      // Whether it can answer from unsaved credentials is the backend's business; that it keeps none is not.
      await adapter.options({ integration, field: fixture.remoteField ?? '', values: fixture.credentials.valid }, call()).catch(() => undefined);
      const after = await observe(context);
      expectEqual([after.status, after.revision], [before.status, before.revision], 'list: status and revision after options with unsaved values');
      expectNoCredentials(after, 'list: after options with unsaved values');
    },
  },
  {
    name: 'refuses a field that has no choices',
    async run(context) {
      const { adapter, integration, call } = context;
      await connectValid(context);
      await expectRejection(adapter.options({ integration, field: 'noSuchField' }, call()), ['not_found', 'bad_request', 'validation_failed'], 'options: of an unknown field');
    },
  },
];

async function everyChoice({ adapter, integration, fixture, call }: CaseContext, query?: string): Promise<FieldOption[]> {
  const all: FieldOption[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const answer: Awaited<ReturnType<typeof adapter.options>> = await adapter.options(
      { integration, field: fixture.remoteField ?? '', ...(query !== undefined && { query }), ...(cursor !== null && { cursor }) }, call());
    all.push(...answer.items);
    cursor = answer.nextCursor;
    if (cursor === null) return all;
  }
  throw new Error(`options: no last page after ${mostPages}; does nextCursor move on?`);
}
