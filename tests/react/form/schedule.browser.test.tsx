import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { field } from '../../../src/core/field.ts';
import { showForm } from './harness.tsx';

const schema = (required = true) => z.object({ when: field(required ? z.string() : z.optional(z.string()), { label: 'Sync', control: 'schedule' }) });
/** A shop in Berlin, on the Friday before its clocks go forward. */
const shop = { locale: 'en-GB', timeZone: 'Europe/Berlin', now: () => Date.parse('2026-03-27T12:00:00Z') };
const show = (when?: string, root: object = shop, required = true) => showForm(schema(required), { purpose: 'configuration', initial: when === undefined ? {} : { when } }, root);

const period = () => screen.getByRole('combobox', { name: /^Sync/ });
const choose = (name: string) => userEvent.selectOptions(period(), name);
const runs = async () => (await screen.findAllByRole('time')).map((run) => run.textContent);
const submit = () => userEvent.click(screen.getByRole('button', { name: 'Connect' }));
const error = () => document.querySelector('[data-part=error]')?.textContent;

describe('a schedule (UX-81)', () => {
  test.each([['0 * * * *', 'Every hour'], ['5 18 * * *', 'Every day'], ['30 6 * * 1', 'Every week'], ['0 9 28 * *', 'Every month'], ['0 9 31 * *', 'Custom'], ['*/15 * * * *', 'Custom']])('%s reads as "%s"', (when, name) => {
    show(when);
    expect(within(period()).getByRole<HTMLOptionElement>('option', { name }).selected).toBe(true);
  });

  test('presets are chosen by period, weekday, day and time, and saved as cron', async () => {
    const { handle } = show();
    const saved = () => handle.values()['when'];
    expect(saved()).toBeUndefined();
    await choose('Every day');
    expect(saved()).toBe('0 9 * * *');
    fireEvent.change(screen.getByLabelText('Time of Sync'), { target: { value: '' } });
    expect(saved()).toBe('0 9 * * *');
    fireEvent.change(screen.getByLabelText('Time of Sync'), { target: { value: '18:05' } });
    expect(saved()).toBe('5 18 * * *');
    await choose('Every week');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Weekday of Sync' }), 'Sunday');
    expect(saved()).toBe('5 18 * * 0');
    await choose('Every month');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Day of the month of Sync' }), '28');
    expect(saved()).toBe('5 18 28 * *');
    await choose('Every hour');
    expect(saved()).toBe('0 * * * *');
  });

  test('the next three runs are told in the time zone of the store, with its name, across a change of clocks', async () => {
    show('30 6 * * *');
    expect(await runs()).toEqual(['Sat, 28 Mar 2026, 06:30', 'Sun, 29 Mar 2026, 06:30', 'Mon, 30 Mar 2026, 06:30']);
    expect(screen.getAllByRole('time').map((run) => run.getAttribute('datetime'))).toEqual(['2026-03-28T05:30:00.000Z', '2026-03-29T04:30:00.000Z', '2026-03-30T04:30:00.000Z']);
    expect(screen.getByText('Next runs in Central European Time (Europe/Berlin):')).toBeVisible();
    expect(period()).toHaveAccessibleDescription(/Next runs in Central European Time.*Sat, 28 Mar 2026, 06:30/);
  });

  test('without a time zone of the store it is the one of the browser', async () => {
    show('0 9 * * *', { ...shop, timeZone: undefined });
    await runs();
    expect(screen.getByText(/^Next runs in/).textContent).toContain(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  test('custom cron starts from the preset, shows its runs as it is typed, and is explained when it cannot be read', async () => {
    const { handle, submitted } = show('0 9 * * *');
    await choose('Custom');
    const cron = screen.getByRole('textbox', { name: 'Cron expression of Sync' });
    expect(cron).toHaveValue('0 9 * * *');
    await userEvent.clear(cron);
    await userEvent.type(cron, '0 25 * * *{Tab}');
    expect(error()).toBe('Sync: the hour is a number from 0 to 23, a range such as 0-2, a list such as 0,2, or * for every one.');
    expect(cron).toHaveAttribute('aria-invalid', 'true');
    expect(screen.queryByRole('time')).toBeNull();
    await submit();
    await userEvent.click(await screen.findByRole('link', { name: /^Sync: the hour/ }));
    expect(cron).toHaveFocus();
    await userEvent.clear(cron);
    await userEvent.type(cron, '0 5 1 1 *');
    expect(error()).toBeUndefined();
    expect((await runs())[0]).toBe('Fri, 1 Jan 2027, 05:00');
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ when: '0 5 1 1 *' }]));
    expect(handle.values()).toEqual({ when: '0 5 1 1 *' });
  });

  test('half a time is no time: leaving it brings back what is saved; a reset shows at once, custom or not', async () => {
    const { handle } = show('0 9 * * *');
    const time = () => screen.getByLabelText<HTMLInputElement>('Time of Sync');
    await userEvent.click(time());
    fireEvent.change(time(), { target: { value: '' } });
    expect(time()).toHaveValue('');
    await userEvent.tab();
    expect(time()).toHaveValue('09:00');
    await choose('Custom');
    await userEvent.type(screen.getByRole('textbox'), '{Backspace}1-5');
    handle.reset();
    await waitFor(() => expect(time()).toHaveValue('09:00'));
    await choose('Custom');
    handle.setValues({ when: '5 5 * * 1-5' });
    await waitFor(() => expect(screen.getByRole('textbox')).toHaveValue('5 5 * * 1-5'));
  });

  test('a day that never comes is said', async () => {
    show('0 0 30 2 *');
    await screen.findByText('This never runs: no such day comes.');
  });

  test('an optional one can be switched off; one that is asked for can not', async () => {
    const { submitted, unmount } = show('0 * * * *', shop, false);
    await choose('Does not run by itself.');
    await submit();
    await waitFor(() => expect(submitted).toEqual([{}]));
    unmount();
    show();
    await submit();
    await userEvent.click(await screen.findByRole('link', { name: 'Enter the Sync.' }));
    expect(period()).toHaveFocus();
  });

  test('read-only it can be focused, not changed', async () => {
    const { handle } = showForm(schema(), { purpose: 'configuration', initial: { when: '0 9 * * *' }, readOnly: true }, shop);
    await userEvent.selectOptions(period(), 'Every hour');
    await userEvent.type(screen.getByLabelText('Time of Sync'), '18:05');
    expect(period()).toHaveAttribute('aria-disabled', 'true');
    expect(handle.values()).toEqual({ when: '0 9 * * *' });
  });
});
