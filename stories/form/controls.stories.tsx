import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, within } from 'storybook/test';
import { FormStage } from './form-stage.tsx';
import { everyControl, filled } from './schemas.ts';

const meta = {
  title: 'Form/Every control',
  component: FormStage,
  args: { schema: everyControl, theme: 'light', direction: 'ltr' },
  render: (args, { globals }) => <FormStage {...args} theme={String(globals['theme'] ?? args.theme)} direction={String(globals['direction'] ?? args.direction)} />,
} satisfies Meta<typeof FormStage>;
export default meta;

type Story = StoryObj<typeof meta>;
const dark = { theme: 'dark' };

export const Empty: Story = {};
export const EmptyDark: Story = { globals: dark };
export const Filled: Story = { args: { initial: filled } };
export const FilledDark: Story = { args: { initial: filled }, globals: dark };
/** UX-41: the summary has focus, its words equal those at the fields. */
export const Failed: Story = {
  args: { submitted: true, initial: { days: 9000, footer: filled.footer } },
  play: async ({ canvas }) => {
    const summary = await canvas.findByRole('alert');
    await expect(summary).toHaveFocus();
    await expect(within(summary).getAllByRole('link').length).toBeGreaterThan(6);
  },
};
export const FailedDark: Story = { ...Failed, globals: dark };
/** UX-71: values can be read and focused, not changed. */
export const ReadOnly: Story = { args: { initial: filled, readOnly: true } };
export const ReadOnlyDark: Story = { args: { initial: filled, readOnly: true }, globals: dark };
/** UX-22: the form mirrors; keys and numbers stay left to right. */
export const RightToLeft: Story = { args: { initial: filled }, globals: { direction: 'rtl' } };
