import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import * as dialogsModule from '../../../src/react/root/dialogs-module.ts';
import { cardOf, expectAccessible, openPage } from './setting.tsx';

vi.mock('../../../src/react/root/dialogs-module.ts', { spy: true });

test('a dialog opened before its code has come opens when it comes', async () => {
  const real = await dialogsModule.loadDialogs();
  let arrive: () => void = () => undefined;
  vi.mocked(dialogsModule.loadDialogs).mockImplementation(() => new Promise((resolve) => { arrive = () => resolve(real); }));
  const view = openPage();
  const { getByRole } = await cardOf(view, 'Twilio');
  await userEvent.click(getByRole('button', { name: 'Connect Twilio' }));
  expect(view.getByText('Opening…')).toBeInTheDocument();
  arrive();
  expect(await view.findByRole('dialog', { name: 'Connect Twilio' })).toBeVisible();
  vi.mocked(dialogsModule.loadDialogs).mockReset();
});

test('code that cannot be fetched is said, and can be tried again', async () => {
  const real = await dialogsModule.loadDialogs();
  const load = vi.mocked(dialogsModule.loadDialogs).mockImplementation(() => Promise.reject(new TypeError('Failed to fetch')));
  const view = openPage();
  const { getByRole } = await cardOf(view, 'Twilio');
  const opener = getByRole('button', { name: 'Connect Twilio' });
  await userEvent.click(opener);
  const retry = await view.findByRole('button', { name: 'Try again' });
  expect(view.getByText('The dialog could not be loaded. Check your network, then try again.')).toBeVisible();
  expect(document.activeElement).toBe(retry);
  await expectAccessible(view.container);
  await userEvent.click(view.getByRole('button', { name: 'Cancel' }));
  expect(document.activeElement).toBe(opener);
  await userEvent.click(opener);
  load.mockImplementation(() => Promise.resolve(real));
  await userEvent.click(await view.findByRole('button', { name: 'Try again' }));
  expect(await view.findByRole('dialog', { name: 'Connect Twilio' })).toBeVisible();
});
