import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { IntegrationsError } from '../../src/core/errors.ts';
import { tiktokAds } from '../../src/providers/index.ts';
import { type MockedPopup, mockOAuthPopup } from '../../src/testing/mock-oauth-popup.ts';
import { DialogStage, inDialog } from './dialog-stage.tsx';

const redirectUri = 'https://shop.example/oauth/callback/tiktok-ads';
const secret = '3f7a9c1e5b2d8f4a6c0e1b3d5f7a9c2e4b6d8f01';
const clientId = '7412589630147852369';
const connected = {
  status: 'connected', scheme: 'oauth2', account: { id: '111', label: 'Harbour Goods' }, connectedAt: '2026-05-03T10:00:00.000Z', connectedBy: 'ana', redirectUri, stored: { clientId, clientSecret: secret },
} as const;

let popup: MockedPopup;
const meta = {
  title: 'Dialogs/Own app',
  component: DialogStage,
  args: { kind: 'connect', integration: 'tiktok-ads', providers: [tiktokAds], seed: { 'tiktok-ads': { redirectUri } } },
  parameters: { docs: { story: { inline: false, height: '640px' } } },
  beforeEach: () => {
    popup = mockOAuthPopup();
    return () => popup.restore();
  },
} satisfies Meta<typeof DialogStage>;
export default meta;

type Story = StoryObj<typeof meta>;
const dark = { theme: 'dark' };

async function press(name: string) {
  const dialog = await inDialog();
  const button = await dialog.findByRole('button', { name }, { timeout: 8000 });
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled', 'true'));
  await userEvent.click(button);
  return dialog;
}
/** The part with the own app: the keys have an App ID as well. */
async function ownApp() {
  const dialog = await inDialog();
  const form = within(await dialog.findByRole('region', { name: 'Your own app at TikTok Ads' }, { timeout: 8000 }));
  await form.findByLabelText(/^App ID/, {}, { timeout: 8000 });
  return form;
}
/** The form, with what was copied from the app. */
async function filledIn(id = clientId, typed = secret) {
  const dialog = await press('Use your own app');
  const form = await ownApp();
  await userEvent.type(form.getByLabelText(/^App ID/), id);
  if (typed) await userEvent.type(form.getByLabelText(/^App secret/), typed);
  return dialog;
}

/** Beside the host's own app the way to another one is there, and does not push itself forward. */
export const Offered: Story = {
  play: async () => {
    const dialog = await inDialog();
    await dialog.findByRole('button', { name: 'Continue with TikTok Ads' }, { timeout: 8000 });
    await dialog.findByRole('button', { name: 'Use your own app' });
    await expect(dialog.queryByLabelText('Redirect URI')).toBeNull();
  },
};
/** Where the host has no app, this is the way to sign in. */
export const TheOnlyOne: Story = {
  args: { seed: { 'tiktok-ads': { redirectUri, offersSignIn: false } } },
  play: async () => {
    const dialog = await inDialog();
    await dialog.findByRole('button', { name: 'Use your own app' }, { timeout: 8000 });
    await expect(dialog.queryByRole('button', { name: 'Continue with TikTok Ads' })).toBeNull();
  },
};
/** Where the app is, what it must know, and its ID and secret; the keys step aside meanwhile. */
export const Form: Story = {
  play: async () => {
    const dialog = await press('Use your own app');
    await expect(await dialog.findByLabelText('Redirect URI', {}, { timeout: 8000 })).toHaveValue(redirectUri);
    await expect(dialog.queryByLabelText(/^Advertiser ID/)).not.toBeVisible();
    await press('Back');
    await expect(dialog.queryByLabelText('Redirect URI')).toBeNull();
    await expect(dialog.getByLabelText(/^Advertiser ID/)).toBeVisible();
    await press('Use your own app');
    const form = await ownApp();
    await waitFor(() => expect(form.getByLabelText(/^App ID/)).toHaveFocus());
  },
};
export const FormDark: Story = { ...Form, globals: dark };
/** Nothing opens before both are there. */
export const Incomplete: Story = {
  play: async () => {
    const dialog = await filledIn('not a number', '');
    await press('Continue with TikTok Ads');
    await expect((await dialog.findAllByText(/An app ID has only digits/)).length).toBeGreaterThan(0);
    await expect(dialog.getAllByText('Enter the app secret.').length).toBeGreaterThan(0);
    await expect(popup.counts().opened).toBe(0);
  },
};
/** UX-50: the window opens within the press. */
export const Continued: Story = {
  play: async () => {
    const dialog = await filledIn();
    await press('Continue with TikTok Ads');
    await expect(popup.counts().opened).toBe(1);
    await dialog.findByRole('heading', { name: 'Continue in the TikTok Ads window' });
    await dialog.findByText(/If TikTok Ads shows an error there, cancel, and compare ID and redirect URI/);
    await expect(await popup.answer({ code: 'ok' })).toBe(true);
    await dialog.findByRole('heading', { name: 'TikTok Ads is connected' });
  },
};
/** What the provider does not accept is said at its field, and what was typed is still there. */
export const WrongSecret: Story = {
  args: { options: { reject: () => new IntegrationsError('invalid_credentials', { detail: 'TikTok Ads does not accept the app secret of your own app. Nothing was connected.', fields: { clientSecret: 'TikTok Ads does not accept this app secret. Copy it again from your app, together with the ID.' } }) } },
  play: async () => {
    const dialog = await filledIn();
    await press('Continue with TikTok Ads');
    await dialog.findByRole('heading', { name: 'Continue in the TikTok Ads window' });
    await expect(await popup.answer({ code: 'ok' })).toBe(true);
    await dialog.findByText(/does not accept the app secret of your own app/);
    const form = await ownApp();
    await expect(form.getByLabelText(/^App ID/)).toHaveValue(clientId);
    await expect(form.getByLabelText(/^App secret/)).toHaveValue(secret);
    await expect(form.getByLabelText(/^App secret/)).toHaveAttribute('aria-invalid', 'true');
  },
};
export const WrongSecretDark: Story = { ...WrongSecret, globals: dark };
/** Who did not agree goes on with the same app, without entering it again. */
export const DeniedThenAgain: Story = {
  play: async () => {
    const dialog = await filledIn();
    await press('Continue with TikTok Ads');
    await expect(await popup.answer({ error: 'access_denied' })).toBe(true);
    await dialog.findByRole('heading', { name: /You didn't give access/ });
    await press('Try again');
    await dialog.findByRole('heading', { name: 'Continue in the TikTok Ads window' });
    await expect(popup.counts().opened).toBe(2);
  },
};
/** The secret is kept unless another one is entered, and the keys have nothing of it. */
export const Reconnect: Story = {
  args: { seed: { 'tiktok-ads': connected } },
  play: async () => {
    const dialog = await inDialog();
    const form = await ownApp();
    await expect(form.getByLabelText(/^App ID/)).toHaveValue(clientId);
    await form.findByText(/8f01/);
    await press('Continue with TikTok Ads');
    await dialog.findByRole('heading', { name: 'Continue in the TikTok Ads window' });
  },
};
