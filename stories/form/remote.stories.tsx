import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { FormStage } from './form-stage.tsx';
import { remoteList } from './schemas.ts';

const lists = (count: number) => Array.from({ length: count }, (_, index) => ({ value: `L${index + 1}`, label: `List ${index + 1}`, hint: `${(index + 1) * 137} people` }));
const answering = (count: number) => async () => ({ items: lists(count), nextCursor: null });

const meta = {
  title: 'Form/Remote choices',
  component: FormStage,
  args: { schema: remoteList, theme: 'light', direction: 'ltr' },
  render: (args, { globals }) => <FormStage {...args} theme={String(globals['theme'] ?? args.theme)} direction={String(globals['direction'] ?? args.direction)} />,
} satisfies Meta<typeof FormStage>;
export default meta;

type Story = StoryObj<typeof meta>;
const dark = { theme: 'dark' };

/** UX-77: never answers. */
export const Loading: Story = { args: { loadOptions: () => new Promise(() => {}) } };
export const Failed: Story = {
  args: { initial: { listId: 'L2' }, loadOptions: () => Promise.reject(new Error('down')) },
  play: async ({ canvas }) => void (await canvas.findByRole('button', { name: 'Try again to load choices for Default list' })),
};
export const FailedDark: Story = { ...Failed, globals: dark };
export const Nothing: Story = { args: { loadOptions: answering(0) }, play: async ({ canvas }) => void (await canvas.findByText(/has nothing to choose/)) };
export const Few: Story = { args: { initial: { listId: 'L2' }, loadOptions: answering(5) }, play: async ({ canvas }) => void (await canvas.findByRole('option', { name: 'List 5' })) };
export const Vanished: Story = { args: { initial: { listId: 'Y6nRLr' }, loadOptions: answering(5) }, play: async ({ canvas }) => void (await canvas.findByRole('option', { name: 'Deleted in Klaviyo (Y6nRLr)' })) };
/** UX-77: from 20 choices on they are searched. */
export const Many: Story = {
  args: { loadOptions: answering(64) },
  play: async ({ canvas, userEvent }) => {
    const box = await canvas.findByRole('combobox', { name: 'Default list', expanded: false });
    await userEvent.type(box, 'List 4');
    await expect(await canvas.findByRole('option', { name: /List 42/ })).toBeVisible();
  },
};
export const ManyDark: Story = { ...Many, globals: dark };
