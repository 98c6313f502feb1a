import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { field } from '../../../src/core/field.ts';
import { formRules } from '../../../src/core/form-rules.ts';
import type { FieldOption } from '../../../src/core/field.ts';
import type { Page, Values } from '../../../src/core/integration.ts';
import { judgeConfiguration, judgeCredentials } from '../../../src/core/judge.ts';
import { goodKey } from './fixtures.ts';
import { showForm } from './harness.tsx';

const submit = () => userEvent.click(screen.getByRole('button', { name: 'Connect' }));
const errors = () => [...document.querySelectorAll('[data-part=error]')].map((one) => one.textContent);
const text = (label: string) => field(z.string(), { label });

describe('objects in objects', () => {
  const schema = () => z.object({
    shop: field(z.object({
      address: field(z.object({
        place: field(z.object({ city: text('City'), capital: field(z.boolean(), { label: 'Capital' }) }), { label: 'Place', help: 'Where letters go.' }),
      }), { label: 'Address' }),
    }), { label: 'Shop' }),
    sender: field(z.optional(z.object({ name: field(z._default(z.string(), 'Shop'), { label: 'Sender' }), email: text('Email'), own: field(z.boolean(), { label: 'Own' }) })), { label: 'Sent by' }),
  });

  test('are groups in groups, each named; what is wrong in the innermost is led to', async () => {
    const { submitted } = showForm(schema(), { purpose: 'configuration' });
    const place = within(within(within(screen.getByRole('group', { name: 'Shop' })).getByRole('group', { name: 'Address' })).getByRole('group', { name: 'Place' }));
    await submit();
    await userEvent.click(await screen.findByRole('link', { name: 'Enter the City.' }));
    expect(place.getByLabelText('City')).toHaveFocus();
    await userEvent.keyboard('Bath');
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ shop: { address: { place: { city: 'Bath', capital: false } } } }]));
  });

  test('an optional one is absent while nothing in it but defaults is filled in, and whole as soon as something is', async () => {
    const { submitted } = showForm(schema(), { purpose: 'configuration', initial: { shop: { address: { place: { city: 'Bath', capital: true } } } } });
    await userEvent.clear(screen.getByLabelText('Sender'));
    await userEvent.type(screen.getByLabelText('Sender'), 'Ana');
    await submit();
    expect(await screen.findByRole('link', { name: 'Enter the Email.' })).toBeVisible();
    await userEvent.type(screen.getByLabelText('Email'), 'ana@shop.example');
    await submit();
    await waitFor(() => expect(submitted[0]).toMatchObject({ sender: { name: 'Ana', email: 'ana@shop.example', own: false } }));
  });
});

describe('a mapping with choices of the provider (UX-77, UX-78)', () => {
  const schema = () => z.object({ name: text('Name'), map: field(z.array(z.object({ from: text('From'), to: field(z.string(), { label: 'To', options: 'remote', dependsOn: ['.from'] }) })), { label: 'Map' }) });
  const answerTo = (asked: { field: string; values: Values }[]) => async (name: string, _query: unknown, _cursor: unknown, values: Values): Promise<Page<FieldOption>> => {
    asked.push({ field: name, values });
    const [row] = values['map'] as { from?: string }[];
    return { items: [{ value: `${row?.from}!`, label: `For ${row?.from}` }], nextCursor: null };
  };
  const choicesOf = async (number: number) => within(await screen.findByRole('group', { name: `Row ${number}` })).getAllByRole('option').map((option) => option.textContent);

  test('each row asks with itself alone, by the path all rows share, and again when what it depends on changes in that row', async () => {
    const asked: { field: string; values: Values }[] = [];
    const { submitted } = showForm(schema(), { purpose: 'configuration', initial: { name: 'Shop', map: [{ from: 'a', to: 'a!' }, { from: 'b', to: 'b!' }] }, loadOptions: answerTo(asked) });
    await waitFor(async () => expect([await choicesOf(1), await choicesOf(2)]).toEqual([['For a'], ['For b']]));
    expect(new Set(asked.map((one) => one.field))).toEqual(new Set(['map.to']));
    expect(asked.map((one) => one.values)).toContainEqual({ name: 'Shop', map: [{ from: 'b', to: 'b!' }] });
    const before = asked.length;
    await userEvent.type(within(screen.getByRole('group', { name: 'Row 2' })).getByLabelText('From'), 'c');
    await waitFor(async () => expect(await choicesOf(2)).toEqual(['Deleted in Klaviyo (b!)', 'For bc']));
    expect(asked.slice(before).map((one) => one.values['map'])).toEqual([[{ from: 'bc', to: 'b!' }]]);
    await userEvent.selectOptions(within(screen.getByRole('group', { name: 'Row 2' })).getByLabelText('To'), 'For bc');
    await userEvent.click(screen.getByRole('button', { name: 'Remove row 1 from Map' }));
    expect(await choicesOf(1)).toEqual(['For bc']);
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ name: 'Shop', map: [{ from: 'bc', to: 'bc!' }] }]));
  });

  test('rows that ask the same at the same time are answered together', async () => {
    const asked: { field: string; values: Values }[] = [];
    const plain = z.object({ map: field(z.array(z.object({ from: text('From'), to: field(z.string(), { label: 'To', options: 'remote' }) })), { label: 'Map' }) });
    const map = Array.from({ length: 12 }, (_, index) => ({ from: `e${index}`, to: 'x' }));
    let open = () => {};
    const opened = new Promise<void>((resolve) => { open = resolve; });
    const answer = answerTo(asked);
    showForm(plain, { purpose: 'configuration', initial: { map }, loadOptions: async (...given) => { await opened; return answer(given[0], given[1], given[2], given[3]); } });
    await waitFor(() => expect(document.querySelectorAll('select[aria-busy]')).toHaveLength(12));
    open();
    await waitFor(() => expect(screen.getAllByRole('option', { name: 'For e0' })).toHaveLength(12));
    expect(asked).toHaveLength(1);
  });

  test('a row that waits for a member of its own says which', async () => {
    showForm(schema(), { purpose: 'configuration', initial: { name: 'Shop', map: [{ to: 'x' }] }, loadOptions: async () => ({ items: [], nextCursor: null }) });
    expect(await screen.findByText('Fill in From first: the choices depend on it.')).toBeVisible();
  });
});

describe('rules across members (§2: a kept secret)', () => {
  const schema = z.object({ region: field(z.enum(['eu', 'us']), { label: 'Region', secret: false }), token: field(z.string(), { label: 'Token' }) })
    .check(z.refine(({ region, token }) => token.startsWith(region), 'The token is of another region.'));
  const stored = { token: { secret: true, isSet: true, updatedAt: null, hint: null } } as const;

  test('are skipped in the browser while a secret is kept, and judged by the server after the merge', async () => {
    const { submitted, handle } = showForm(schema, { initial: { region: 'us' }, stored });
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ region: 'us' }]));
    const judgement = judgeCredentials(schema, submitted[0] as Values, { region: 'us', token: 'eu-1' }, formRules);
    expect(judgement).toEqual({ ok: false, fields: { '': 'The token is of another region.' } });
    handle.showErrors(judgement.ok ? {} : judgement.fields);
    expect(screen.getByRole('alert')).toHaveFocus();
    expect(screen.getByRole('alert').textContent).toContain('The token is of another region.');
  });

  test('are judged in the browser as soon as nothing is kept', async () => {
    const { submitted } = showForm(schema, { initial: { region: 'us' }, stored });
    await userEvent.click(screen.getByRole('button', { name: 'Replace Token' }));
    await userEvent.type(screen.getByLabelText('Token'), `eu-${goodKey}`);
    await submit();
    expect((await screen.findByRole('alert')).textContent).toContain('The token is of another region.');
    expect(submitted).toEqual([]);
  });

  test('rows are compared with a kept secret too, and a field in a row is never taken for a stored secret of its name', async () => {
    const withRows = z.object({ token: field(z.string(), { label: 'Token' }), map: field(z.array(z.object({ from: field(z.string(), { label: 'From', secret: false }), to: field(z.string(), { label: 'To', secret: false }), token: field(z.optional(z.string()), { label: 'Row token' }) })), { label: 'Map', secret: false }) });
    const { handle, submitted } = showForm(withRows, { initial: { map: [{ from: 'a', to: 'x' }, { from: 'a', to: 'y' }] }, stored });
    await submit();
    await screen.findByRole('alert');
    expect(errors()).toEqual(['From: the same as in row 2. Change one of them, or remove a row.', 'From: the same as in row 1. Change one of them, or remove a row.']);
    await userEvent.type(screen.getAllByLabelText(/^Row token/)[0] as HTMLElement, goodKey);
    handle.clearSecrets();
    expect(handle.values()['map']).toEqual([{ from: 'a', to: 'x' }, { from: 'a', to: 'y' }]);
    expect(document.body.innerHTML).not.toContain(goodKey);
    await waitFor(() => expect(screen.getAllByLabelText(/^Row token/)[0]).toHaveValue(''));
    expect(submitted).toEqual([]);
  });
});

test('browser and server judge the same values alike, rows, conditions and formats included', async () => {
  const schema = z.object({
    mode: field(z._default(z.enum(['one', 'many']), 'many'), { label: 'Mode' }),
    map: field(z._default(z.array(z.object({ from: text('From'), to: text('To'), when: field(z.optional(z.string()), { label: 'When', control: 'schedule', showWhen: { field: '.to', equals: 'later', required: true } }) })).check(z.maxLength(3)), []), { label: 'Map', showWhen: { field: 'mode', equals: 'many' } }),
  });
  const cases: Values[] = [{}, { map: [{ from: 'a' }] }, { map: [{ from: 'a', to: 'later' }, { from: 'a', to: 'b', when: 'never' }] }, { mode: 'one', map: [{}] }, { map: [{ from: 'a', to: 'later', when: '0 99 * * *' }] }, { map: [{ from: 'a', to: 'x' }, { from: 'b', to: 'x' }, { from: 'c', to: 'x' }, { from: 'd', to: 'x' }] }];
  for (const initial of cases) {
    const { submitted, unmount, form } = showForm(schema, { purpose: 'configuration', initial });
    await submit();
    const judgement = judgeConfiguration(schema, initial, formRules);
    const shown = () => Object.fromEntries([...form.querySelectorAll('[data-part=error]')].map((one) => [one.closest('[data-field]')?.getAttribute('data-field'), one.textContent]));
    if (judgement.ok) await waitFor(() => expect(judgeConfiguration(schema, submitted[0] as Values, formRules), JSON.stringify(initial)).toEqual(judgement));
    else await waitFor(() => expect(shown(), JSON.stringify(initial)).toEqual(judgement.fields));
    unmount();
  }
});
