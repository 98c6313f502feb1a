import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { defineProvider } from '../../../src/core/provider.ts';
import { klaviyo } from '../../../src/providers/index.ts';
import { expectAccessible } from '../page/setting.tsx';
import { connectedKlaviyo, openWorld } from './harness.tsx';

const gallery = defineProvider({
  id: 'gallery', name: 'Gallery', category: 'email', summary: 'Shows pictures.',
  forms: { auth: { oauth2: { scopes: [{ id: 'read', reason: 'To show your pictures.' }] } }, disconnect: { impact: [], keeps: [] } },
});

async function opened(verb: 'Connect' | 'Reconnect', name: string, seed: object) {
  const world = await openWorld({ providers: [gallery, klaviyo], seed: { [name.toLowerCase()]: seed } });
  await world.user.click(screen.getByRole('button', { name: `Connect ${name}` }));
  const dialog = await screen.findByRole('dialog', { name: `${verb} ${name}` });
  return { ...world, shown: within(dialog), dialog };
}

test('where keys exist beside a sign-in that is not set up, only the keys are asked for', async () => {
  const { shown, dialog } = await opened('Connect', 'Klaviyo', { offersSignIn: false });
  expect(await shown.findByLabelText(/^Private API key/)).toBeVisible();
  expect(shown.queryByRole('button', { name: /Continue with/ })).toBeNull();
  expect(dialog.textContent).not.toMatch(/Or connect with keys|not set up/i);
  await expectAccessible(dialog);
});

test.each([['told that it is', true], ['told nothing', null]])('a backend that has %s set up offers it', async (_, offersSignIn) => {
  const { shown } = await opened('Connect', 'Klaviyo', { offersSignIn });
  expect(await shown.findByRole('button', { name: 'Continue with Klaviyo' }, { timeout: 8000 })).toBeVisible();
});

test('where signing in is the only way and not set up, a sentence says so and what to do', async () => {
  const { shown, dialog } = await opened('Connect', 'Gallery', { offersSignIn: false });
  expect(await shown.findByText('Ask whoever runs this site to set up signing in at Gallery first.', {}, { timeout: 8000 })).toBeVisible();
  expect(shown.queryByRole('button', { name: /Gallery/ })).toBeNull();
  await expectAccessible(dialog);
});

test('a reconnect of what was signed in to before asks for keys, too', async () => {
  const { shown } = await opened('Reconnect', 'Klaviyo', { ...connectedKlaviyo, stored: {}, scheme: 'oauth2', status: 'needs_reauth', offersSignIn: false });
  expect(await shown.findByLabelText(/^Private API key/)).toBeVisible();
  expect(shown.queryByRole('button', { name: /Continue with/ })).toBeNull();
});
