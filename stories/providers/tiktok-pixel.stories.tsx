import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { IntegrationsError } from '../../src/core/errors.ts';
import { tiktokPixel } from '../../src/providers/tiktok-pixel/provider.ts';
import { dialogWith, fill, ProviderStage } from './provider-stage.tsx';

const keys = { pixelCode: 'C8H7K2M9QX4VB8TR5WZ3', accessToken: '9b1c5d7e3f2a4b6c8d0e1f2a3b4c5d6e7f809a1b', testEventCode: 'TEST48151', advertiserId: '7148151623420081516' };
const typed = { 'Pixel ID': keys.pixelCode, 'Access token': keys.accessToken, 'Test event code': keys.testEventCode, 'Ad account ID': keys.advertiserId };

const meta = {
  title: 'Providers/TikTok Pixel',
  component: ProviderStage,
  args: {
    provider: tiktokPixel, kind: 'connect',
    choices: { optimizationEvent: [{ value: 'SHOPPING', label: 'Purchase', hint: 'SHOPPING' }], audienceIds: [{ value: '71', label: 'Newsletter readers', hint: 'about 1000 people' }] },
  },
  parameters: { docs: { story: { inline: false, height: '820px' } } },
} satisfies Meta<typeof ProviderStage>;
export default meta;

type Story = StoryObj<typeof meta>;
const dark = { theme: 'dark' };

/** UX-33: where every value is, before any field. */
export const ConnectEmpty: Story = { play: async () => void (await dialogWith(/^Pixel ID/)) };
export const ConnectEmptyDark: Story = { ...ConnectEmpty, globals: dark };
export const ConnectFilled: Story = { play: async () => void (await fill(typed)) };
/** UX-37: the pixel’s other number and a key for signing in are called by their names. */
export const ConnectFailed: Story = {
  play: async () => {
    const dialog = await fill({ ...typed, 'Pixel ID': '7148151623420081516', 'Access token': 'awx1abcdefgh23ijkl' }, 'Connect TikTok Pixel');
    await expect(await dialog.findByRole('alert')).toHaveTextContent(/pixel’s number.*app key/);
  },
};
/** UX-43: the provider’s refusal stands on its field, with everything typed. */
export const ConnectRefused: Story = {
  args: { options: { fail: { connect: new IntegrationsError('insufficient_permission', { detail: 'TikTok does not let this token send events for this pixel. Check the pixel ID; if it is right, create the token in the pixel’s own settings, as admin or operator of its ad account.', fields: { pixelCode: 'TikTok does not let this token send events for this pixel. Check the pixel ID; if it is right, create the token in the pixel’s own settings, as admin or operator of its ad account.' } }) } } },
  play: async () => {
    const dialog = await fill(typed, 'Connect TikTok Pixel');
    await dialog.findAllByText('TikTok does not let this token send events for this pixel. Check the pixel ID; if it is right, create the token in the pixel’s own settings, as admin or operator of its ad account.', {}, { timeout: 8000 });
  },
};
export const ConnectReadOnly: Story = { args: { readOnly: true } };

/** Without an ad account: what needs one is greyed, with the way to get it. */
export const ConfigureEmpty: Story = {
  args: { kind: 'configure', connected: { account: 'Second Shop', stored: keys, granted: [], missing: ['pixel', 'audience'], status: 'unverified' } },
  play: async () => {
    const dialog = await dialogWith(/^Limited data use/);
    await expect((await dialog.findAllByText(/may manage pixels/)).length).toBeGreaterThan(0);
  },
};
const filled = { customEvents: ['GiftWrapped'], currency: 'EUR', pixelMatchPhone: false, optimizationEvent: 'SHOPPING', audienceSyncEnabled: true, audienceIds: ['71'], audienceName: 'Shop customers', retentionInDays: 180 };
const connected = { account: 'Harbour Goods', stored: keys, granted: ['pixel', 'audience'], configuration: filled };
export const ConfigureFilled: Story = {
  args: { kind: 'configure', connected },
  play: async () => {
    const dialog = await dialogWith(/^Limited data use/);
    await dialog.findAllByText('Newsletter readers', {}, { timeout: 8000 });
  },
};
export const ConfigureFilledDark: Story = { ...ConfigureFilled, globals: dark };
/** UX-74: saved here, refused at TikTok. */
export const ConfigureFailed: Story = {
  args: { kind: 'configure', connected, options: { refuse: () => ({ pixelMatchPhone: 'TikTok refuses this change of the pixel. Make it in Events Manager, in the settings of the pixel.' }) } },
  play: async () => {
    const dialog = await dialogWith(/^Limited data use/);
    dialog.getByLabelText(/^Send value and currency/).click();
    (await dialog.findByRole('button', { name: 'Save changes' })).click();
    await dialog.findByRole('group', { name: /does not have all of it/ });
  },
};
export const ConfigureReadOnly: Story = { args: { kind: 'configure', connected, readOnly: true }, play: async () => void (await dialogWith(/^Limited data use/)) };
