import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, waitFor } from 'storybook/test';
import { type ErrorCode, IntegrationsError } from '../../src/core/errors.ts';
import { disconnectedIntegration } from '../../src/core/integration.ts';
import { connected, connectWith, DialogStage, inDialog } from './dialog-stage.tsx';

const meta = {
  title: 'Dialogs/Connect',
  component: DialogStage,
  args: { kind: 'connect', integration: 'klaviyo' },
  parameters: { docs: { story: { inline: false, height: '820px' } } },
} satisfies Meta<typeof DialogStage>;
export default meta;

type Story = StoryObj<typeof meta>;
const dark = { theme: 'dark' };

const failing = (code: ErrorCode, title: RegExp, more: object = {}): Story => ({
  args: { options: { fail: { connect: new IntegrationsError(code, { requestId: 'req_8f2c', ...more }) } } },
  play: async () => {
    const { dialog } = await connectWith();
    await expect(await dialog.findByRole('group', { name: title }, { timeout: 8000 })).toHaveFocus();
  },
});

/** UX-33: what it does and where the keys are, before any field. UX-28: its title has focus, for the way to sign in is read first. */
export const Empty: Story = {
  play: async () => {
    const dialog = await inDialog();
    await dialog.findByLabelText(/^Public API key/, {}, { timeout: 8000 });
    await expect(dialog.getByRole('heading', { name: 'Connect Klaviyo' })).toHaveFocus();
  },
};
export const EmptyDark: Story = { ...Empty, globals: dark };
export const Filled: Story = { play: async () => void (await connectWith({ press: '' })) };
/** UX-28: the first field has focus. */
export const Twilio: Story = {
  args: { integration: 'twilio' },
  play: async () => {
    const first = await (await inDialog()).findByLabelText(/^Account SID/, {}, { timeout: 8000 });
    await waitFor(() => expect(first).toHaveFocus());
  },
};
export const Mailchimp: Story = { args: { integration: 'mailchimp' } };

/** UX-41: a summary that leads to the fields. */
export const FailedSubmit: Story = {
  play: async () => {
    const dialog = await inDialog();
    await dialog.findByLabelText(/^Public API key/, {}, { timeout: 8000 });
    dialog.getByRole('button', { name: 'Connect Klaviyo' }).click();
    await expect(await dialog.findByRole('alert')).toHaveFocus();
  },
};
/** UX-42: the stages are said. */
export const Checking: Story = {
  args: { plan: (adapter) => void adapter.controls.hang('connect') },
  play: async () => {
    const { dialog } = await connectWith();
    await expect((await dialog.findAllByText('Checking your key…')).length).toBeGreaterThan(0);
  },
};
/** UX-44: after ten seconds. */
export const StillChecking: Story = {
  ...Checking,
  play: async () => {
    const { dialog } = await connectWith();
    await dialog.findByText('Still checking with Klaviyo…', {}, { timeout: 13_000 });
  },
};
/** UX-66: each check with its time. */
export const Tested: Story = {
  play: async () => {
    const { dialog } = await connectWith({ press: 'Test connection' });
    await dialog.findByRole('heading', { name: /The connection works/ });
  },
};
export const TestFailed: Story = {
  args: { options: { reject: () => 'insufficient_permission' } },
  play: async () => {
    const { dialog } = await connectWith({ press: 'Test connection' });
    await dialog.findByRole('heading', { name: 'The test failed' });
  },
};
export const WrongKey: Story = failing('invalid_credentials', /did not accept this key/);
export const WrongKeyDark: Story = { ...WrongKey, globals: dark };
export const NoPermission: Story = failing('insufficient_permission', /lacks a permission/, { detail: 'The key may not read accounts. It needs accounts:read.' });
/** UX-45: with the way to the card that holds it. */
export const AlreadyConnected: Story = {
  ...failing('already_connected', /This Klaviyo account is already connected/, { current: { ...disconnectedIntegration('mailchimp'), status: 'connected', account: { id: '1', label: 'Acme news' } } }),
};
export const AccountBlocked: Story = failing('account_blocked', /has blocked or closed/);
export const PlanLimit: Story = failing('plan_limit', /plan does not include/);
export const RateLimited: Story = failing('rate_limited', /asks us to slow down/, { retryAfter: 42 });
export const RateLimitedDark: Story = { ...RateLimited, globals: dark };
export const ProviderDown: Story = failing('provider_unavailable', /is not answering properly/, { retryAfter: 60 });
export const SessionEnded: Story = failing('unauthenticated', /session ended/);
/** SR-15: the answer was lost; it is checked, never sent again. */
export const UnknownOutcome: Story = failing('timeout', /do not know yet/);

/** UX-46: names the account; focus is on its heading. */
export const Success: Story = {
  play: async () => {
    const { dialog } = await connectWith();
    await expect(await dialog.findByRole('heading', { name: 'Klaviyo is connected' })).toHaveFocus();
  },
};
export const SuccessDark: Story = { ...Success, globals: dark };
/** UX-30: a typed secret is not thrown away without a question. */
export const UnsavedGuard: Story = {
  play: async () => {
    const { user } = await connectWith({ press: '' });
    await user.keyboard('{Escape}');
    await expect(await screen.findByRole('button', { name: 'Keep editing' })).toHaveFocus();
  },
};
export const Reconnect: Story = { args: { seed: connected } };
export const ReadOnly: Story = { args: { readOnly: true } };
export const RightToLeft: Story = { ...Tested, globals: { direction: 'rtl' } };
