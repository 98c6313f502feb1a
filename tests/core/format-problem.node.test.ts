import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { cronProblem } from '../../src/core/cron.ts';
import { field } from '../../src/core/index.ts';
import { formRules } from '../../src/core/form-rules.ts';
import { judgeConfiguration } from '../../src/core/judge.ts';

describe('a schedule (UX-81)', () => {
  test.each(['0 9 * * *', '*/15 * * * *', '0 8-18/2 * * mon-fri', '5,35 0 1 JAN,jul *', '0 0 31 12 7', '  0   9 * * 1-5 '])('%s can be read', (text) => {
    expect(cronProblem(text)).toBeUndefined();
  });

  test.each([
    ['0 9 * *', /five parts.*this has 4/], ['', /this has 0/], ['0 9 * * * *', /this has 6/], ['60 9 * * *', /the minute is a number from 0 to 59/], ['0 24 * * *', /the hour is a number from 0 to 23/],
    ['0 9 0 * *', /the day of the month is a number from 1 to 31/], ['0 9 * 13 *', /the month/], ['0 9 * * 8', /the weekday/], ['0 9 * * montag', /the weekday/], ['0 9-8 * * *', /the hour/], ['5/10 * * * *', /the minute/],
    ['*/0 * * * *', /the minute/], ['0 9 L * *', /the day of the month/], ['@daily', /this has 1/], ['0 9 * mon *', /the month/], ['0, 9 * * *', /the minute/],
  ])('%s is explained', (text, words) => expect(cronProblem(text)).toMatch(words));
});

test('what the control of a field promises is judged with the form, in objects and rows too, on every side alike', () => {
  const phone = () => field(z.optional(z.string()), { label: 'Phone', control: 'phone' });
  const schema = z.object({
    phone: phone(), when: field(z.optional(z.string()), { label: 'When', control: 'schedule' }),
    group: field(z.optional(z.object({ phone: phone() })), { label: 'Group' }), rows: field(z.optional(z.array(z.object({ phone: phone() }))), { label: 'Rows' }),
  });
  expect(judgeConfiguration(schema, { phone: '+442079460018', when: '0 9 * * *', group: { phone: '+15005550006' }, rows: [{ phone: '+15005550006' }, {}] }, formRules)).toMatchObject({ ok: true });
  expect(judgeConfiguration(schema, { phone: '020 7946 0018', when: 'daily', group: { phone: '+44 20' }, rows: [{}, { phone: '+4' }] }, formRules)).toEqual({ ok: false, fields: {
    phone: 'Phone: start with + and the country code, such as +44 20 7946 0018. Without it the number does not say which country it is in.',
    when: 'When: a schedule has five parts (minute, hour, day of the month, month, weekday), and this has 1.',
    'group.phone': 'Phone: check the digits. A number has 7 to 15 of them, country code included, such as +44 20 7946 0018.',
    'rows.1.phone': 'Phone: check the digits. A number has 7 to 15 of them, country code included, such as +44 20 7946 0018.',
  } });
});
