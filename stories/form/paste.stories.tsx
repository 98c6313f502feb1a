import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor, within } from 'storybook/test';
import { klaviyo, twilio } from '../../src/providers/index.ts';
import { loadForms } from '../../src/core/load-forms.ts';
import { FormStage } from './form-stage.tsx';

const twilioFields = (await loadForms(twilio)).auth.credentials?.fields;
const klaviyoFields = (await loadForms(klaviyo)).auth.credentials?.fields;
if (!twilioFields || !klaviyoFields) throw new Error('Twilio and Klaviyo ask for credentials.');

const sid = ['A', 'C5ef8732a3c49700934481addd5ce1659'].join('');
const settings = `TWILIO_ACCOUNT_SID=${sid}\nTWILIO_AUTH_TOKEN=9b1c5d7e3f2a4b6c8d0e1f2a3b4c5d6e\nTWILIO_PHONE_NUMBER=+15005550006`;

const meta = {
  title: 'Form/Paste',
  component: FormStage,
  args: { schema: twilioFields, provider: twilio, purpose: 'credentials', theme: 'light', direction: 'ltr' },
  render: (args, { globals }) => <FormStage {...args} theme={String(globals['theme'] ?? args.theme)} direction={String(globals['direction'] ?? args.direction)} />,
} satisfies Meta<typeof FormStage>;
export default meta;

type Story = StoryObj<typeof meta>;
type Play = NonNullable<Story['play']>;
const dark = { theme: 'dark' };

async function paste({ canvas, userEvent, canvasElement }: Parameters<Play>[0], label: RegExp, text: string) {
  await userEvent.click(canvas.getByLabelText(label, { selector: 'input' }));
  await userEvent.paste(text);
  return within(await waitFor(() => {
    const notice = canvasElement.querySelector<HTMLElement>('[data-part="paste"]');
    if (!notice) throw new Error('Nothing is said of the paste yet.');
    return notice;
  }));
}

/** UX-36: each value with the field it belongs to. */
export const Found: Story = { play: async (context) => void (await paste(context, /^Account SID/, settings)) };
export const FoundDark: Story = { ...Found, globals: dark };
export const FoundRightToLeft: Story = { ...Found, globals: { direction: 'rtl' } };
export const FoundOnAPhone: Story = { ...Found, decorators: [(Story) => <div style={{ inlineSize: '320px' }}><Story /></div>] };
export const PartlyFilled: Story = {
  play: async (context) => {
    const offers = await paste(context, /^Account SID/, settings);
    await context.userEvent.click(offers.getByRole('button', { name: 'Fill in Account SID' }));
    await expect(await offers.findByText('Filled in')).toBeVisible();
  },
};
export const Filled: Story = {
  play: async (context) => {
    const offers = await paste(context, /^Account SID/, settings);
    await context.userEvent.click(offers.getByRole('button', { name: 'Fill in all' }));
    await waitFor(() => expect(offers.getByRole('button', { name: 'Undo' })).toHaveFocus());
  },
};
export const FilledDark: Story = { ...Filled, globals: dark };
/** UX-37: the value of another field. */
export const OfAnotherField: Story = {
  args: { schema: klaviyoFields, provider: klaviyo },
  play: async (context) => void (await paste(context, /^Private API key/, 'X7F2QA')),
};
/** UX-37: the key of another product. */
export const OfAnotherProduct: Story = {
  args: { schema: klaviyoFields, provider: klaviyo },
  play: async (context) => void (await paste(context, /^Private API key/, ['pk', 'live', '51Hx2Kq8vN2mXw7Rt5Ks1Jd9L'].join('_'))),
};
export const SeveralAccounts: Story = { play: async (context) => void (await paste(context, /^Account SID/, `${settings}\n\n${settings.replace(sid, sid.replace('5ef8', '6fa9'))}`)) };
