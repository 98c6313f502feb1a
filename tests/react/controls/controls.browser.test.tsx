import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { field } from '../../../src/core/field.ts';
import { cleanText } from '../../../src/react/controls/clean-text.ts';
import { readNumber } from '../../../src/react/controls/read-number.ts';
import { showForm } from '../form/harness.tsx';

const configuration = { purpose: 'configuration' } as const;

describe('what was meant', () => {
  test.each([
    [' key ', 'key'], ['\u200Bke\u2060y\uFEFF', 'key'], ['ke\ny\r\n', 'key'], ['k\u200Cey\u200F', 'key'], ['two words', 'two words'],
    ['می\u200Cخواهم', 'می\u200Cخواهم'],
  ])('%j is %j (UX-36)', (raw, meant) => expect(cleanText(raw)).toBe(meant));

  test.each([['', undefined], [' 12 ', 12], ['1,5', 1.5], ['-3', -3], ['1 000', 1000], ['twelve', 'twelve']])('%j read as a number is %j', (raw, value) => expect(readNumber(raw)).toBe(value));
});

test('a number keeps what it cannot read, and says what it expects', async () => {
  const { handle } = showForm(z.object({ days: field(z.number().check(z.maximum(730)), { label: 'Days', unit: 'days', secret: false }) }), configuration);
  const days = screen.getByLabelText('Days');
  expect(days).toHaveAccessibleDescription('days');
  await userEvent.type(days, 'soon');
  await userEvent.tab();
  await screen.findByText('Enter a number for the Days.');
  expect(days).toHaveValue('soon');
  await userEvent.clear(days);
  await userEvent.type(days, '30');
  expect(handle.values()).toEqual({ days: 30 });
});

test('radio buttons and checkboxes are named groups; a list keeps the order of its choices', async () => {
  const schema = z.object({
    scope: field(z.enum(['list', 'global']), { label: 'Scope', control: 'radio', secret: false, options: [{ value: 'list', label: 'This list' }] }),
    channels: field(z.array(z.enum(['email', 'sms'])), { label: 'Channels', secret: false }),
  });
  const { handle } = showForm(schema, configuration);
  await userEvent.click(within(screen.getByRole('radiogroup', { name: 'Scope' })).getByRole('radio', { name: 'This list' }));
  const channels = within(screen.getByRole('group', { name: 'Channels' }));
  await userEvent.click(channels.getByRole('checkbox', { name: 'sms' }));
  await userEvent.click(channels.getByRole('checkbox', { name: 'email' }));
  expect(handle.values()).toEqual({ scope: 'list', channels: ['email', 'sms'] });
});

test('tags take Enter, commas, Add and what is left behind; Remove gives focus back to the field', async () => {
  const { handle } = showForm(z.object({ tags: field(z.array(z.string()), { label: 'Tags', secret: false }) }), configuration);
  const input = screen.getByRole('textbox', { name: 'Tags' });
  await userEvent.type(input, 'one{Enter}two,three');
  await userEvent.click(screen.getByRole('button', { name: 'Add to Tags' }));
  await userEvent.type(input, 'one{Enter}four');
  await userEvent.tab();
  expect(handle.values()).toEqual({ tags: ['one', 'two', 'three', 'four'] });
  await userEvent.click(screen.getByRole('button', { name: 'Remove two' }));
  expect(input).toHaveFocus();
  expect(handle.values()).toEqual({ tags: ['one', 'three', 'four'] });
});

test('a host’s own control takes the place of ours', async () => {
  const { handle } = showForm(z.object({ colour: field(z.string(), { label: 'Colour', secret: false }) }), configuration, {
    controls: { text: ({ id, value, onChange, describedBy }) => <input id={id} aria-describedby={describedBy} value={typeof value === 'string' ? value : ''} onChange={(event) => onChange(event.target.value.toUpperCase())} /> },
  });
  await userEvent.type(screen.getByLabelText('Colour'), 'red');
  expect(handle.values()).toEqual({ colour: 'RED' });
});

test('texts can be replaced one by one', () => {
  showForm(z.object({ note: field(z.optional(z.string()), { label: 'Note', secret: false }) }), configuration, { messages: { fieldOptional: () => '(freiwillig)' } });
  expect(screen.getByLabelText('Note (freiwillig)')).toBeVisible();
});

test('typing renders nothing but what its own field shows', async () => {
  let renders = 0;
  // Every part reads its class name when it renders.
  const classNames = new Proxy({}, { get: () => void (renders += 1) });
  const fields = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`f${index}`, field(z.string(), { label: `Field ${index}`, secret: false })]));
  showForm(z.object(fields), configuration, { classNames });
  expect(renders).toBeGreaterThan(60);
  await userEvent.click(screen.getByLabelText('Field 7'));
  const before = renders;
  await userEvent.keyboard('abcdefghij');
  expect(renders - before).toBe(0);
});
