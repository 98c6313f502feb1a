import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { googleAnalytics4 } from '../../src/providers/google-analytics-4/provider.ts';
import { dialogWith, fill, ProviderStage } from './provider-stage.tsx';

const keys = { measurementId: 'G-7QK2M4XB9T', apiSecret: 'kR4vN8mXw7Tt5Ks1Jd9Lf3' };
const admin = { propertyId: '412345678', clientId: '481516234200-h7k2m9qx4vb8.apps.googleusercontent.com', clientSecret: 'GOCSPX-kR4vN8mXw7Tt5Ks1Jd9Lf3Qp', refreshToken: `1//${'0gAb3De'.repeat(6)}` };
const signedIn = { account: 'Harbour Goods (G-7QK2M4XB9T)', stored: { ...keys, ...admin }, granted: ['analytics.edit', 'analytics.readonly'] };

const meta = {
  title: 'Providers/Google Analytics 4',
  component: ProviderStage,
  args: {
    provider: googleAnalytics4, kind: 'connect',
    choices: { googleAdsLinkId: [{ value: '501', label: '481-516-2342' }, { value: '502', label: '108-216-4432', hint: 'Without personalised advertising' }], audienceIds: [{ value: '71', label: 'Purchasers', hint: '30 days' }, { value: '72', label: 'Cart abandoners', hint: '30 days' }] },
  },
  parameters: { docs: { story: { inline: false, height: '820px' } } },
} satisfies Meta<typeof ProviderStage>;
export default meta;

type Story = StoryObj<typeof meta>;
const dark = { theme: 'dark' };

/** UX-33, 34: two values are needed; four more only for what Google keeps. */
export const ConnectEmpty: Story = { play: async () => void (await dialogWith(/^Measurement ID/)) };
export const ConnectEmptyDark: Story = { ...ConnectEmpty, globals: dark };
export const ConnectFilled: Story = { play: async () => void (await fill({ 'Measurement ID': keys.measurementId, 'API secret': keys.apiSecret })) };
/** UX-37: an ID of the old product is called by its name. */
export const ConnectFailed: Story = {
  play: async () => {
    const dialog = await fill({ 'Measurement ID': 'UA-12345-6', 'API secret': keys.apiSecret }, 'Connect Google Analytics 4');
    await expect(await dialog.findByRole('alert')).toHaveTextContent(/Universal Analytics/);
  },
};
export const ConnectReadOnly: Story = { args: { readOnly: true } };
/** Keys for events alone: what Google keeps is greyed, with the way to change that. */
export const ConfigureEmpty: Story = {
  args: { kind: 'configure', connected: { account: keys.measurementId, stored: keys, status: 'unverified', granted: [], missing: ['analytics.edit', 'analytics.readonly'] } },
  play: async () => {
    const dialog = await dialogWith(/^Debug mode/);
    await expect((await dialog.findAllByText(/Settings kept by Google/)).length).toBeGreaterThan(2);
  },
};
const filled = {
  keyEvents: [{ eventName: 'purchase', countingMethod: 'ONCE_PER_EVENT' }, { eventName: 'sign_up', countingMethod: 'ONCE_PER_SESSION', value: 5, currency: 'EUR' }],
  customEvents: [{ name: 'gift_wrapped', enabled: true }], audienceSyncEnabled: true, googleAdsLinkId: '501', audienceIds: ['71'],
  newAudiences: [{ name: 'Gift buyers', eventName: 'gift_wrapped', membershipDurationDays: 60 }], dataRegion: 'eu', consentAdUserData: 'DENIED',
};
export const ConfigureFilled: Story = {
  args: { kind: 'configure', connected: { ...signedIn, configuration: filled } },
  play: async () => {
    const dialog = await dialogWith(/^Debug mode/);
    await dialog.findByText('481-516-2342', {}, { timeout: 8000 });
  },
};
export const ConfigureFilledDark: Story = { ...ConfigureFilled, globals: dark };
/** UX-74: saved here, and what the property does not take is named. */
export const ConfigureFailed: Story = {
  args: { kind: 'configure', connected: { ...signedIn, configuration: filled }, options: { refuse: () => ({ eventDataRetention: 'Google does not take this value for the property.' }) } },
  play: async () => {
    const dialog = await dialogWith(/^Debug mode/);
    dialog.getByLabelText(/^Debug mode/).click();
    (await dialog.findByRole('button', { name: 'Save changes' })).click();
    await dialog.findByRole('group', { name: /does not have all of it/ });
  },
};
export const ConfigureReadOnly: Story = { args: { kind: 'configure', connected: { ...signedIn, configuration: filled }, readOnly: true }, play: async () => void (await dialogWith(/^Debug mode/)) };
