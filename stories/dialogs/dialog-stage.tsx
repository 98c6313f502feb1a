import { useEffect, useState } from 'react';
import { userEvent, waitFor, within } from 'storybook/test';
import { createMemoryAdapter, type MemoryAdapter, type MemoryAdapterOptions } from '../../src/adapters/memory.ts';
import { klaviyo, mailchimp, twilio } from '../../src/providers/index.ts';
import type { ProviderDefinition } from '../../src/core/provider.ts';
import { Dialogs } from '../../src/react/dialogs/dialogs.tsx';
import { type OpenDialog, useRoot } from '../../src/react/root/root-context.ts';
import { Root } from '../../src/react/root/root.tsx';

const three: readonly ProviderDefinition[] = [klaviyo, mailchimp, twilio];
const today = Date.parse('2026-05-12T14:03:00Z');
const base = { status: 'connected', scheme: 'credentials', connectedAt: '2026-05-03T10:00:00.000Z', connectedBy: 'ana', updatedAt: '2026-05-03T10:00:00.000Z' } as const;

/** Made-up keys of the right shape. */
export const keys = { publicApiKey: 'X7F2QA', privateApiKey: 'pk_4Zq8vN2mXw7Rt5Ks1Jd9Lf3Gh6Yb0Ce4f2a' };

/** Every provider connected, with a few choices made. */
export const connected: NonNullable<MemoryAdapterOptions['seed']> = {
  klaviyo: { ...base, account: { label: 'Acme (X7F2QA)' }, stored: keys, configuration: { listId: 'L1', customSource: 'Acme', fromLabel: 'Acme' } },
  mailchimp: { ...base, account: { label: 'Acme' }, stored: { apiKey: '0123456789abcdef0123456789abcdef-us6', serverPrefix: 'us6' } },
  twilio: { ...base, account: { label: 'Acme (AC…)' }, stored: { accountSid: 'AC5ef8732a3c49700934481addd5ce1659', authToken: '9b1c5d7e3f2a4b6c8d0e1f2a3b4c5d6e', phoneNumber: '+15005550006' } },
};

export interface StageProps {
  kind: OpenDialog['kind'];
  integration: string;
  seed?: MemoryAdapterOptions['seed'];
  options?: Partial<MemoryAdapterOptions>;
  readOnly?: boolean;
  /** Default: Klaviyo, Mailchimp and Twilio. */
  providers?: readonly ProviderDefinition[];
  /** Plans what will go wrong. */
  plan?: (adapter: MemoryAdapter) => void;
}

/** One dialog, open over an empty page, on a memory adapter. */
export function DialogStage({ kind, integration, seed = {}, options, readOnly = false, providers = three, plan }: StageProps) {
  const [adapter] = useState(() => {
    const made = createMemoryAdapter({
      providers, seed, now: () => new Date(today), account: () => ({ label: 'Acme (X7F2QA)' }),
      options: { klaviyo: { listId: [{ value: 'L1', label: 'Newsletter (4,210)' }, { value: 'L2', label: 'Customers (912)' }], audienceSegmentIds: [{ value: 'S1', label: 'VIP' }], defaultTemplateId: [{ value: 'T1', label: 'Monthly news' }] } }, ...options,
    });
    plan?.(made);
    return made;
  });
  return (
    <Root adapter={adapter} providers={providers} now={() => today} locale="en-GB" readOnly={readOnly} onAuthRequired={() => undefined}>
      <Opened kind={kind} integration={integration} />
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

/** What is inside the open dialog, once its form is there. */
export async function inDialog() {
  const dialog = await waitFor(() => {
    const found = document.querySelector<HTMLElement>('[role="dialog"], [role="alertdialog"]');
    if (!found) throw new Error('No dialog is open yet.');
    return found;
  }, { timeout: 8000 });
  return within(dialog);
}

/** Types both keys and presses the button that connects. */
export async function connectWith({ press = 'Connect Klaviyo' }: { press?: string } = {}) {
  const dialog = await inDialog();
  const user = userEvent.setup();
  await user.click(await dialog.findByLabelText(/^Public API key/, {}, { timeout: 8000 }));
  await user.paste(keys.publicApiKey);
  await user.click(dialog.getByLabelText(/^Private API key/));
  await user.paste(keys.privateApiKey);
  if (press) await user.click(dialog.getByRole('button', { name: press }));
  return { dialog, user };
}
