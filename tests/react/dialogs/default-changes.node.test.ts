import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { describeFields } from '../../../src/core/describe-fields.ts';
import { field } from '../../../src/core/field.ts';
import { defaultChanges } from '../../../src/react/dialogs/default-changes.ts';

const number = (label: string, start: number, more = {}) => field(z._default(z.number(), start), { label, ...more });
const custom = { showWhen: { field: 'bidding', equals: 'custom' } } as const;
const auto = { showWhen: { field: 'bidding', equals: 'auto' } } as const;
const fields = describeFields(
  z.object({
    account: field(z.optional(z.string()), { label: 'Account' }),
    days: number('Days', 30),
    bidding: field(z._default(z.enum(['auto', 'custom']), 'auto'), { label: 'Bidding' }),
    bid: field(z.optional(z.number()), { label: 'Bid', ...custom }),
    pace: number('Pace', 5, auto),
    group: field(z.optional(z.object({ size: number('Size', 2), name: field(z.optional(z.string()), { label: 'Name' }) })), { label: 'Group' }),
    map: field(z._default(z.array(z.object({ from: field(z.string(), { label: 'From' }), times: number('Times', 1) })), [{ from: 'email', times: 1 }]), { label: 'Map' }),
  }),
  'configuration',
);
const free = () => false;
const restore = (present: object, { saved = present, locked = free }: { saved?: object; locked?: (field: { key: string }) => boolean } = {}) => {
  const { changes, values } = defaultChanges(fields, present as Record<string, unknown>, saved as Record<string, unknown>, locked);
  return { changes: changes.map(({ field: { path }, from, to, unused }) => (unused ? [path, from] : [path, from, to])), values };
};
const untouched = { days: 30, bidding: 'auto', pace: 5, map: [{ from: 'email', times: 1 }] };

test('at its defaults nothing changes, and what has none stays (UX-80)', () => {
  expect(restore(untouched)).toEqual({ changes: [], values: {} });
  expect(restore({ ...untouched, account: 'A7' })).toEqual({ changes: [], values: {} });
});

test('only what differs is listed and filled in, in the order of the form (UX-80)', () => {
  expect(restore({ ...untouched, account: 'A7', days: 90, map: [] })).toEqual({
    changes: [['days', 90, 30], ['map', [], [{ from: 'email', times: 1 }]]],
    values: { days: 30, map: [{ from: 'email', times: 1 }] },
  });
  expect(restore({ bidding: 'auto', pace: 5, map: untouched.map }).changes).toEqual([['days', undefined, 30]]);
});

test('members of a group go back by themselves; a group that is not filled in is left alone (UX-80)', () => {
  expect(restore({ ...untouched, group: { size: 9, name: 'x' } })).toEqual({ changes: [['group.size', 9, 2]], values: { group: { size: 2 } } });
  expect(restore({ ...untouched, group: { size: 2, name: 'x' } }).changes).toEqual([]);
});

test('what another default hides is named as not used any more, and keeps what it holds (UX-80, UX-76)', () => {
  expect(restore({ days: 30, map: untouched.map, bidding: 'custom', bid: 4 })).toEqual({
    changes: [['bidding', 'custom', 'auto'], ['bid', 4]],
    values: { bidding: 'auto', pace: 5 },
  });
});

test('what another default brings into view is listed with what was saved of it (UX-80)', () => {
  expect(restore({ days: 30, map: untouched.map, bidding: 'custom' }, { saved: { ...untouched, pace: 8 } }).changes).toEqual([['bidding', 'custom', 'auto'], ['pace', 8, 5]]);
});

test('what may not be changed stays, and so does what hangs on it (UX-80)', () => {
  const locked = ({ key }: { key: string }) => key === 'bidding' || key === 'group';
  expect(restore({ ...untouched, days: 90, bidding: 'custom', bid: 4, group: { size: 9 } }, { locked })).toEqual({ changes: [['days', 90, 30]], values: { days: 30 } });
});
