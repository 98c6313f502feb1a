import { isIntegrationsError } from '../../core/errors.ts';
import type { FieldOption } from '../../core/field.ts';
import type { CaseContext, CaseDefinition } from '../conformance-case.ts';
import { expect, expectEqual, expectRejection } from '../expect.ts';
import { needs } from '../needs.ts';
import { connectValid, expectNoCredentials, observe } from '../observe.ts';
import { givingUp } from './giving-up.ts';
import { unknownAddress } from './unknown-address.ts';

const mostPages = 50;
const remote = { needs: needs.remoteField };

export const optionsCases: readonly CaseDefinition[] = [
  {
    name: 'answers choices page by page, each once',
    ...remote,
    async run(context) {
      await connectValid(context);
      const all = await everyChoice(context);
      expect(all.length > 0, 'options: there are no choices.');
      for (const { value, label } of all) expect(typeof value === 'string' && typeof label === 'string' && label !== '', `options: a choice has no value or no label: ${JSON.stringify({ value, label })}.`);
      expectEqual(new Set(all.map(({ value }) => value)).size, all.length, 'options: number of different values over all pages');
    },
  },
  {
    name: 'reaches every choice by its cursors',
    needs: needs.choices,
    async run(context) {
      await connectValid(context);
      expectEqual((await everyChoice(context)).length, context.fixture.choices, 'options: number of choices over all pages');
    },
  },
  {
    name: 'answers a page alike when it is asked for again',
    ...remote,
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      await connectValid(context);
      const input = { integration, field: fixture.remoteField ?? '' };
      const { items, nextCursor } = await adapter.options(input, call());
      const cursor = nextCursor === null ? {} : { cursor: nextCursor };
      const next = await adapter.options({ ...input, ...cursor }, call());
      expectEqual((await adapter.options(input, call())).items, items, 'options: the first page, read again');
      expectEqual((await adapter.options({ ...input, ...cursor }, call())).items, next.items, 'options: the page after it, read again');
    },
  },
  {
    name: 'takes a cursor it never gave for a mistake of the caller, not for a fault of its own',
    ...remote,
    async run(context) {
      const { adapter, integration, fixture, call } = context;
      await connectValid(context);
      // Who has but one page may as well ignore it.
      await adapter.options({ integration, field: fixture.remoteField ?? '', cursor: 'no such/cursor ☂' }, call()).catch((error: unknown) =>
        expect(isIntegrationsError(error, 'bad_request') || isIntegrationsError(error, 'validation_failed'), `options: a cursor it never gave led to ${String(error)}.`));
    },
  },
  {
    name: 'finds a choice by its label',
    ...remote,
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
    ...remote,
    async run(context) {
      await connectValid(context);
      const found = await everyChoice(context, 'zzqx no such choice');
      expectEqual(found, [], 'options: found for a text no label holds');
    },
  },
  {
    name: 'stores nothing of unsaved values',
    ...remote,
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
  { ...unknownAddress('options', ({ adapter, fixture, call }, integration) => adapter.options({ integration, field: fixture.remoteField ?? '' }, call())), ...remote },
  ...givingUp('options', async (context) => {
    const { adapter, integration, fixture } = context;
    await connectValid(context);
    return (o) => adapter.options({ integration, field: fixture.remoteField ?? '' }, o);
  }).map((one) => ({ ...one, ...remote })),
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
