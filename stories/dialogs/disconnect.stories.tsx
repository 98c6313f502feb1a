import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { IntegrationsError } from '../../src/core/errors.ts';
import { connected, DialogStage, inDialog } from './dialog-stage.tsx';

const meta = {
  title: 'Dialogs/Disconnect',
  component: DialogStage,
  args: { kind: 'disconnect', integration: 'klaviyo', seed: connected, options: { impact: { klaviyo: ['3 lists stop syncing', '2 flows lose their order trigger'] } } },
  parameters: { docs: { story: { inline: false, height: '720px' } } },
} satisfies Meta<typeof DialogStage>;
export default meta;

type Story = StoryObj<typeof meta>;

/** UX-82: what stops, what stays, and Cancel first. */
export const WithImpact: Story = {
  play: async () => {
    const dialog = await inDialog();
    await dialog.findByText('3 lists stop syncing');
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus();
  },
};
export const WithImpactDark: Story = { ...WithImpact, globals: { theme: 'dark' } };
export const ImpactLoading: Story = { args: { plan: (adapter) => void adapter.controls.hang('impact') } };
export const ImpactSlow: Story = { ...ImpactLoading, play: async () => void (await (await inDialog()).findByText(/takes longer than usual/, {}, { timeout: 6000 })) };
export const ImpactFailed: Story = { args: { options: { fail: { impact: 'forbidden' } } }, play: async () => void (await (await inDialog()).findByText(/may be incomplete/)) };
/** Still connected, why, and a way to try again. */
export const Failed: Story = {
  args: { options: { fail: { disconnect: new IntegrationsError('internal', { requestId: 'req_77' }) } } },
  play: async () => {
    const dialog = await inDialog();
    await userEvent.click(dialog.getByRole('button', { name: 'Disconnect Klaviyo' }));
    await expect(await dialog.findByRole('group', { name: /went wrong on our side/ })).toHaveFocus();
  },
};
export const Working: Story = {
  args: { plan: (adapter) => void adapter.controls.hang('disconnect') },
  play: async () => {
    const dialog = await inDialog();
    await userEvent.click(dialog.getByRole('button', { name: 'Disconnect Klaviyo' }));
    await dialog.findByText('Disconnecting…');
  },
};
/** UX-83: the gentler way out. */
export const PauseInstead: Story = {
  args: { plan: (adapter) => void adapter.controls.hang('update') },
  play: async () => {
    const dialog = await inDialog();
    await userEvent.click(dialog.getByRole('button', { name: 'Pause instead' }));
    await dialog.findByText('Pausing…');
  },
};
const orders = { impact: { mailchimp: { items: ['The audience “Acme customers” stops syncing (4,210 contacts).'], choices: { store: 'It holds 1,204 orders. What is removed cannot be brought back.' } } } };
/** UX-83: what may be removed at the provider as well stands unticked. */
export const RemoveAsWell: Story = {
  args: { integration: 'mailchimp', options: orders },
  play: async () => void (await expect(await (await inDialog()).findByRole('checkbox', { name: /^Remove the store/ })).not.toBeChecked()),
};
/** UX-84: what is deleted is confirmed by the provider's name; another one is said beside it. */
export const RemoveMistyped: Story = {
  ...RemoveAsWell,
  play: async () => {
    const dialog = await inDialog();
    await userEvent.click(await dialog.findByRole('checkbox'));
    await userEvent.type(dialog.getByRole('textbox'), 'Mailchamp');
    await userEvent.click(dialog.getByRole('button', { name: 'Disconnect Mailchimp' }));
    await expect(await dialog.findByText(/^This is not “Mailchimp”/)).toBeVisible();
  },
};
export const RemoveMistypedDark: Story = { ...RemoveMistyped, globals: { theme: 'dark' } };
export const ReadOnly: Story = { args: { readOnly: true } };
