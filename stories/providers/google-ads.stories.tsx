import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { googleAds } from '../../src/providers/google-ads/provider.ts';
import { dialogWith, fill, ProviderStage } from './provider-stage.tsx';

const keys = { customerId: '4815162342', clientId: '481516234200-h7k2m9qx4vb8.apps.googleusercontent.com', clientSecret: 'GOCSPX-kR4vN8mXw7Tt5Ks1Jd9Lf3Qp', refreshToken: `1//${'0gAb3De'.repeat(6)}` };
const typed = { 'Customer ID': '481-516-2342', 'Client ID': keys.clientId, 'Client secret': keys.clientSecret, 'Refresh token': keys.refreshToken };

const meta = {
  title: 'Providers/Google Ads',
  component: ProviderStage,
  args: {
    provider: googleAds, kind: 'connect',
    choices: {
      customerId: [{ value: '4815162342', label: 'Harbour Goods', hint: 'EUR · 481-516-2342' }, { value: '1082164432', label: 'Harbour Goods outlet', hint: 'EUR · 108-216-4432' }],
      conversionActionIds: [{ value: '81', label: 'Purchase', hint: 'purchase' }, { value: '82', label: 'Lead form', hint: 'default' }], userListId: [{ value: '91', label: 'All buyers', hint: '1000 people' }],
    },
  },
  parameters: { docs: { story: { inline: false, height: '820px' } } },
} satisfies Meta<typeof ProviderStage>;
export default meta;

type Story = StoryObj<typeof meta>;
const dark = { theme: 'dark' };

/** UX-33: where every value is, before any field. */
export const ConnectEmpty: Story = { play: async () => void (await dialogWith(/^Customer ID/)) };
export const ConnectEmptyDark: Story = { ...ConnectEmpty, globals: dark };
export const ConnectFilled: Story = { play: async () => void (await fill(typed)) };
/** UX-37: a conversion ID and an access token are called by their names. */
export const ConnectFailed: Story = {
  play: async () => {
    const dialog = await fill({ ...typed, 'Customer ID': 'AW-123456789', 'Refresh token': 'ya29.a0AfB4kR4vN8mXw7Tt5Ks1Jd9Lf3' }, 'Connect Google Ads');
    await expect(await dialog.findByRole('alert')).toHaveTextContent(/conversion ID.*access token/);
  },
};
export const ConnectReadOnly: Story = { args: { readOnly: true } };
/** A sign-in without Data Manager: what needs it is greyed, with the way to get it. */
export const ConfigureEmpty: Story = {
  args: { kind: 'configure', connected: { account: 'Second Shop (USD)', stored: keys, granted: ['adwords'], missing: ['datamanager'] } },
  play: async () => {
    const dialog = await dialogWith(/^Strategy/);
    await expect((await dialog.findAllByText(/scope datamanager/)).length).toBeGreaterThan(1);
  },
};
const filled = {
  accessMode: 'full', allowBudgetChanges: true, maxDailyBudget: 250, conversionActionIds: ['81'],
  newConversionActions: [{ name: 'Gift sold', category: 'PURCHASE', countingType: 'MANY_PER_CLICK', attributionModel: 'GOOGLE_SEARCH_ATTRIBUTION_DATA_DRIVEN', clickThroughLookbackDays: 30, viewThroughLookbackDays: 1, defaultValue: 25, currency: 'EUR', alwaysUseDefaultValue: false }],
  audienceSyncEnabled: true, userListId: '91', consentAdUserData: 'GRANTED', biddingStrategy: 'TARGET_ROAS', targetRoas: 4,
};
const connected = { account: 'Harbour Goods (EUR)', stored: keys, granted: ['adwords', 'datamanager'], configuration: filled };
export const ConfigureFilled: Story = {
  args: { kind: 'configure', connected },
  play: async () => {
    const dialog = await dialogWith(/^Strategy/);
    await dialog.findByText('All buyers', {}, { timeout: 8000 });
  },
};
export const ConfigureFilledDark: Story = { ...ConfigureFilled, globals: dark };
/** UX-74: saved here, and the action Google does not take is named. */
export const ConfigureFailed: Story = {
  args: { kind: 'configure', connected, options: { refuse: () => ({ newConversionActions: 'Google Ads did not take “Gift sold” (an action with this name exists already, perhaps removed). Change or remove it; the others are set.' }) } },
  play: async () => {
    const dialog = await dialogWith(/^Strategy/);
    dialog.getByLabelText(/^Enhanced conversions/).click();
    (await dialog.findByRole('button', { name: 'Save changes' })).click();
    await dialog.findByRole('group', { name: /does not have all of it/ });
  },
};
export const ConfigureReadOnly: Story = { args: { kind: 'configure', connected, readOnly: true }, play: async () => void (await dialogWith(/^Strategy/)) };
