import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import type { MemoryAdapterOptions, MemorySeed } from '../../src/adapters/memory.ts';
import { IntegrationsError } from '../../src/core/errors.ts';
import { Integrations } from '../../src/index.ts';
import { klaviyo, mailchimp } from '../../src/providers/index.ts';
import { inDialog } from '../dialogs/dialog-stage.tsx';
import { shop, states, today } from '../page/shop.ts';

interface Shown {
  /** How Klaviyo stands. */
  seed: MemorySeed;
  options: Partial<MemoryAdapterOptions>;
  readOnly: boolean;
  /** Methods that never answer. */
  hang: 'connect' | 'disconnect' | 'verify' | null;
  /** Somebody began to sign in before the page was loaded. */
  begun: boolean;
}

function OneCard({ seed, options, readOnly, hang, begun }: Shown) {
  const made = shop({ providers: [klaviyo], seed: { klaviyo: seed }, ...options });
  const before = begun && made.authorization.begin({ integration: 'klaviyo' }, { signal: new AbortController().signal });
  const adapter = { ...made, list: async (o: Parameters<typeof made.list>[0]) => (await before, made.list(o)) };
  if (hang) adapter.controls.hang(hang);
  return (
    <div className="card-stage">
      <Integrations.Root adapter={adapter} providers={[klaviyo]} now={() => today} readOnly={readOnly}>
        <Integrations.List />
        <Integrations.Dialogs />
      </Integrations.Root>
    </div>
  );
}

/** One story per row of the state table (UX-3). */
const meta = {
  title: 'Page/Card',
  component: OneCard,
  args: { seed: {}, options: {}, readOnly: false, hang: null, begun: false },
} satisfies Meta<typeof OneCard>;
export default meta;

type Story = StoryObj<typeof meta>;
type Canvas = Parameters<NonNullable<Story['play']>>[0]['canvas'];
const shows = (badge: RegExp): Story['play'] => async ({ canvas }) => { await expect(await canvas.findByText(badge)).toBeVisible(); };
const press = async (canvas: Canvas, action: string) => {
  await userEvent.click(await canvas.findByRole('button', { name: 'More actions for Klaviyo' }));
  await userEvent.click(await canvas.findByRole('button', { name: `${action} Klaviyo` }));
};

export const Available: Story = { play: shows(/^Not connected$/) };
/** Disconnected with its settings kept (UX-86). */
export const AvailableAgain: Story = { args: { seed: states.kept }, play: shows(/settings are kept/) };
/** Disconnected here; what was granted at the provider is being taken back. */
export const RevocationPending: Story = { args: { seed: { ...states.kept, revocation: 'pending' } }, play: shows(/being revoked at Klaviyo/) };
/** It could not be taken back from here: where a person does it (UX-85). */
export const RevokeFailed: Story = {
  args: { seed: { ...states.kept, revocation: 'failed', accessUrl: 'https://www.klaviyo.com/integrations' } },
  play: async ({ canvas }) => { await expect(await canvas.findByRole('link', { name: /^Remove it at Klaviyo/ })).toBeVisible(); },
};
export const RevokeFailedDark: Story = { ...RevokeFailed, globals: { theme: 'dark' } };
export const Connected: Story = { args: { seed: states.connected }, play: shows(/^Connected$/) };
export const ConnectedByKeyboardMenu: Story = {
  args: { seed: states.connected },
  play: async ({ canvas }) => {
    (await canvas.findByRole('button', { name: 'More actions for Klaviyo' })).focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Pause Klaviyo' })).toBeVisible());
  },
};
export const Unverified: Story = { args: { seed: states.unverified }, play: shows(/not provable/) };
export const ReconnectNeeded: Story = { args: { seed: states.needsReauth }, play: shows(/^Reconnect needed$/) };
export const Failing: Story = { args: { seed: states.failing }, play: shows(/^Failing$/) };
export const Retrying: Story = { args: { seed: states.retrying }, play: shows(/^Retrying$/) };
export const Paused: Story = { args: { seed: states.paused }, play: shows(/^Paused by Ana$/) };
/** The list said nothing of it: its state is unknown (UX-9). */
export const Unknown: Story = { args: { seed: states.connected }, render: () => <UnknownCard />, play: shows(/^Status unavailable$/) };
export const Viewer: Story = { args: { seed: states.connected, readOnly: true }, play: shows(/^Ask an admin to change this$/) };

/** A call that failed says why, until dismissed. */
export const OperationFailed: Story = {
  args: { seed: states.connected, options: { fail: { update: 'forbidden' } } },
  play: async ({ canvas }) => {
    await press(canvas, 'Pause');
    await waitFor(() => expect(canvas.getByText('Not changed.')).toBeVisible());
  },
};

/** The answer was lost: neither success nor failure (SR-15). */
export const OutcomeUnknown: Story = {
  args: { seed: states.connected, options: { fail: { update: 'network_failed' } } },
  play: async ({ canvas }) => {
    await press(canvas, 'Pause');
    await expect(await canvas.findByRole('button', { name: 'Check again Klaviyo' }, { timeout: 15_000 })).toBeVisible();
  },
};

export const Testing: Story = {
  args: { seed: states.connected, hang: 'verify' },
  play: async ({ canvas }) => {
    await press(canvas, 'Test connection');
    await waitFor(() => expect(canvas.getByText('Testing the connection…')).toBeVisible());
  },
};

/** The result stays, check by check (UX-66). */
export const TestFailed: Story = {
  args: {
    seed: { ...states.connected, stored: { publicApiKey: 'AbC123', privateApiKey: 'pk_0123456789abcdef0123456789abcdef01' } },
    options: { reject: () => new IntegrationsError('insufficient_permission', { detail: 'The key may not read lists. Give it the scope lists:read at Klaviyo.' }) },
  },
  play: async ({ canvas }) => {
    await press(canvas, 'Test connection');
    await waitFor(() => expect(canvas.getByText('Test failed')).toBeVisible());
  },
};

export const Renaming: Story = {
  args: { seed: states.connected },
  play: async ({ canvas }) => {
    await press(canvas, 'Rename');
    await expect(await canvas.findByRole('textbox', { name: 'Name for Klaviyo' })).toHaveFocus();
  },
};

const signingIn = { begun: true, options: { now: () => new Date() } };
/** UX-62: after a reload the server still knows of the sign-in. */
export const SigningIn: Story = {
  args: signingIn,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('A sign-in at Klaviyo is not finished yet.')).toBeVisible();
    for (const name of ['Resume Klaviyo', 'Cancel Klaviyo']) await expect(await canvas.findByRole('button', { name })).toBeVisible();
  },
};
export const SigningInDark: Story = { ...SigningIn, globals: { theme: 'dark' } };
/** UX-58: what is missing is named by what it is for. */
export const AccessMissing: Story = {
  args: { seed: { ...states.connected, scheme: 'oauth2', scopes: { granted: ['accounts:read'], missing: ['lists:read', 'segments:read'] } } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Klaviyo gave less access than is needed. What is missing: To offer your lists.')).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Add permission Klaviyo' }));
    const dialog = await inDialog();
    await dialog.findByRole('button', { name: 'Add permission at Klaviyo' }, { timeout: 8000 });
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
  },
};
export const AccessMissingDark: Story = { ...AccessMissing, globals: { theme: 'dark' } };
/** UX-88. */
export const AccessEnds: Story = {
  args: { seed: { ...states.connected, scheme: 'oauth2', accessEndsAt: new Date(today + 3 * 86_400_000).toISOString() } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/The access to Klaviyo ends/)).toHaveTextContent('The access to Klaviyo ends in 3 days. Reconnect to go on; your settings stay.');
    await expect(canvas.getByRole('button', { name: 'Reconnect Klaviyo' })).toBeVisible();
  },
};
export const AccessEndsDark: Story = { ...AccessEnds, globals: { theme: 'dark' } };

export const WithIcon: Story = {
  render: () => <div className="card-stage"><Integrations.Root adapter={shop({ providers: [mailchimp], seed: {} })} providers={[mailchimp]}><Integrations.List /></Integrations.Root></div>,
};

export const Rtl: Story = { args: { seed: states.connected }, globals: { direction: 'rtl' } };
export const Dark: Story = { args: { seed: states.needsReauth }, globals: { theme: 'dark' } };

function UnknownCard() {
  const adapter = shop({ providers: [klaviyo], seed: {} });
  return <div className="card-stage"><Integrations.Root adapter={{ ...adapter, list: async () => [] }} providers={[klaviyo]} now={() => today}><Integrations.List /></Integrations.Root></div>;
}
