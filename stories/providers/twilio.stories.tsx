import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { twilio } from '../../src/providers/twilio/provider.ts';
import { dialogWith, fill, ProviderStage } from './provider-stage.tsx';

const sid = (prefix: string, hex = '5ef8732a3c49700934481addd5ce1659') => `${prefix}${hex}`;
const keys = { accountSid: sid('AC'), authToken: '9b1c5d7e3f2a4b6c8d0e1f2a3b4c5d6e', phoneNumber: '+15005550006' };
const typed = { 'Account SID': keys.accountSid, 'Auth Token': keys.authToken, 'Phone number': '+1 (500) 555-0006' };

const meta = {
  title: 'Providers/Twilio',
  component: ProviderStage,
  args: {
    provider: twilio, kind: 'connect',
    choices: { messagingServiceSid: [{ value: sid('MG'), label: 'Shop messages', hint: '…1659' }], verifyServiceSid: [{ value: sid('VA'), label: 'Shop sign-in', hint: '…1659' }], templateSid: [{ value: sid('HJ'), label: 'Verify default' }] },
  },
  parameters: { docs: { story: { inline: false, height: '820px' } } },
} satisfies Meta<typeof ProviderStage>;
export default meta;

type Story = StoryObj<typeof meta>;
const dark = { theme: 'dark' };

/** UX-33: where every value is, before any field. */
export const ConnectEmpty: Story = { play: async () => void (await dialogWith(/^Account SID/)) };
export const ConnectEmptyDark: Story = { ...ConnectEmpty, globals: dark };
export const ConnectFilled: Story = { play: async () => void (await fill(typed)) };
/** UX-37: the SID of an API key is called by its name. */
export const ConnectFailed: Story = {
  play: async () => {
    const dialog = await fill({ ...typed, 'Account SID': sid('SK'), 'Phone number': '500 555 0006' }, 'Connect Twilio');
    await expect(await dialog.findByRole('alert')).toHaveTextContent(/SID of an API key.*country code/);
  },
};
export const ConnectReadOnly: Story = { args: { readOnly: true } };
/** Three samples of message rules, all off. */
export const ConfigureEmpty: Story = { args: { kind: 'configure', connected: { account: 'Second Shop', stored: keys } }, play: async () => void (await dialogWith(/^Use case/)) };
const filled = {
  senderType: 'messaging_service', messagingServiceSid: sid('MG'), defaultCountry: 'US', allowedCountries: ['US', 'CA'], inboundEnabled: true, inboundWebhookUrl: 'https://shop.example/sms', keywordReplies: [{ keyword: 'SALE', action: 'tag', reply: 'Thank you.' }],
  verifyEnabled: true, verifyServiceSid: sid('VA'), codeLength: 6,
  automations: [{ enabled: true, event: 'order_shipped', kind: 'transactional', delayMinutes: 0, body: 'Your order {{order_number}} is on its way: {{tracking_url}}', conditions: [{ from: 'country', operator: 'is', value: 'US' }] }],
};
const connected = { account: 'Acme', stored: keys, configuration: filled };
export const ConfigureFilled: Story = {
  args: { kind: 'configure', connected },
  play: async () => {
    const dialog = await dialogWith(/^Use case/);
    await dialog.findByDisplayValue('SALE');
  },
};
export const ConfigureFilledDark: Story = { ...ConfigureFilled, globals: dark };
/** UX-74: saved here, and what Twilio did not take is named. */
export const ConfigureFailed: Story = {
  args: { kind: 'configure', connected, options: { refuse: () => ({ codeLength: 'Twilio does not take this value for the Verify service. Change it, or set it in the Twilio console.' }) } },
  play: async () => {
    const dialog = await dialogWith(/^Use case/);
    dialog.getByLabelText(/^Replace costly characters/).click();
    (await dialog.findByRole('button', { name: 'Save changes' })).click();
    await dialog.findByRole('group', { name: /does not have all of it/ });
  },
};
export const ConfigureReadOnly: Story = { args: { kind: 'configure', connected, readOnly: true }, play: async () => void (await dialogWith(/^Use case/)) };
