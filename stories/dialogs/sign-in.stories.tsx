import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, type within } from 'storybook/test';
import * as z from 'zod/mini';
import { defineProvider } from '../../src/core/provider.ts';
import { field } from '../../src/core/field.ts';
import { type MockedPopup, mockOAuthPopup } from '../../src/testing/mock-oauth-popup.ts';
import { DialogStage, inDialog } from './dialog-stage.tsx';

const scopes = [
  { id: 'campaigns.read', reason: 'See your campaigns and what they cost, to show them here.' },
  { id: 'campaigns.manage', reason: 'Change budgets when you change them here.' },
  { id: 'audiences', reason: 'Keep your customer lists up to date.', optional: true },
] as const;
const disconnect = { impact: [], keeps: [] };
const ads = defineProvider({
  id: 'lumen-ads', name: 'Lumen Ads', category: 'ads', summary: 'Runs your campaigns and learns from your sales.', accounts: 'many',
  forms: { auth: { oauth2: { scopes } }, configuration: z.object({ name: field(z.string(), { label: 'Name' }) }), disconnect },
});
const mail = defineProvider({
  id: 'lumen-mail', name: 'Lumen Mail', category: 'email', summary: 'Sends your newsletters.',
  forms: {
    auth: {
      oauth2: { scopes: scopes.slice(0, 2) },
      credentials: { fields: z.object({ apiKey: field(z.string(), { label: 'API key', secret: true }) }), steps: [{ title: 'Open your account', body: 'Under Settings, API keys.' }] },
    },
    disconnect,
  },
});
const account = { status: 'connected', scheme: 'oauth2', account: { id: '111', label: 'Lumen Shop' }, connectedAt: '2026-05-03T10:00:00.000Z', connectedBy: 'ana' } as const;

let popup: MockedPopup;
const meta = {
  title: 'Dialogs/Sign in',
  component: DialogStage,
  args: { kind: 'connect', integration: 'lumen-ads', providers: [ads, mail] },
  parameters: { docs: { story: { inline: false, height: '640px' } } },
  beforeEach: () => {
    popup = mockOAuthPopup();
    return () => popup.restore();
  },
} satisfies Meta<typeof DialogStage>;
export default meta;

type Story = StoryObj<typeof meta>;
type Play = NonNullable<Story['play']>;
const dark = { theme: 'dark' };

async function press(name: string) {
  const dialog = await inDialog();
  const button = await dialog.findByRole('button', { name }, { timeout: 8000 });
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled', 'true'));
  await userEvent.click(button);
  return dialog;
}
async function atProvider(name = 'Lumen Ads') {
  const dialog = await press(`Continue with ${name}`);
  await dialog.findByRole('heading', { name: `Continue in the ${name} window` });
  return dialog;
}
const answered = (response: Parameters<MockedPopup['answer']>[0], title: RegExp, and?: (dialog: ReturnType<typeof within>) => Promise<void>): Play => async () => {
  const dialog = await atProvider();
  await expect(await popup.answer(response)).toBe(true);
  await dialog.findByRole('heading', { name: title }, { timeout: 8000 });
  await and?.(dialog);
};

/** UX-49: what will be asked and why, that a window opens, that the password is not seen. */
export const Explainer: Story = {
  play: async () => {
    const dialog = await inDialog();
    await dialog.findByText('Change budgets when you change them here.', {}, { timeout: 8000 });
    await dialog.findByText(/A window of Lumen Ads opens.*your password is never seen here/);
    await expect(popup.counts().opened).toBe(0);
  },
};
export const ExplainerDark: Story = { ...Explainer, globals: dark };
/** Both ways in: what is typed stays while a sign-in is under way. */
export const BesideKeys: Story = {
  args: { integration: 'lumen-mail' },
  play: async () => {
    const dialog = await inDialog();
    // The explanation is read first, though there is a field to type in.
    await dialog.findByRole('button', { name: 'Continue with Lumen Mail' }, { timeout: 8000 });
    await expect(dialog.getByRole('heading', { name: 'Connect Lumen Mail' })).toHaveFocus();
    await userEvent.type(await dialog.findByLabelText(/^API key/, {}, { timeout: 8000 }), 'half a key');
    await atProvider('Lumen Mail');
    await expect(dialog.queryByLabelText(/^API key/)).not.toBeVisible();
    await press('Cancel');
    await expect(await dialog.findByLabelText(/^API key/)).toHaveValue('half a key');
  },
};
/** UX-51: the text is a status, the focus stays in the dialog. */
export const Waiting: Story = {
  play: async () => {
    const dialog = await atProvider();
    await expect(dialog.getByRole('status')).toHaveTextContent('Continue in the Lumen Ads window');
    await expect(document.activeElement?.closest('[role="dialog"]')).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Bring window back' }));
    await expect(popup.counts()).toEqual({ opened: 1, focused: 1 });
  },
};
export const WaitingDark: Story = { ...Waiting, globals: dark };
/** UX-52: nothing navigates by itself. */
export const Blocked: Story = {
  beforeEach: () => {
    popup.restore();
    popup = mockOAuthPopup({ blocked: true });
  },
  play: async () => {
    const dialog = await press('Continue with Lumen Ads');
    await dialog.findByRole('heading', { name: 'The browser blocked the window' });
    await dialog.findByRole('button', { name: 'Continue in this tab' });
    await dialog.findByRole('button', { name: 'Try again' });
  },
};
/** UX-55: a window that severed its opener reads as closed; nothing says that it is. */
export const Severed: Story = {
  play: async () => {
    const dialog = await atProvider();
    popup.sever();
    await dialog.findByRole('heading', { name: 'Checking…' }, { timeout: 3000 });
    await dialog.findByRole('button', { name: 'Cancel' });
    await expect(dialog.queryByText(/window closed/)).toBeNull();
    await expect(await popup.answer({ code: 'ok' })).toBe(true);
    await dialog.findByRole('heading', { name: 'Lumen Ads is connected' });
  },
};
/** UX-56: after the grace period. */
export const Closed: Story = {
  play: async () => {
    const dialog = await atProvider();
    // Seen at the provider first, as a real one would be.
    await waitFor(() => expect(popup.looks()).toBeGreaterThan(0), { timeout: 3000 });
    popup.close();
    await dialog.findByRole('heading', { name: 'The window closed before you finished' }, { timeout: 9000 });
    await dialog.findByRole('button', { name: 'Try again' });
  },
};
/** UX-57: neutral, and what is needed stands below. */
export const Denied: Story = { play: answered({ error: 'access_denied' }, /You didn't give access/, async (dialog) => void (await dialog.findByText('Change budgets when you change them here.'))) };
export const DeniedDark: Story = { ...Denied, globals: dark };
/** UX-60: the provider is named, its text stays text. */
export const ProviderTrouble: Story = { play: answered({ error: 'server_error', error_description: '<b>boom</b>' }, /Lumen Ads couldn't finish the sign-in/) };
/** UX-61: the answer can be handed in again. */
export const Unfinished: Story = {
  args: { plan: (adapter) => void adapter.controls.failNext('complete', 'internal') },
  play: answered({ code: 'ok' }, /Lumen Ads agreed, but we couldn't finish/, async (dialog) => {
    await press('Retry');
    await dialog.findByRole('heading', { name: 'Lumen Ads is connected' });
  }),
};
/** UX-61, with the request to name to support. */
export const UnfinishedDark: Story = { args: { plan: (adapter) => void adapter.controls.failNext('complete', 'internal') }, play: answered({ code: 'ok' }, /agreed, but we couldn't finish/), globals: dark };
/** UX-59: used, foreign or too old. */
export const NoLongerValid: Story = { args: { plan: (adapter) => void adapter.controls.failNext('complete', 'authorization_mismatch') }, play: answered({ code: 'ok' }, /This sign-in link is no longer valid/) };
/** UX-62. */
export const Expired: Story = { args: { plan: (adapter) => void adapter.controls.failNext('complete', 'authorization_expired') }, play: answered({ code: 'ok' }, /This sign-in took too long/) };
/** UX-58 begins here: what is missing stands on the card. */
export const Completed: Story = { args: { options: { signIn: () => ({ id: '111', label: 'Lumen Shop' }) } }, play: answered({ code: 'ok' }, /Lumen Ads is connected/, async (dialog) => void (await dialog.findByText(/Lumen Shop/))) };
/** UX-58: only what is missing is asked for. */
export const AddPermission: Story = {
  args: { seed: { 'lumen-ads': { ...account, scopes: { granted: ['campaigns.read'], missing: ['campaigns.manage'] } } } },
  play: async () => {
    const dialog = await inDialog();
    await dialog.findByText('Change budgets when you change them here.', {}, { timeout: 8000 });
    await expect(dialog.queryByText(/See your campaigns/)).toBeNull();
    await dialog.findByRole('button', { name: 'Add permission at Lumen Ads' });
  },
};
const other: Story = { args: { seed: { 'lumen-ads': account }, options: { signIn: () => ({ id: '222', label: 'Ana’s test shop' }) } } };
/** UX-63: both are named, and nothing has changed. */
export const OtherAccount: Story = {
  ...other,
  play: answered({ code: 'ok' }, /You signed in as Ana’s test shop, but Lumen Shop is connected/, async (dialog) => {
    for (const name of ['Use Lumen Shop again', 'Add Ana’s test shop as a further account', 'Switch to Ana’s test shop']) await dialog.findByRole('button', { name });
  }),
};
export const OtherAccountDark: Story = { ...OtherAccount, globals: dark };
const accounts = Array.from({ length: 12 }, (_, index) => ({ value: `${1000 + index}`, label: `Lumen account ${index + 1}`, hint: `${1000 + index}` }));
/** UX-64: finishing without a choice is impossible. */
export const ChooseAccount: Story = {
  args: { options: { signIn: () => accounts } },
  play: answered({ code: 'ok' }, /Which account do you want to connect\?/, async (dialog) => {
    await userEvent.click(dialog.getByRole('button', { name: 'Use this account' }));
    await expect(await dialog.findByRole('alert')).toHaveTextContent('Choose an account first.');
    await userEvent.type(dialog.getByRole('searchbox', { name: 'Search accounts' }), '1007');
    await expect(dialog.getAllByRole('radio')).toHaveLength(1);
    await userEvent.click(dialog.getByRole('radio'));
    await userEvent.click(dialog.getByRole('button', { name: 'Use this account' }));
    await dialog.findByRole('heading', { name: 'Lumen Ads is connected' });
  }),
};
export const ChooseAccountDark: Story = { args: { options: { signIn: () => accounts.slice(0, 4) } }, play: answered({ code: 'ok' }, /Which account/), globals: dark };
/** UX-64: the only one is chosen already. */
export const OneAccount: Story = { args: { options: { signIn: () => accounts.slice(0, 1) } }, play: answered({ code: 'ok' }, /Which account/, async (dialog) => void (await expect(dialog.getByRole('radio')).toBeChecked())) };
/** UX-62, UX-64: a choice that was open when the page was left is found again. */
export const ChooseAfterReload: Story = {
  args: {
    options: { signIn: () => accounts.slice(0, 3) }, seed: { 'lumen-ads': { authorization: { id: 'memory-1', expiresAt: '2099-01-01T00:00:00.000Z' } } },
    plan: ({ authorization }) => {
      const call = { signal: new AbortController().signal };
      void authorization.begin({ integration: 'lumen-ads' }, call).then(({ state }) => authorization.complete({ response: { state, code: 'ok' } }, call));
    },
  },
  play: async () => {
    const dialog = await inDialog();
    await userEvent.click(await dialog.findByRole('radio', { name: /Lumen account 2/ }, { timeout: 12_000 }));
    await userEvent.click(dialog.getByRole('button', { name: 'Use this account' }));
    await dialog.findByRole('heading', { name: 'Lumen Ads is connected' });
  },
};
export const ReadOnly: Story = {
  args: { readOnly: true },
  play: async () => {
    const dialog = await inDialog();
    await dialog.findByText('Change budgets when you change them here.', {}, { timeout: 8000 });
    await expect(dialog.queryByRole('button', { name: /Continue with/ })).toBeNull();
  },
};
