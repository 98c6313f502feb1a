import { expect, test } from 'vitest';
import { type Evidence, evidenceOf } from '../../src/client/evidence.ts';
import type { Sent } from '../../src/client/state.ts';
import type { Verb } from '../../src/core/events.ts';
import type { CredentialPreview, Integration } from '../../src/core/integration.ts';
import { available, connected } from './fixtures.ts';

const account = (value: string): CredentialPreview => ({ secret: false, value });
const secret = (hint: string | null, updatedAt: string | null = null): CredentialPreview => ({ secret: true, isSet: true, updatedAt, hint });
const kept: CredentialPreview = { secret: true, isSet: false, updatedAt: null, hint: null };
const before = connected('klaviyo', { revision: '4', configuration: { name: 'Shop', days: 30, hours: { from: '8', zone: 'utc' }, legacy: 1 }, credentials: { id: account('A'), key: secret('1111', 'Monday') } });
const now = (more: Partial<Integration>) => ({ ...before, revision: '5', ...more });
const configured = (change: object) => now({ configuration: { ...before.configuration, ...change } });
const mine = { name: 'Mine', days: 30, hours: { from: '8' } };

const rows: readonly [string, Verb, Omit<Sent, 'before'> & { before?: Integration }, Integration, Evidence][] = [
  ['a save whose values are stored', 'configure', { configuration: mine }, configured({ name: 'Mine' }), 'done'],
  ['a save that is stored beside somebody else’s later one', 'configure', { configuration: mine }, configured({ name: 'Mine', days: 7 }), 'done'],
  ['a save on a revision that still stands', 'configure', { configuration: mine }, before, 'nothing'],
  ['a save in whose place somebody else’s is stored: a raised revision proves nothing', 'configure', { configuration: mine }, configured({ days: 7 }), 'other'],
  ['a save of which one field is stored and one is not', 'configure', { configuration: { ...mine, days: 7 } }, configured({ name: 'Mine' }), 'other'],
  ['a field that was emptied, and is empty', 'configure', { configuration: { ...mine, name: undefined } }, configured({ name: '' }), 'done'],
  ['a field that was emptied, and is not empty', 'configure', { configuration: { ...mine, name: undefined } }, now({}), 'other'],
  ['a group that keeps members nobody here knows', 'configure', { configuration: { ...mine, hours: { from: '9' } } }, configured({ name: 'Mine', hours: { from: '9', zone: 'utc' } }), 'done'],
  ['rows are compared whole', 'configure', { configuration: { rows: [{ from: 'a' }] } }, configured({ rows: [{ from: 'a' }, { from: 'b' }] }), 'other'],
  ['a first connect that worked', 'connect', { before: available('klaviyo'), previews: { id: account('A'), key: secret('1111') } }, now({}), 'done'],
  ['a first connect that left nothing', 'connect', { before: available('klaviyo') }, available('klaviyo'), 'nothing'],
  ['a connect of other keys by somebody else', 'connect', { before: available('klaviyo'), previews: { key: secret('9999') } }, now({}), 'other'],
  ['a connect of another account by somebody else', 'connect', { before: available('klaviyo'), previews: { id: account('B'), key: secret(null) } }, now({}), 'other'],
  ['a reconnect whose new secret is stored', 'connect', { previews: { key: secret('2222') } }, now({ credentials: { key: secret('2222', 'Tuesday') } }), 'done'],
  ['a reconnect while somebody else only saved settings', 'connect', { previews: { key: secret('1111') } }, now({ configuration: { days: 7 } }), 'nothing'],
  ['a reconnect that kept its secret', 'connect', { previews: { id: account('A'), key: kept } }, now({}), 'done'],
  ['a reconnect after which sign-in still fails', 'connect', { previews: { key: secret('2222') } }, now({ status: 'needs_reauth', credentials: { key: secret('2222', 'Tuesday') } }), 'nothing'],
  ['a reconnect at a backend that shows nothing of its credentials', 'connect', { previews: { key: secret('2222') } }, now({ credentials: {} }), 'done'],
  ['a check that only moved the health', 'connect', { previews: { key: kept } }, { ...before, status: 'unverified' }, 'nothing'],
  ['a disconnect that worked', 'disconnect', {}, available('klaviyo', { revision: '5' }), 'done'],
  ['a disconnect that did not', 'disconnect', {}, now({}), 'nothing'],
  ['a pause that worked', 'update', { enabled: false }, now({ enabled: false }), 'done'],
  ['a pause that left nothing', 'update', { enabled: false }, before, 'nothing'],
  ['a pause that somebody else took back, or kept from happening', 'update', { enabled: false }, now({}), 'other'],
  ['a rename, trimmed', 'update', { label: ' Shop ' }, now({ label: 'Shop' }), 'done'],
];

test.each(rows)('SR-15: %s', (_, verb, sent, after, evidence) => {
  expect(evidenceOf(verb, { before, ...sent }, after)).toBe(evidence);
});
