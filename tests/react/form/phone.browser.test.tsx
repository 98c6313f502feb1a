import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { barePhone } from '../../../src/react/controls/bare-phone.ts';
import { field } from '../../../src/core/field.ts';
import { showForm } from './harness.tsx';

const schema = () => z.object({ phone: field(z.string(), { label: 'Phone', control: 'phone' }), other: field(z.optional(z.string()), { label: 'Other' }) });
const show = (locale: string, phone?: string) => showForm(schema(), { purpose: 'configuration', initial: phone === undefined ? {} : { phone } }, { locale });
const input = () => screen.getByLabelText<HTMLInputElement>('Phone');
const submit = () => userEvent.click(screen.getByRole('button', { name: 'Connect' }));
const error = () => document.querySelector('[data-part=error]')?.textContent;
/** Types it, and leaves the field once the numbering plans are there. */
const enter = async (typed: string) => {
  await import('../../../src/react/controls/phone-numbers.ts');
  expect(input()).toHaveAttribute('type', 'tel');
  await userEvent.type(input(), typed);
  await userEvent.tab();
};

describe('a phone number (UX-36, UX-37)', () => {
  test.each([
    ['en-GB', '020 7946 0018', '+442079460018'], ['en-GB', '+1 (500) 555-0006', '+15005550006'], ['en-US', '(212) 555-0123', '+12125550123'],
    ['de-DE', '030 901820', '+4930901820'], ['en', '+44 (0)20 7946 0018', '+442079460018'], ['en', '0044 20', undefined],
  ])('in %s, %s is kept as %s', async (locale, typed, kept) => {
    const { handle } = show(locale);
    await enter(typed);
    if (kept === undefined) return expect(error()).toMatch(/start with \+ and the country code/);
    expect(handle.values()).toEqual({ phone: kept });
    expect(input()).toHaveValue(kept);
    expect(error()).toBeUndefined();
  });

  test('typed as at home where the country is not known, it is asked for in a clear sentence, and nothing is lost', async () => {
    const { submitted } = show('en');
    await enter('020 7946 0018');
    expect(error()).toBe('Phone: start with + and the country code, such as +44 20 7946 0018. Without it the number does not say which country it is in.');
    expect(input()).toHaveValue('020 7946 0018');
    await submit();
    await screen.findByRole('alert');
    await userEvent.clear(input());
    await userEvent.type(input(), '+44 20 7946 0018');
    expect(error()).toBeUndefined();
    await submit();
    await waitFor(() => expect(submitted).toEqual([{ phone: '+442079460018' }]));
  });

  test('what is no number is not mistaken for one', async () => {
    show('en-GB');
    await enter('call me');
    expect(error()).toMatch(/^Phone: start with \+/);
    expect(input()).toHaveValue('call me');
  });

  test('a stored number stays as it is when its field is only visited, and read-only it cannot change', async () => {
    const { handle, dirty, rerender } = show('en-GB', '+442079460018');
    await enter('{End}');
    expect(dirty).toEqual([]);
    rerender({ readOnly: true });
    await userEvent.type(input(), '1{Tab}');
    expect(handle.values()).toEqual({ phone: '+442079460018' });
  });
});

test('before the numbering plans are there, a number with its country code may be written with the usual signs', () => {
  expect(['+44 (0)20 7946-0018', '+1.500.555.0006', '+44/207 946', '020 7946', 'ACME', '+44 ext 5'].map(barePhone)).toEqual(['+442079460018', '+15005550006', '+44207946', '020 7946', 'ACME', '+44 ext 5']);
});
