import { fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { laterDialog } from '../../../src/react/dialogs/later-dialog.tsx';
import { pageMessages } from '../../../src/react/messages/page-messages.ts';
import { late } from '../../../src/react/root/late.ts';
import { RootContext } from '../../../src/react/root/root-context.ts';
import { rootWith } from '../form/harness.tsx';
import { connectedKlaviyo, openWorld } from './harness.tsx';

const Asked = ({ integration }: { integration: string }) => <p>Asked about {integration}</p>;

test('a dialog whose code cannot be fetched says so where focus goes, and can be left or tried again', async () => {
  let fetches = 0;
  const closeDialog = vi.fn();
  const Dialog = laterDialog(late(async () => (fetches++ < 1 ? Promise.reject(new TypeError('Failed to fetch')) : Asked)));
  render(<RootContext.Provider value={rootWith({ messages: pageMessages, closeDialog })}><Dialog integration="klaviyo" /></RootContext.Provider>);
  const again = await screen.findByRole('button', { name: 'Try again' });
  expect(document.activeElement).toBe(again);
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(closeDialog).toHaveBeenCalledOnce();
  await userEvent.click(again);
  await screen.findByText('Asked about klaviyo');
});

test('a disconnect is asked about in the frame of the press, with the dialogs there', async () => {
  await openWorld({ seed: { klaviyo: connectedKlaviyo } });
  fireEvent.click(screen.getByRole('button', { name: 'Disconnect Klaviyo' }));
  expect(screen.getByRole('alertdialog', { name: 'Disconnect Klaviyo?' })).toBeVisible();
});
