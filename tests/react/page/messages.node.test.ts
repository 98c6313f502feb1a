import { expect, test } from 'vitest';
import { detailMessages } from '../../../src/react/messages/detail-messages.ts';
import { dialogMessages } from '../../../src/react/messages/dialog-messages.ts';
import { formMessages } from '../../../src/react/messages/form-messages.ts';
import { pageMessages } from '../../../src/react/messages/page-messages.ts';
import { matches } from '../../../src/react/list/matches.ts';
import { relativeTime } from '../../../src/react/parts/format-time.ts';
import { pointInTime } from '../../../src/react/parts/point-in-time.ts';

test('no text of the page shares its key with another group, which it would silently replace there', () => {
  const others = [detailMessages, dialogMessages, formMessages].flatMap((group) => Object.keys(group));
  expect(Object.keys(pageMessages).filter((key) => others.includes(key))).toEqual([]);
  expect(Object.keys(detailMessages).filter((key) => others.indexOf(key) !== others.lastIndexOf(key))).toEqual([]);
});

test('counts agree with their nouns (UX-1)', () => {
  expect([0, 1, 2].map((total) => pageMessages.categoryCount({ total, connected: 0 }))).toEqual(['0 integrations, none connected', '1 integration, none connected', '2 integrations, none connected']);
  expect([1, 2].map((attention) => pageMessages.pageSummary({ total: 9, connected: 4, attention }))).toEqual(['4 of 9 connected · 1 needs attention', '4 of 9 connected · 2 need attention']);
});

test('search ignores case, accents and the order of words (UX-5)', () => {
  expect(matches('MÜLLER acme', ['Acme', 'Muller & Co'])).toBe(true);
  expect(matches('', ['anything'])).toBe(true);
  expect(matches('klav twilio', ['Klaviyo'])).toBe(false);
});

test('times are told in the words of the locale (UX-14)', () => {
  const now = Date.parse('2026-05-12T14:00:00Z');
  const minutes = (count: number) => now + count * 60_000;
  expect([0, -5, 7, -120, -60 * 24].map((count) => relativeTime(minutes(count), now, 'en'))).toEqual(['now', '5 minutes ago', 'in 7 minutes', '2 hours ago', 'yesterday']);
  expect(relativeTime(minutes(-5), now, 'de')).toBe('vor 5 Minuten');
  expect(relativeTime(Date.parse('2026-05-03T12:00:00Z'), now, 'en-GB')).toBe('3 May');
  expect(pointInTime(minutes(-30), now, 'en-GB')).toMatch(/^\d\d:30$/);
  expect(pointInTime(Date.parse('2026-05-03T12:00:00Z'), now, 'en-GB')).toBe('3 May');
});
