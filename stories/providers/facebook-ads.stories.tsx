import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { IntegrationsError } from '../../src/core/errors.ts';
import { facebookAds } from '../../src/providers/facebook-ads/provider.ts';
import { dialogWith, fill, ProviderStage } from './provider-stage.tsx';

const keys = { adAccountId: '200481516234281', accessToken: `EAA${'kR4vN8mXw7Tt5Ks1Jd9Lf3Qp'.repeat(7)}`, appId: '481516234200815', appSecret: '9b1c5d7e3f2a4b6c8d0e1f2a3b4c5d6e' };
const typed = { 'Ad account ID': `act_${keys.adAccountId}`, 'Access token': keys.accessToken, 'App ID': keys.appId, 'App secret': keys.appSecret };

const meta = {
  title: 'Providers/Facebook Ads',
  component: ProviderStage,
  args: {
    provider: facebookAds, kind: 'connect',
    choices: { businessId: [{ value: '31', label: 'Harbour Group' }], adAccountId: [{ value: '200481516234281', label: 'Harbour Goods', hint: 'EUR · 200481516234281' }], pixelId: [{ value: '41', label: 'Store pixel', hint: '41' }], customAudienceIds: [{ value: '61', label: 'Newsletter readers' }, { value: '62', label: 'Buyers, 180 days' }], excludedAudienceIds: [{ value: '61', label: 'Newsletter readers' }, { value: '62', label: 'Buyers, 180 days' }], countries: [{ value: 'DE', label: 'Germany', hint: 'DE' }, { value: 'AT', label: 'Austria', hint: 'AT' }] },
  },
  parameters: { docs: { story: { inline: false, height: '820px' } } },
} satisfies Meta<typeof ProviderStage>;
export default meta;

type Story = StoryObj<typeof meta>;
const dark = { theme: 'dark' };

/** UX-33: where every value is, before any field. */
export const ConnectEmpty: Story = { play: async () => void (await dialogWith(/^Ad account ID/)) };
export const ConnectEmptyDark: Story = { ...ConnectEmpty, globals: dark };
export const ConnectFilled: Story = { play: async () => void (await fill(typed)) };
/** UX-37: a token in the secret’s place is called by its name. */
export const ConnectFailed: Story = {
  play: async () => {
    const dialog = await fill({ ...typed, 'Ad account ID': 'act_12', 'App secret': keys.accessToken }, 'Connect Facebook Ads');
    await expect(await dialog.findByRole('alert')).toHaveTextContent(/only digits.*access token/);
  },
};
/** UX-43: the provider’s refusal stands on its field, with everything typed. */
export const ConnectRefused: Story = {
  args: { options: { fail: { connect: new IntegrationsError('invalid_credentials', { detail: 'This token belongs to another app. Enter app 999999999999999 and its secret, or a token of this app.', fields: { appId: 'This token belongs to another app. Enter app 999999999999999 and its secret, or a token of this app.' } }) } } },
  play: async () => {
    const dialog = await fill(typed, 'Connect Facebook Ads');
    await dialog.findAllByText('This token belongs to another app. Enter app 999999999999999 and its secret, or a token of this app.', {}, { timeout: 8000 });
  },
};
export const ConnectReadOnly: Story = { args: { readOnly: true } };

/** A token that may only read: what changes campaigns is greyed, with the way to get it. */
export const ConfigureEmpty: Story = {
  args: { kind: 'configure', connected: { account: 'Second Shop', stored: keys, granted: ['ads_read'], missing: ['ads_management', 'business_management'] } },
  play: async () => {
    const dialog = await dialogWith(/^Bid strategy/);
    await expect((await dialog.findAllByText(/permission ads_management/)).length).toBeGreaterThan(0);
  },
};
const filled = { adAccountId: '200481516234281', pixelId: '41', permissionLevel: 'manage', allowedObjectives: ['OUTCOME_SALES', 'OUTCOME_LEADS'], bidStrategy: 'COST_CAP', bidAmount: 12.5, maxDailyBudget: 250, customAudienceIds: ['61'], excludedAudienceIds: ['62'], countries: ['DE', 'AT'], ageMin: 25 };
const connected = { account: 'Harbour Goods', stored: keys, granted: ['ads_read', 'ads_management', 'business_management'], configuration: filled };
export const ConfigureFilled: Story = {
  args: { kind: 'configure', connected },
  play: async () => {
    const dialog = await dialogWith(/^Bid strategy/);
    await dialog.findAllByText('Germany', {}, { timeout: 8000 });
  },
};
export const ConfigureFilledDark: Story = { ...ConfigureFilled, globals: dark };
/** UX-43: what the server finds stands on its field. */
export const ConfigureFailed: Story = {
  args: { kind: 'configure', connected, options: { fail: { configure: new IntegrationsError('validation_failed', { fields: { maxDailyBudget: 'Meta asks for at least 5 EUR a day in this account. Raise the highest daily budget.' } }) } } },
  play: async () => {
    const dialog = await dialogWith(/^Bid strategy/);
    dialog.getByLabelText(/^Let Meta find more people/).click();
    (await dialog.findByRole('button', { name: 'Save changes' })).click();
    const problems = await dialog.findByRole('alert');
    // The dialog it stands in fades in.
    await waitFor(() => expect(problems).toBeVisible());
  },
};
export const ConfigureReadOnly: Story = { args: { kind: 'configure', connected, readOnly: true }, play: async () => void (await dialogWith(/^Bid strategy/)) };
