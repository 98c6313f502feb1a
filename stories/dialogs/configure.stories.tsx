import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import type { MemoryAdapter } from '../../src/adapters/memory.ts';
import { IntegrationsError } from '../../src/core/errors.ts';
import { connected, DialogStage, inDialog } from './dialog-stage.tsx';

const meta = {
  title: 'Dialogs/Configure',
  component: DialogStage,
  args: { kind: 'configure', integration: 'klaviyo', seed: connected },
  parameters: { docs: { story: { inline: false, height: '820px' } } },
} satisfies Meta<typeof DialogStage>;
export default meta;

type Story = StoryObj<typeof meta>;
const dark = { theme: 'dark' };

async function edit(fields: Record<string, string>, press?: string) {
  const dialog = await inDialog();
  for (const [label, text] of Object.entries(fields)) {
    const input = await dialog.findByLabelText(new RegExp(`^${label}`), {}, { timeout: 8000 });
    await userEvent.clear(input);
    await userEvent.type(input, text);
  }
  if (press) await userEvent.click(await dialog.findByRole('button', { name: press }));
  return dialog;
}

let disconnectElsewhere: () => unknown = () => undefined;

/** Somebody saves `theirs` on the first try of ours. */
const overtakenBy = (theirs: object) => (adapter: MemoryAdapter) => {
  const configure = adapter.configure.bind(adapter);
  let first = true;
  adapter.configure = async (input, o) => {
    if (first) adapter.controls.change('klaviyo', { configuration: { listId: 'L1', customSource: 'Acme', fromLabel: 'Acme', ...theirs }, updatedBy: 'ben', updatedAt: '2026-05-12T14:01:00.000Z' });
    first = false;
    return configure(input, o);
  };
};

export const Klaviyo: Story = { play: async () => void (await (await inDialog()).findByText(/Saved · ends in 4f2a/, {}, { timeout: 8000 })) };
export const KlaviyoDark: Story = { ...Klaviyo, globals: dark };
export const Mailchimp: Story = { args: { integration: 'mailchimp' } };
export const Twilio: Story = { args: { integration: 'twilio' } };
/** UX-69: the key never reaches the browser; what may be shown does. */
export const SecretSaved: Story = {
  play: async () => {
    const dialog = await inDialog();
    (await dialog.findByText(/Saved · ends in 4f2a/, {}, { timeout: 8000 })).scrollIntoView();
    await expect(dialog.getByRole('button', { name: 'Replace Private API key' })).toBeEnabled();
  },
};
/** UX-70: the save bar counts what differs. */
export const Dirty: Story = {
  play: async () => {
    const dialog = await edit({ 'Consent source': 'Web shop', 'Sender name': 'Acme shop' });
    await dialog.findByText('2 unsaved changes');
  },
};
export const DirtyDark: Story = { ...Dirty, globals: dark };
/** UX-71: fields are read-only while it saves. */
export const Saving: Story = {
  args: { plan: (adapter) => void adapter.controls.hang('configure') },
  play: async () => void (await (await edit({ 'Consent source': 'Web shop' }, 'Save changes')).findByText('Saving…')),
};
export const Saved: Story = { play: async () => void (await (await edit({ 'Consent source': 'Web shop' }, 'Save changes')).findByText(/^Saved at/)) };
export const ServerFieldError: Story = {
  args: { options: { fail: { configure: new IntegrationsError('validation_failed', { fields: { customSource: 'Klaviyo takes no slash here.' } }) } } },
  play: async () => void (await (await edit({ 'Consent source': 'a/b' }, 'Save changes')).findByRole('alert')),
};
/** UX-72: only what differs, one choice each. */
export const Conflict: Story = {
  args: { plan: overtakenBy({ customSource: 'Ben’s source', fromLabel: 'Ben' }) },
  play: async () => {
    const dialog = await edit({ 'Consent source': 'Web shop', 'Sender name': 'Acme shop' }, 'Save changes');
    await expect(await dialog.findByRole('heading', { name: 'ben changed this 2 minutes ago' })).toHaveFocus();
  },
};
export const ConflictDark: Story = { ...Conflict, globals: dark };
/** UX-73: different fields merge, with a note. */
export const ConflictMerged: Story = {
  args: { plan: overtakenBy({ fromLabel: 'Ben' }) },
  play: async () => void (await (await edit({ 'Consent source': 'Web shop' }, 'Save changes')).findByText(/changed elsewhere: Sender name/)),
};
/** UX-72: what was chosen meets another save; only what is open again is asked about. */
export const SecondConflict: Story = {
  args: {
    plan: (adapter) => {
      let saves = 0;
      const configure = adapter.configure.bind(adapter);
      adapter.configure = async (input, o) => {
        saves++;
        if (saves <= 2) adapter.controls.change('klaviyo', { configuration: { listId: 'L1', customSource: 'Acme', fromLabel: `Ben ${saves}` }, updatedBy: 'ben', updatedAt: '2026-05-12T14:01:00.000Z' });
        return configure(input, o);
      };
    },
  },
  play: async () => {
    const dialog = await edit({ 'Consent source': 'Web shop', 'Sender name': 'Acme shop' }, 'Save changes');
    await dialog.findByText('Ben 1');
    await userEvent.click(dialog.getByRole('button', { name: 'Save changes' }));
    await dialog.findByText('Ben 2');
  },
};
/** Said as soon as it is known, without taking focus from what is being typed. */
export const DisconnectedElsewhere: Story = {
  args: { plan: (adapter) => { disconnectElsewhere = () => adapter.controls.change('klaviyo', { status: 'disconnected', credentials: {}, account: null, updatedBy: 'ben' }); } },
  play: async () => {
    const dialog = await edit({ 'Consent source': 'Web shop' });
    disconnectElsewhere();
    await dialog.findByText(/^ben disconnected Klaviyo meanwhile/);
    await expect(dialog.getByLabelText(/^Consent source/)).toHaveFocus();
  },
};
/** SR-15: neither saved nor failed; nothing is sent again before it is looked up. */
export const UnknownOutcome: Story = {
  args: { plan: (adapter) => { for (let tries = 0; tries < 3; tries++) adapter.controls.failNext('configure', 'network_failed'); } },
  play: async () => void (await (await edit({ 'Consent source': 'Web shop' }, 'Save changes')).findByRole('group', { name: /We do not know yet/ }, { timeout: 10_000 })),
};
export const UnknownOutcomeDark: Story = { ...UnknownOutcome, globals: dark };
/** UX-74: saved here, refused there; only that is tried again. */
export const RefusedAtProvider: Story = {
  args: { options: { refuse: () => ({ optInProcess: 'The private key is real but lacks the scope lists:write. Create a key that has it, and enter that one.' }) } },
  play: async () => void (await (await edit({ 'Consent source': 'Web shop' }, 'Save changes')).findByRole('group', { name: /does not have all of it/ })),
};
export const RefusedAtProviderDark: Story = { ...RefusedAtProvider, globals: dark };
/** UX-80: what would change, and what that causes, before it does. */
export const RestoreDefaults: Story = {
  args: { seed: { klaviyo: { ...connected['klaviyo'], configuration: { listId: 'L1', historicalImport: true, unsubscribeScope: 'global', backfillOrders: true, backfillDays: 365, customSource: 'Acme' } } } },
  play: async () => {
    const dialog = await inDialog();
    await userEvent.click(await dialog.findByRole('button', { name: 'Restore defaults' }, { timeout: 8000 }));
    const question = within(await within(document.body).findByRole('alertdialog', { name: 'Restore defaults?' }));
    await expect(question.getByRole('button', { name: 'Cancel' })).toHaveFocus();
  },
};
export const RestoreDefaultsDark: Story = { ...RestoreDefaults, globals: dark };
export const TestedWithUnsavedChanges: Story = { play: async () => void (await (await edit({ 'Consent source': 'Web shop' }, 'Test connection')).findByText(/Tested with your unsaved changes/)) };
export const NotConnectedAnyMore: Story = {
  args: { options: { fail: { configure: 'not_connected' } } },
  play: async () => void (await (await edit({ 'Consent source': 'Web shop' }, 'Save changes')).findByRole('group', { name: /not connected any more/ })),
};
export const ReadOnly: Story = { args: { readOnly: true } };
export const RightToLeft: Story = { ...Dirty, globals: { direction: 'rtl' } };
