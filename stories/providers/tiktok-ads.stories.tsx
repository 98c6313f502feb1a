import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { IntegrationsError } from '../../src/core/errors.ts';
import { tiktokAds } from '../../src/providers/tiktok-ads/provider.ts';
import { dialogWith, fill, ProviderStage } from './provider-stage.tsx';

const keys = { advertiserId: '7148151623420081516', accessToken: '9b1c5d7e3f2a4b6c8d0e1f2a3b4c5d6e7f809a1b', appId: '7248151623420081516', appSecret: '1f2a3b4c5d6e7f809a1b9b1c5d7e3f2a4b6c8d0e', sparkAuthCodes: '#kR4vN8mXw7Tt5Ks1Jd9Lf3Qp' };
const typed = { 'Advertiser ID': keys.advertiserId, 'Access token': keys.accessToken, 'App ID': keys.appId, 'App secret': keys.appSecret, 'Spark codes': keys.sparkAuthCodes };

const meta = {
  title: 'Providers/TikTok Ads',
  component: ProviderStage,
  args: {
    provider: tiktokAds, kind: 'connect',
    choices: { advertiserId: [{ value: '7148151623420081516', label: 'Harbour Goods' }], pixelId: [{ value: '81', label: 'Store pixel' }], optimizationEvent: [{ value: 'SHOPPING', label: 'Purchase', hint: 'SHOPPING' }], identityAuthorizedBcId: [{ value: '91', label: 'Harbour Business Center' }], identityId: [], sparkItemIds: [{ value: '51', label: 'Unboxing the new collection', hint: 'ana.unboxes · until 2027-01-01' }] },
  },
  parameters: { docs: { story: { inline: false, height: '820px' } } },
} satisfies Meta<typeof ProviderStage>;
export default meta;

type Story = StoryObj<typeof meta>;
const dark = { theme: 'dark' };

/** UX-33: where every value is, before any field. */
export const ConnectEmpty: Story = { play: async () => void (await dialogWith(/^Advertiser ID/)) };
export const ConnectEmptyDark: Story = { ...ConnectEmpty, globals: dark };
export const ConnectFilled: Story = { play: async () => void (await fill(typed)) };
/** UX-37: a pixel ID and a key for signing in are called by their names. */
export const ConnectFailed: Story = {
  play: async () => {
    const dialog = await fill({ ...typed, 'Advertiser ID': 'C8H7K2M9QX4VB8TR5WZ3', 'App ID': 'awx1abcdefgh' }, 'Connect TikTok Ads');
    await expect(await dialog.findByRole('alert')).toHaveTextContent(/pixel ID.*app key/);
  },
};
/** UX-43: the provider’s refusal stands on its field, with everything typed. */
export const ConnectRefused: Story = {
  args: { options: { fail: { connect: new IntegrationsError('insufficient_permission', { detail: 'This token was not given that ad account. It serves Harbour outlet (7100000000000000001). Enter one of those, or give the app access to the account.', fields: { advertiserId: 'This token was not given that ad account. It serves Harbour outlet (7100000000000000001). Enter one of those, or give the app access to the account.' } }) } } },
  play: async () => {
    const dialog = await fill(typed, 'Connect TikTok Ads');
    await dialog.findAllByText('This token was not given that ad account. It serves Harbour outlet (7100000000000000001). Enter one of those, or give the app access to the account.', {}, { timeout: 8000 });
  },
};
export const ConnectReadOnly: Story = { args: { readOnly: true } };

/** An app without the scope for posts: Spark Ads are greyed, with the way to get it. */
export const ConfigureEmpty: Story = {
  args: { kind: 'configure', connected: { account: 'Second Shop', stored: keys, granted: ['ads', 'pixel'], missing: ['creative'] } },
  play: async () => {
    const dialog = await dialogWith(/^Optimise for/);
    await expect((await dialog.findAllByText(/scope TikTok Posts/)).length).toBeGreaterThan(0);
  },
};
const filled = { permissionLevel: 'manage', optimizationGoal: 'VALUE', budgetMode: 'BUDGET_MODE_DYNAMIC_DAILY_BUDGET', budget: 120, deepBidType: 'VO_MIN_ROAS', roasBid: 2.5, placements: ['PLACEMENT_TIKTOK', 'PLACEMENT_PANGLE'], pixelId: '81', optimizationEvent: 'SHOPPING', sparkEnabled: true, sparkCreators: ['ana.unboxes'], sparkItemIds: ['51'] };
const connected = { account: 'Harbour Goods', stored: keys, granted: ['ads', 'pixel', 'creative'], configuration: filled };
export const ConfigureFilled: Story = {
  args: { kind: 'configure', connected },
  play: async () => {
    const dialog = await dialogWith(/^Optimise for/);
    await dialog.findAllByText('Unboxing the new collection', {}, { timeout: 8000 });
  },
};
export const ConfigureFilledDark: Story = { ...ConfigureFilled, globals: dark };
/** UX-74: saved here, a code refused at TikTok. */
export const ConfigureFailed: Story = {
  args: { kind: 'configure', connected, options: { refuse: () => ({ sparkCreators: 'Code 1 of 1: TikTok does not take it: it may have run out, or was not copied whole. Ask the creator for a new one, enter it with the keys, and save again.' }) } },
  play: async () => {
    const dialog = await dialogWith(/^Optimise for/);
    dialog.getByLabelText(/^Comments/).click();
    (await dialog.findByRole('button', { name: 'Save changes' })).click();
    await dialog.findByRole('group', { name: /does not have all of it/ });
  },
};
export const ConfigureReadOnly: Story = { args: { kind: 'configure', connected, readOnly: true }, play: async () => void (await dialogWith(/^Optimise for/)) };
