import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { googleAnalytics4 } from '../../../src/providers/index.ts';
import { mockOAuthPopup } from '../../../src/testing/mock-oauth-popup.ts';
import { expectAccessible } from '../page/setting.tsx';
import { openDialog, openWorld, type WorldOptions } from './harness.tsx';

const name = 'Google Analytics 4';
const allow = 'Allow access to your Analytics property';
const stored = { measurementId: 'G-7Q2ABCDEFG', apiSecret: 'Xq3nT8vR5wK2mZ7pL9sD4h' };
const keysAlone = { status: 'unverified', account: { id: stored.measurementId, label: stored.measurementId }, stored, scopes: { granted: [], missing: ['analytics.edit', 'analytics.readonly'] } } as const;
const properties = [{ value: '1001', label: 'Blog', hint: '1001' }, { value: '1002', label: 'Shop', hint: '1002', suggested: true }];

async function configured(seed: object = {}, more: WorldOptions = {}) {
  const world = await openWorld({ providers: [googleAnalytics4], options: { 'google-analytics-4': { googleAdsLinkId: [], audienceIds: [] } }, seed: { 'google-analytics-4': { ...keysAlone, ...seed } }, ...more });
  const shown = await openDialog(world, 'Configure', name);
  return { ...world, shown };
}
const lacks = () => document.querySelector('[data-field="eventDataRetention"]')?.textContent?.includes('Needs permission to edit the property. Allow access to the property');

test('settings that Google keeps are greyed with the reason, and one button leads to the sign-in that frees them (UX-58)', async () => {
  const popup = mockOAuthPopup();
  const { user, shown, adapter } = await configured({}, { signIn: () => properties });
  const begin = vi.spyOn(adapter.authorization, 'begin');
  expect(lacks()).toBe(true);
  await expectAccessible(screen.getByRole('dialog'));
  await user.click(shown.getByRole('button', { name: allow }));

  const connect = within(await screen.findByRole('dialog', { name: `Reconnect ${name}` }));
  expect(await connect.findByText('To set goals, audiences and retention.', {}, { timeout: 8000 })).toBeVisible();
  const go = connect.getByRole('button', { name: allow });
  await waitFor(() => expect(go.getAttribute('aria-disabled')).not.toBe('true'));
  await expectAccessible(screen.getByRole('dialog'));
  await user.click(go);
  await waitFor(() => expect(begin).toHaveBeenCalledOnce());
  await popup.answer({ code: 'ok' });

  // The property of the Measurement ID is chosen already (UX-64).
  expect(await connect.findByRole('radio', { name: /Shop/ }, { timeout: 8000 })).toHaveProperty('checked', true);
  await expectAccessible(screen.getByRole('dialog'));
  await user.click(connect.getByRole('button', { name: 'Use this account' }));
  await user.click(await connect.findByRole('button', { name: 'Configure' }, { timeout: 8000 }));
  const again = within(await screen.findByRole('dialog', { name: `Configure ${name}` }));
  await again.findByLabelText(/^Event data/);
  expect(lacks()).toBe(false);
  expect(again.queryByRole('button', { name: allow })).toBeNull();
  expect(again.queryByText('0')).toBeNull();
  expect(again.getByText(stored.measurementId)).toBeVisible();
  popup.restore();
});

test('new keys beside what a sign-in added start from those that are there', async () => {
  const { user, shown } = await configured({ scheme: 'oauth2', stored: {}, credentials: { measurementId: { secret: false, value: stored.measurementId } } });
  await user.click(shown.getByRole('button', { name: allow }));
  const connect = within(await screen.findByRole('dialog', { name: `Reconnect ${name}` }));
  expect(await connect.findByLabelText(/^Measurement ID/)).toHaveProperty('value', stored.measurementId);
});

test.each([['a viewer', {}, { page: { readOnly: true } }], ['a host without an app', { offersSignIn: false }, {}], ['who has the access', { scopes: { granted: ['analytics.edit', 'analytics.readonly'], missing: [] } }, {}]])('the button is not there for %s', async (_, seed, more) => {
  const { shown } = await configured(seed, more);
  expect(shown.queryByRole('button', { name: allow })).toBeNull();
});

test('before there are keys no sign-in is offered, as it would connect nothing', async () => {
  const world = await openWorld({ providers: [googleAnalytics4] });
  const shown = await openDialog(world, 'Connect', name);
  expect(await shown.findByLabelText(/^Measurement ID/)).toBeVisible();
  expect(shown.queryByRole('button', { name: allow })).toBeNull();
  await expect(world.adapter.authorization.begin({ integration: 'google-analytics-4' }, { signal: new AbortController().signal })).rejects.toMatchObject({ code: 'not_connected' });
});
