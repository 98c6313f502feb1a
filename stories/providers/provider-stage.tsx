import { useEffect, useState } from 'react';
import { userEvent, waitFor, within } from 'storybook/test';
import { createMemoryAdapter, type MemoryAdapterOptions } from '../../src/adapters/memory.ts';
import type { Values } from '../../src/core/integration.ts';
import type { ProviderDefinition } from '../../src/core/provider.ts';
import { Dialogs } from '../../src/react/dialogs/dialogs.tsx';
import { type OpenDialog, useRoot } from '../../src/react/root/root-context.ts';
import { Root } from '../../src/react/root/root.tsx';

const today = Date.parse('2026-05-12T14:03:00Z');

export interface ProviderStageProps {
  provider: ProviderDefinition;
  kind: OpenDialog['kind'];
  /** Of the integration, when it is connected: its account, keys, settings and what the keys allow. */
  connected?: { account: string; stored: Values; configuration?: Values; granted?: readonly string[]; missing?: readonly string[]; status?: 'connected' | 'unverified' };
  /** Choices that come from the provider, by field. */
  choices?: NonNullable<MemoryAdapterOptions['options']>[string];
  readOnly?: boolean;
  options?: Partial<MemoryAdapterOptions>;
}

/** One dialog of one provider, open over an empty page, on a memory adapter. */
export function ProviderStage({ provider, kind, connected, choices = {}, readOnly = false, options }: ProviderStageProps) {
  const [adapter] = useState(() => {
    const { account, granted, missing = [], status = 'connected', ...given } = connected ?? {};
    const seed = connected && {
      status, scheme: 'credentials' as const, account: { label: account ?? '' }, scopes: granted ? { granted, missing } : null,
      connectedAt: '2026-05-03T10:00:00.000Z', connectedBy: 'ana', updatedAt: '2026-05-03T10:00:00.000Z', ...given,
    };
    return createMemoryAdapter({ providers: [provider], seed: seed ? { [provider.id]: seed } : {}, now: () => new Date(today), options: { [provider.id]: choices }, ...options });
  });
  return (
    <Root adapter={adapter} providers={[provider]} now={() => today} locale="en-GB" timeZone="Europe/Berlin" readOnly={readOnly} onAuthRequired={() => undefined}>
      <Opened kind={kind} integration={provider.id} />
      <Dialogs />
    </Root>
  );
}

function Opened({ kind, integration }: OpenDialog) {
  const root = useRoot();
  useEffect(() => {
    const end = root.client.subscribe(() => {
      if (root.client.getState().phase !== 'ready') return;
      end();
      root.openDialog({ kind, integration });
    });
    return end;
  }, [root, kind, integration]);
  return null;
}

/** The open dialog, once the field with this label is in it. */
export async function dialogWith(label: RegExp) {
  const dialog = await waitFor(() => {
    const found = document.querySelector<HTMLElement>('[role="dialog"], [role="alertdialog"]');
    if (!found) throw new Error('No dialog is open yet.');
    return within(found);
  }, { timeout: 8000 });
  await dialog.findByLabelText(label, {}, { timeout: 8000 });
  return dialog;
}

/** Pastes each value into the field whose label starts with its key, then presses a button. */
export async function fill(values: Readonly<Record<string, string>>, press?: string) {
  const labels = Object.keys(values).map((label) => new RegExp(`^${label}`));
  const dialog = await dialogWith(labels[0] ?? /./);
  const user = userEvent.setup();
  for (const [label, text] of Object.entries(values)) {
    await user.click(dialog.getByLabelText(new RegExp(`^${label}`)));
    await user.paste(text);
  }
  if (press) await user.click(dialog.getByRole('button', { name: press }));
  return dialog;
}
