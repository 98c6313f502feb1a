import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { FormStage } from './form-stage.tsx';
import { credentials } from './schemas.ts';

const stored = { privateApiKey: { secret: true, isSet: true, updatedAt: '2026-05-03T09:00:00.000Z', hint: '4f2a' } } as const;

const meta = {
  title: 'Form/Keys',
  component: FormStage,
  args: { schema: credentials, purpose: 'credentials', theme: 'light', direction: 'ltr' },
  render: (args, { globals }) => <FormStage {...args} theme={String(globals['theme'] ?? args.theme)} direction={String(globals['direction'] ?? args.direction)} />,
} satisfies Meta<typeof FormStage>;
export default meta;

type Story = StoryObj<typeof meta>;
const dark = { theme: 'dark' };

export const Empty: Story = {};
/** UX-39: judged when it is left. */
export const WrongKey: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByLabelText('Public API key'), 'X7F2QA');
    await userEvent.type(canvas.getByLabelText('Private API key'), 'X7F2QAX7F2QAX7F2QA');
    await userEvent.tab();
    await canvas.findByText(/The private key starts with pk_/);
  },
};
export const WrongKeyDark: Story = { ...WrongKey, globals: dark };
/** UX-35: the button is named after the field. */
export const Shown: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByLabelText('Private API key'), 'pk_a1B2c3D4e5F6g7H8i9J0k1L2');
    await userEvent.click(canvas.getByRole('button', { name: 'Show Private API key' }));
    await expect(canvas.getByLabelText('Private API key')).toHaveAttribute('type', 'text');
  },
};
/** UX-69 */
export const Stored: Story = { args: { initial: { publicApiKey: 'X7F2QA' }, stored } };
export const StoredDark: Story = { ...Stored, globals: dark };
/** UX-69: an empty field, and a way back. */
export const Replacing: Story = {
  ...Stored,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Replace Private API key' }));
    await expect(canvas.getByLabelText('Private API key')).toHaveFocus();
  },
};
export const ReadOnly: Story = { args: { initial: { publicApiKey: 'X7F2QA' }, stored, readOnly: true } };
