import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { IntegrationsError } from '../../src/core/errors.ts';
import { metaPixel } from '../../src/providers/meta-pixel/provider.ts';
import { dialogWith, fill, ProviderStage } from './provider-stage.tsx';

const keys = { pixelId: '481516234200815', accessToken: `EAA${'kR4vN8mXw7Tt5Ks1Jd9Lf3Qp'.repeat(7)}`, testEventCode: 'TEST48151' };
const typed = { 'Pixel ID': keys.pixelId, 'Access token': keys.accessToken, 'Test event code': keys.testEventCode };

const meta = {
  title: 'Providers/Meta Pixel',
  component: ProviderStage,
  args: {
    provider: metaPixel, kind: 'connect',
    choices: { adAccountId: [{ value: '200481516234281', label: 'Harbour Goods', hint: 'EUR · 200481516234281' }], customAudienceIds: [{ value: '61', label: 'Newsletter readers', hint: 'about 1000 people' }, { value: '62', label: 'Buyers, 180 days' }] },
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
/** UX-37: an ad account and an app token are called by their names. */
export const ConnectFailed: Story = {
  play: async () => {
    const dialog = await fill({ ...typed, 'Pixel ID': 'act_481516234200815', 'Access token': '481516234200815|kR4vN8mXw7Tt5Ks1' }, 'Connect Meta Pixel');
    await expect(await dialog.findByRole('alert')).toHaveTextContent(/ad account.*app token/);
  },
};
/** UX-43: the provider’s refusal stands on its field, with everything typed. */
export const ConnectRefused: Story = {
  args: { options: { fail: { connect: new IntegrationsError('insufficient_permission', { detail: 'Meta shows this token no pixel with this ID. Check the ID; if it is right, the token lacks access to the pixel: create it in the pixel’s own settings.', fields: { pixelId: 'Meta shows this token no pixel with this ID. Check the ID; if it is right, the token lacks access to the pixel: create it in the pixel’s own settings.' } }) } } },
  play: async () => {
    const dialog = await fill(typed, 'Connect Meta Pixel');
    await dialog.findAllByText('Meta shows this token no pixel with this ID. Check the ID; if it is right, the token lacks access to the pixel: create it in the pixel’s own settings.', {}, { timeout: 8000 });
  },
};
export const ConnectReadOnly: Story = { args: { readOnly: true } };

/** The token of a pixel only sends: what needs more is greyed, with the way to get it. */
export const ConfigureEmpty: Story = {
  args: { kind: 'configure', connected: { account: 'Second Shop', stored: keys, granted: [], missing: ['ads_management'], status: 'unverified' } },
  play: async () => {
    const dialog = await dialogWith(/^Where events happen/);
    await expect((await dialog.findAllByText(/ads_management/)).length).toBeGreaterThan(1);
  },
};
const filled = { customEvents: ['GiftWrapped'], audienceSyncEnabled: true, adAccountId: '200481516234281', customAudienceIds: ['61', '62'], limitedDataUse: true, lduCountry: '1', lduState: '1000', dataUseSetting: 'ANALYTICS_ONLY' };
const connected = { account: 'Harbour Goods', stored: keys, granted: ['ads_management'], configuration: filled };
export const ConfigureFilled: Story = {
  args: { kind: 'configure', connected },
  play: async () => {
    const dialog = await dialogWith(/^Where events happen/);
    await dialog.findAllByText('Newsletter readers', {}, { timeout: 8000 });
  },
};
export const ConfigureFilledDark: Story = { ...ConfigureFilled, globals: dark };
/** UX-74: saved here, refused at Meta. */
export const ConfigureFailed: Story = {
  args: { kind: 'configure', connected, options: { refuse: () => ({ dataUseSetting: 'Meta does not let this token change the pixel. Use the token of a system user that may manage it.' }) } },
  play: async () => {
    const dialog = await dialogWith(/^Where events happen/);
    dialog.getByLabelText(/^Count once with the browser pixel/).click();
    (await dialog.findByRole('button', { name: 'Save changes' })).click();
    await dialog.findByRole('group', { name: /does not have all of it/ });
  },
};
export const ConfigureReadOnly: Story = { args: { kind: 'configure', connected, readOnly: true }, play: async () => void (await dialogWith(/^Where events happen/)) };
