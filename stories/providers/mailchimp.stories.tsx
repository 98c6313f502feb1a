import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { mailchimp } from '../../src/providers/mailchimp/provider.ts';
import { dialogWith, fill, ProviderStage } from './provider-stage.tsx';

const hex = '4f1c8a2e9b7d3056c4a1e8f27b9d6035';
const keys = { apiKey: `${hex}-us6`, serverPrefix: 'us6' };

const meta = {
  title: 'Providers/Mailchimp',
  component: ProviderStage,
  args: {
    provider: mailchimp, kind: 'connect',
    choices: {
      audienceId: [{ value: '1a2df69511', label: 'Shop customers', hint: '120 contacts' }, { value: '9c41d07e22', label: 'Newsletter', hint: '240 contacts, double opt-in' }], interestIds: [{ value: 'f4a1', label: 'Offers', hint: 'What to write about' }],
      defaultTags: [{ value: 'VIP', label: 'VIP' }], 'mergeFieldMap.to': [{ value: 'FNAME', label: 'First Name (FNAME)', hint: 'text' }, { value: 'LNAME', label: 'Last Name (LNAME)', hint: 'text, required' }, { value: 'PHONE', label: 'Phone Number (PHONE)', hint: 'phone' }],
      'marketingPermissions.from': [{ value: 'b21c', label: 'Email' }, { value: 'b21d', label: 'Direct mail' }],
    },
  },
  parameters: { docs: { story: { inline: false, height: '820px' } } },
} satisfies Meta<typeof ProviderStage>;
export default meta;

type Story = StoryObj<typeof meta>;
const dark = { theme: 'dark' };

/** UX-33: where the key is, before any field. */
export const ConnectEmpty: Story = { play: async () => void (await dialogWith(/^API key/)) };
export const ConnectEmptyDark: Story = { ...ConnectEmpty, globals: dark };
/** UX-38: the prefix is the end of the key and may be left blank. */
export const ConnectFilled: Story = { play: async () => void (await fill({ 'API key': keys.apiKey })) };
export const ConnectFailed: Story = {
  play: async () => {
    const dialog = await fill({ 'API key': keys.apiKey, 'Server prefix': 'us21' }, 'Connect Mailchimp');
    await expect(await dialog.findByRole('alert')).toHaveTextContent(/Key says us6/);
  },
};
export const ConnectReadOnly: Story = { args: { readOnly: true } };
/** Without an audience, what depends on it waits for it. */
export const ConfigureEmpty: Story = { args: { kind: 'configure', connected: { account: 'Second Shop', stored: keys } }, play: async () => void (await dialogWith(/^Webhook address/)) };
const filled = {
  audienceId: '1a2df69511', mergeFieldMap: [{ from: 'first_name', to: 'FNAME' }, { from: 'phone', to: 'PHONE' }], marketingPermissions: [{ from: 'b21c', to: 'with_consent' }], interestIds: ['f4a1'], inboundUrl: 'https://shop.example/hooks/k3jx9',
  syncSchedule: '0 3 * * *', ecommerceSync: true, storeName: 'Acme', storeCurrency: 'EUR', journeyTriggers: [{ storeEvent: 'order_placed', step: 'journeys/12/steps/34' }], eventMap: [{ storeEvent: 'order_shipped', name: 'order_shipped' }],
  defaultTags: ['Shop'], tagRules: [{ source: 'orders', operator: 'at_least', value: '3', tag: 'VIP', removeWhenFalse: false }],
};
const connected = { account: 'Acme', stored: keys, configuration: filled };
export const ConfigureFilled: Story = {
  args: { kind: 'configure', connected },
  play: async () => {
    const dialog = await dialogWith(/^Webhook address/);
    await dialog.findByDisplayValue('journeys/12/steps/34');
  },
};
export const ConfigureFilledDark: Story = { ...ConfigureFilled, globals: dark };
/** UX-74: saved here, and what Mailchimp did not take is named. */
export const ConfigureFailed: Story = {
  args: { kind: 'configure', connected, options: { refuse: () => ({ inboundUrl: 'Mailchimp does not take this webhook. It calls the address once before it takes it, so the address must answer already.' }) } },
  play: async () => {
    const dialog = await dialogWith(/^Webhook address/);
    dialog.getByLabelText(/^Compare with my industry/).click();
    (await dialog.findByRole('button', { name: 'Save changes' })).click();
    await dialog.findByRole('group', { name: /does not have all of it/ });
  },
};
export const ConfigureReadOnly: Story = { args: { kind: 'configure', connected, readOnly: true }, play: async () => void (await dialogWith(/^Webhook address/)) };
