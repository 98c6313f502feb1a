import { configure, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, StrictMode, useEffect } from 'react';
import { createMemoryAdapter, type MemoryAdapter, type MemoryAdapterOptions } from '../../../src/adapters/memory.ts';
import { createIntegrationsClient } from '../../../src/client/create-client.ts';
import type { IntegrationsEvent } from '../../../src/core/events.ts';
import { klaviyo, mailchimp, twilio } from '../../../src/providers/index.ts';
import { Dialogs } from '../../../src/react/dialogs/dialogs.tsx';
import { Root, type RootProps } from '../../../src/react/root/root.tsx';
import { type OpenDialog, type RootContextValue, useRoot } from '../../../src/react/root/root-context.ts';
import '../../../src/styles/styles.css';

// Roles are computed over whole dialogs; a shared machine takes its time. A failure prints its message, not the page.
configure({ asyncUtilTimeout: 5000, getElementError: (message) => new Error(message?.split('\n')[0] ?? 'Not found.') });

export const publicKey = 'AbC123';
export const privateKey = 'pk_4Zq8vN2mXw7Rt5Ks1Jd9Lf3Gh6Yb0CeUaP';
export const wrongKey = 'pk_9Wr0ngWr0ngWr0ngWr0ngWr0ngWr0ngWr0ng';

/** Klaviyo as connected on 3 May, with a list chosen. */
export const connectedKlaviyo = {
  status: 'connected', account: { label: 'Ana’s Shop (AbC123)' }, connectedAt: '2026-05-03T10:00:00.000Z', connectedBy: 'ana',
  stored: { publicApiKey: publicKey, privateApiKey: privateKey }, configuration: { listId: 'L1', customSource: 'Shop', fromLabel: 'Ana' },
} as const;

export const lists = { klaviyo: { listId: [{ value: 'L1', label: 'Newsletter' }, { value: 'L2', label: 'Customers' }], audienceSegmentIds: [], defaultTemplateId: [] } };

export interface World {
  adapter: MemoryAdapter;
  events: IntegrationsEvent[];
  root: RootContextValue;
  user: ReturnType<typeof userEvent.setup>;
  /** Calls of one adapter method so far. */
  calls: (method: keyof MemoryAdapter) => number;
  state: () => ReturnType<ReturnType<typeof createIntegrationsClient>['getState']>;
}

export type WorldOptions = Partial<MemoryAdapterOptions> & { page?: Partial<RootProps>; around?: (page: ReactNode) => ReactNode; advanceTimers?: (ms: number) => void; change?: (adapter: MemoryAdapter) => void };

/** A page with one card per provider, the real client and the memory adapter. */
export async function openWorld({ page = {}, around = (content) => content, advanceTimers, change, ...options }: WorldOptions = {}): Promise<World> {
  const events: IntegrationsEvent[] = [];
  const counts = new Map<string, number>();
  const adapter = createMemoryAdapter({
    providers: [klaviyo, mailchimp, twilio], options: lists, account: () => ({ label: 'Ana’s Shop (AbC123)' }),
    reject: ({ privateApiKey }) => (privateApiKey === wrongKey ? 'invalid_credentials' : undefined), ...options,
  });
  change?.(adapter);
  for (const method of ['connect', 'configure', 'disconnect', 'verify', 'sendTest', 'status', 'update', 'impact'] as const) {
    const original = adapter[method] as ((...given: never[]) => unknown) | undefined;
    if (!original) continue;
    (adapter as unknown as Record<string, unknown>)[method] = (...given: never[]) => {
      counts.set(method, (counts.get(method) ?? 0) + 1);
      return original(...given);
    };
  }
  const client = createIntegrationsClient({ adapter, providers: options.providers ?? [klaviyo, mailchimp, twilio], onEvent: (event) => events.push(event), ...(page.now && { now: page.now }) });
  let root: RootContextValue | undefined;
  const Expose = () => {
    const value = useRoot();
    useEffect(() => { root = value; }, [value]);
    return null;
  };
  await client.load();
  render(
    <StrictMode>
      {around(
        <Root {...({ ...page, client } as RootProps)}>
          <Cards />
          <Expose />
          <Dialogs />
        </Root>,
      )}
    </StrictMode>,
  );
  if (!root) throw new Error('The page did not mount.');
  return { adapter, events, root, user: userEvent.setup(advanceTimers ? { advanceTimers } : {}), calls: (method) => counts.get(method) ?? 0, state: client.getState };
}

function Cards() {
  const root = useRoot();
  const open = (kind: OpenDialog['kind'], integration: string) => (event: { currentTarget: HTMLElement }) => root.openDialog({ kind, integration }, event.currentTarget);
  return (
    <>
      {root.client.providers.map(({ id, name }) => (
        <article key={id} data-part="card" data-integration={id}>
          <h3 data-part="card-title" tabIndex={-1}>{name}</h3>
          <div data-part="card-actions">
            <button type="button" onClick={open('connect', id)}>Connect {name}</button>
            <button type="button" onClick={open('configure', id)}>Configure {name}</button>
            <button type="button" onClick={open('disconnect', id)}>Disconnect {name}</button>
            <button type="button" onClick={open('test', id)}>Test {name}</button>
          </div>
        </article>
      ))}
    </>
  );
}

/** Opens a dialog by its card's button and waits for its form or lists. */
export async function openDialog({ user }: World, kind: 'Connect' | 'Configure' | 'Disconnect', provider = 'Klaviyo'): Promise<ReturnType<typeof within>> {
  await user.click(screen.getByRole('button', { name: `${kind} ${provider}` }));
  const dialog = await screen.findByRole(kind === 'Disconnect' ? 'alertdialog' : 'dialog', { name: new RegExp(provider) });
  const inside = within(dialog);
  const settled = { Connect: '[data-part="guide"]', Configure: '[data-connection]', Disconnect: '[data-part="keeps"]' }[kind];
  await waitFor(() => { if (!dialog.querySelector(settled)) throw new Error(`The ${kind} dialog is still loading.`); });
  return inside;
}

type Inside = ReturnType<typeof within>;

/** Fills in both keys of Klaviyo. */
export async function typeKeys({ user }: World, inside: Inside, key = privateKey): Promise<void> {
  await user.click(inside.getByLabelText(/^Public API key/));
  await user.paste(publicKey);
  await user.click(inside.getByLabelText(/^Private API key/));
  await user.paste(key);
}

export const submit = (world: World, inside: Inside) => world.user.click(inside.getByRole('button', { name: 'Connect Klaviyo' }));
