import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { dialogs } from '../../../src/react/dialogs/dialogs.tsx';
import { laterDialog } from '../../../src/react/dialogs/later-dialog.tsx';
import { laterDisconnect } from '../../../src/react/dialogs/later-dialogs.ts';
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

test('what was fetched while idle asks before a disconnect in the frame of the press', async () => {
  const world = await openWorld({ seed: { klaviyo: connectedKlaviyo } });
  dialogs.prepare(world.root, undefined);
  await waitFor(() => expect(laterDisconnect.get().code).toBeDefined());
  fireEvent.click(screen.getByRole('button', { name: 'Disconnect Klaviyo' }));
  expect(screen.getByRole('alertdialog', { name: 'Disconnect Klaviyo?' })).toBeVisible();
});
