import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { klaviyo } from '../../src/providers/klaviyo/provider.ts';
import { dialogWith, fill, ProviderStage } from './provider-stage.tsx';

const keys = { publicApiKey: 'X7F2QA', privateApiKey: `pk_${'4Zq8vN2mXw7Rt5Ks'}1Jd9Lf3Gh6Yb0Ce4f2` };
const typed = { 'Public API key': keys.publicApiKey, 'Private API key': keys.privateApiKey };
const metrics = [{ value: 'Mtr1Pl', label: 'Placed Order', hint: 'API' }, { value: 'Mtr2Vw', label: 'Viewed Product', hint: 'API' }];
const lists = [{ value: 'Lst1Nw', label: 'Newsletter', hint: 'Double opt-in' }, { value: 'Lst2Cu', label: 'Customers' }];
const templates = [{ value: 'Tpl1We', label: 'Welcome' }, { value: 'Tpl2Ab', label: 'Abandoned cart' }];

const meta = {
  title: 'Providers/Klaviyo',
  component: ProviderStage,
  args: {
    provider: klaviyo, kind: 'connect',
    choices: {
      listId: lists, audienceSegmentIds: [{ value: 'Seg1Vp', label: 'VIP' }, { value: 'Seg2Wb', label: 'Winback', hint: 'Not active' }], defaultTemplateId: templates, 'templateByEvent.to': templates,
      'metricRoleMap.from': [{ value: 'revenue', label: 'Revenue' }, { value: 'started_checkout', label: 'Started checkout' }], 'metricRoleMap.to': metrics, 'segmentRules.conditions.metricId': metrics, 'segmentRules.conditions.listId': lists,
    },
  },
  parameters: { docs: { story: { inline: false, height: '820px' } } },
} satisfies Meta<typeof ProviderStage>;
export default meta;

type Story = StoryObj<typeof meta>;
const dark = { theme: 'dark' };

/** UX-33: where both keys are, before any field. */
export const ConnectEmpty: Story = { play: async () => void (await dialogWith(/^Public API key/)) };
export const ConnectEmptyDark: Story = { ...ConnectEmpty, globals: dark };
export const ConnectFilled: Story = { play: async () => void (await fill(typed)) };
/** UX-37: keys in each other's place are called by their names. */
export const ConnectFailed: Story = {
  play: async () => {
    const dialog = await fill({ 'Public API key': keys.privateApiKey, 'Private API key': keys.publicApiKey }, 'Connect Klaviyo');
    await expect(await dialog.findByRole('alert')).toHaveTextContent(/private key.*public key/);
  },
};
export const ConnectReadOnly: Story = { args: { readOnly: true } };
/** A key that may read lists only: the rest is greyed, with the scope by name and the way to get it. */
export const ConfigureEmpty: Story = {
  args: { kind: 'configure', connected: { account: 'Second Shop (X7F2QA)', stored: keys, granted: ['lists:read', 'lists:write'], missing: ['metrics:read', 'metrics:write', 'segments:read', 'segments:write', 'templates:read', 'webhook-address', 'webhooks:write'] } },
  play: async () => {
    const dialog = await dialogWith(/^Smart Sending/);
    await expect((await dialog.findAllByText(/segments:write/)).length).toBeGreaterThan(0);
    await expect(await dialog.findByText(/Needs a webhook address\./)).toBeVisible();
  },
};
const filled = {
  syncDirection: 'both', listId: 'Lst1Nw', consentChannels: ['email', 'sms'], customSource: 'Acme', metricRoleMap: [{ from: 'revenue', to: 'Mtr1Pl' }], audienceSegmentIds: ['Seg1Vp'], publishSegments: true,
  segmentRules: [{ name: 'Buyers of spring', conditions: [
    { join: 'and', kind: 'metric', metricId: 'Mtr1Pl', measurement: 'count', comparison: 'at_least', number: 2, days: 90 },
    { join: 'or', kind: 'list', listId: 'Lst2Cu', holds: 'yes' },
  ] }],
  fromLabel: 'Acme', defaultTemplateId: 'Tpl1We', templateByEvent: [{ from: 'checkout_started', to: 'Tpl2Ab' }], utm: true, utmParameters: [{ from: 'utm_source', to: 'klaviyo' }, { from: 'utm_campaign', to: 'campaign_name' }],
};
const connected = { account: 'Acme (X7F2QA)', stored: keys, configuration: filled };
export const ConfigureFilled: Story = {
  args: { kind: 'configure', connected },
  play: async () => {
    const dialog = await dialogWith(/^Smart Sending/);
    await dialog.findByDisplayValue('Buyers of spring');
  },
};
export const ConfigureFilledDark: Story = { ...ConfigureFilled, globals: dark };
/** UX-74: saved here, and the rule Klaviyo does not take is named. */
export const ConfigureFailed: Story = {
  args: { kind: 'configure', connected, options: { refuse: () => ({ publishSegments: 'Klaviyo does not take the rule “Buyers of spring”. Check its conditions.' }) } },
  play: async () => {
    const dialog = await dialogWith(/^Smart Sending/);
    dialog.getByLabelText(/^Smart Sending/).click();
    (await dialog.findByRole('button', { name: 'Save changes' })).click();
    await dialog.findByRole('group', { name: /does not have all of it/ });
  },
};
export const ConfigureReadOnly: Story = { args: { kind: 'configure', connected, readOnly: true }, play: async () => void (await dialogWith(/^Smart Sending/)) };
