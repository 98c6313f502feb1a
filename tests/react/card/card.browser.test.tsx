import { fireEvent, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Profiler } from 'react';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { createIntegrationsClient, Integrations } from '../../../src/index.ts';
import { IntegrationsError } from '../../../src/core/errors.ts';
import { details } from '../../../src/react/root/details.ts';
import { builtinProviders, klaviyo } from '../../../src/providers/index.ts';
import { shop, states, today } from '../../../stories/page/shop.ts';
import { cardOf, expectAccessible, listen, openPage } from '../page/setting.tsx';

// The dev server compiles a module when first asked, which can outlast a query's patience.
beforeAll(async () => { await details.load(); });

const openCard = async (seed: object, more: Parameters<typeof shop>[0] = {}) => {
  const view = openPage({ providers: builtinProviders, adapter: shop({ providers: builtinProviders, seed: { klaviyo: seed }, ...more }) });
  return { view, ...(await cardOf(view, 'Klaviyo')) };
};

describe('the state table (UX-3)', () => {
  const rows: [string, object, state: string, badge: string, line: RegExp, shown: string[], tone: string][] = [
    ['available', {}, 'available', 'Not connected', /Keep customers and store events/, ['Connect'], 'none'],
    ['available with kept settings', states.kept, 'available', 'Not connected', /settings are kept/, ['Connect'], 'none'],
    ['connected', states.connected, 'connected', 'Connected', /Synced 5 minutes ago/, ['Configure', 'Disconnect'], 'ok'],
    ['just connected', states.justConnected, 'connected', 'Connected', /Connected by Ana, 2 minutes ago/, ['Configure', 'Disconnect'], 'ok'],
    ['unverified', states.unverified, 'unverified', 'Connected, not provable', /Klaviyo cannot confirm/, ['Configure', 'Disconnect'], 'warn'],
    ['needs reauth', states.needsReauth, 'needs_reauth', 'Reconnect needed', /refused the stored key.*Since/, ['Reconnect', 'Disconnect'], 'bad'],
    ['failing', states.failing, 'failing', 'Failing', /three syncs in a row.*Since/, ['Try again', 'Disconnect'], 'bad'],
    ['retrying', states.retrying, 'retrying', 'Retrying', /not answering. Next try at/, ['Try again', 'Disconnect'], 'warn'],
    ['paused', states.paused, 'paused', 'Paused by Ana', /Nothing moves while paused. Since/, ['Resume', 'Configure'], 'paused'],
  ];
  test.each(rows)('%s', async (_, seed, state, badge, line, shown, tone) => {
    const { card, getByText, getAllByRole, view } = await openCard(seed);
    const status = { available: 'disconnected', failing: 'error', retrying: 'connected', paused: 'connected' }[state] ?? state;
    expect([card.dataset['state'], card.dataset['status']]).toEqual([state, status]);
    expect(getByText(badge).dataset['tone']).toBe(tone);
    expect(card.querySelector('[data-part="card-line"]')?.textContent).toMatch(line);
    expect(getAllByRole('button').filter((button) => button.dataset['kind'] !== 'icon').map((button) => button.textContent)).toEqual(shown);
    expect(getAllByRole('button').slice(0, shown.length).map((button) => button.getAttribute('aria-label'))).toEqual(shown.map((verb) => `${verb} Klaviyo`));
    expect(card.querySelectorAll('[data-kind="primary"]')).toHaveLength(tone === 'bad' ? 1 : 0);
    await expectAccessible(view.container);
  });

  test('connecting, then disconnecting, are told while they run', async () => {
    const adapter = shop({ providers: builtinProviders, seed: { klaviyo: states.connected } });
    const client = createIntegrationsClient({ adapter, providers: builtinProviders });
    const view = render(<Integrations.Root client={client} now={() => today}><Integrations.List /></Integrations.Root>);
    const { card } = await cardOf(view, 'Klaviyo');
    const release = adapter.controls.hang('disconnect');
    const ended = client.disconnect('klaviyo');
    await vi.waitFor(() => expect(card.dataset['state']).toBe('disconnecting'));
    expect(card.querySelector('button')).toBeNull();
    release();
    await ended;
    await vi.waitFor(() => expect(card.dataset['status']).toBe('disconnected'));
    adapter.controls.hang('connect');
    void client.connect('klaviyo', { publicApiKey: 'AbC123' }).catch(() => undefined);
    await vi.waitFor(() => expect(card.querySelector('[data-part="badge"]')?.textContent).toBe('Connecting…'));
    client.destroy();
  });
});

describe('calls that end badly (SR-15)', () => {
  test('a failed one says why, and can be dismissed', async () => {
    const { view, getByRole, findByText, queryByText } = await openCard(states.paused, { fail: { update: 'unavailable' } });
    const heard = listen(view.container);
    await userEvent.click(getByRole('button', { name: 'Resume Klaviyo' }));
    expect(await findByText(/Not changed/)).toBeVisible();
    expect(heard).toEqual(['Klaviyo: The service is not available right now. Try again in a moment.']);
    await userEvent.click(getByRole('button', { name: 'Dismiss Klaviyo' }));
    expect(queryByText(/Not changed/)).toBeNull();
  });

  test('a lost answer is neither success nor failure: it offers to check again, not to repeat', async () => {
    const adapter = shop({ providers: builtinProviders, seed: { klaviyo: states.connected } });
    const client = createIntegrationsClient({ adapter, providers: builtinProviders });
    const view = render(<Integrations.Root client={client} now={() => today}><Integrations.List /></Integrations.Root>);
    const { findByText, getByRole, queryByRole, queryByText } = await cardOf(view, 'Klaviyo');
    vi.spyOn(adapter, 'disconnect').mockRejectedValue(new IntegrationsError('network_failed'));
    await client.disconnect('klaviyo').catch(() => undefined);
    expect(await findByText('The answer was lost, so this may or may not be disconnected.')).toBeVisible();
    expect(queryByRole('button', { name: 'Disconnect Klaviyo' })).toBeNull();
    await userEvent.click(getByRole('button', { name: 'Check again Klaviyo' }));
    expect(await findByText('Connected')).toBeVisible();
    expect(await findByText('Disconnecting has not gone through so far.')).toBeVisible();
    expect(getByRole('button', { name: 'Disconnect Klaviyo' })).toBeVisible();
    await userEvent.click(getByRole('button', { name: 'Dismiss Klaviyo' }));
    expect(queryByText(/so far/)).toBeNull();
  });
});

describe('more actions', () => {
  test('opens a list of what the adapter can do; Escape closes it and returns focus', async () => {
    const { getByRole, findByRole, queryByRole, view } = await openCard(states.connected);
    const more = getByRole('button', { name: 'More actions for Klaviyo', expanded: false });
    await userEvent.click(more);
    await findByRole('button', { name: 'Send a test event Klaviyo' });
    const list = view.container.querySelector('[data-part="more-list"]');
    expect([...(list?.querySelectorAll('button') ?? [])].map((button) => button.textContent)).toEqual(['Test connection', 'Send a test event', 'Pause', 'Rename', 'Reconnect']);
    await expectAccessible(view.container);
    await userEvent.keyboard('{Escape}');
    expect(queryByRole('button', { name: 'Pause Klaviyo' })).toBeNull();
    expect(document.activeElement).toBe(more);
  });

  test('leaves out what the adapter lacks', async () => {
    const adapter = shop({ providers: builtinProviders, seed: { klaviyo: states.connected } });
    const { verify: _, update: __, sendTest: ___, ...small } = adapter;
    const view = openPage({ providers: builtinProviders, adapter: small as typeof adapter });
    const { getByRole, findByRole } = await cardOf(view, 'Klaviyo');
    await userEvent.click(getByRole('button', { name: 'More actions for Klaviyo' }));
    await findByRole('button', { name: 'Reconnect Klaviyo' });
    expect([...view.container.querySelectorAll('[data-part="more-list"] button')].map((button) => button.textContent)).toEqual(['Reconnect']);
  });

  test('pauses, tells it once, and resumes', async () => {
    const { getByRole, findByRole, findByText, view } = await openCard(states.connected);
    const heard = listen(view.container);
    await userEvent.click(getByRole('button', { name: 'More actions for Klaviyo' }));
    await userEvent.click(await findByRole('button', { name: 'Pause Klaviyo' }));
    expect(await findByText(/^Paused/)).toBeVisible();
    await userEvent.click(getByRole('button', { name: 'Resume Klaviyo' }));
    expect(await findByText('Connected')).toBeVisible();
    expect(heard).toEqual(['Klaviyo is paused', 'Klaviyo runs again']);
  });

  test('renames in place', async () => {
    const { getByRole, findByRole, findByText } = await openCard(states.connected);
    await userEvent.click(getByRole('button', { name: 'More actions for Klaviyo' }));
    await userEvent.click(await findByRole('button', { name: 'Rename Klaviyo' }));
    await userEvent.type(await vi.waitFor(() => getByRole('textbox', { name: 'Name for Klaviyo' })), 'Main shop{Enter}');
    expect(await findByText('Main shop')).toBeVisible();
    expect(document.activeElement).toBe(getByRole('button', { name: 'More actions for Klaviyo' }));
  });

  test('tests the connection and keeps the result on the card, check by check (UX-66)', async () => {
    const { getByRole, findByRole, findByText, view, card } = await openCard(
      { ...states.connected, stored: { publicApiKey: 'AbC123', privateApiKey: 'pk_0123456789abcdef0123456789abcdef01' } },
      { reject: () => new IntegrationsError('insufficient_permission', { detail: 'The key may not read lists.' }) },
    );
    const heard = listen(view.container);
    await userEvent.click(getByRole('button', { name: 'More actions for Klaviyo' }));
    await userEvent.click(await findByRole('button', { name: 'Test connection Klaviyo' }));
    expect(await findByText('Test failed')).toBeVisible();
    expect([...card.querySelectorAll<HTMLElement>('[data-part="result-stage"]')].map((stage) => stage.dataset['outcome'])).toContain('failed');
    expect(card.querySelectorAll('[data-part="result"] time')).toHaveLength(1);
    const [details] = [...card.querySelectorAll('summary')].filter((summary) => summary.textContent === 'Show details');
    await userEvent.click(details as HTMLElement);
    expect(await findByText('The key may not read lists.')).toBeVisible();
    expect(heard).toEqual(['Klaviyo: Test failed']);
    await expectAccessible(view.container);
  });
});

describe('focus (UX-46, UX-86)', () => {
  test('after a disconnect it stands on that card’s Connect', async () => {
    const { getByRole, view } = await openCard(states.connected);
    await userEvent.click(getByRole('button', { name: 'Disconnect Klaviyo' }));
    const dialog = await view.findByRole('alertdialog', { name: 'Disconnect Klaviyo?' });
    await userEvent.click([...dialog.querySelectorAll('button')].find((button) => button.textContent === 'Disconnect Klaviyo') as HTMLElement);
    await vi.waitFor(() => expect(document.activeElement).toBe(getByRole('button', { name: 'Connect Klaviyo' })));
  });

  test('a closed dialog gives it back to the button that opened it (UX-29)', async () => {
    const { getByRole, view } = await openCard({});
    const opener = getByRole('button', { name: 'Connect Klaviyo' });
    await userEvent.click(opener);
    await view.findByRole('dialog', { name: 'Connect Klaviyo' });
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(document.activeElement).toBe(opener));
  });
});

describe('many cards', () => {
  test('of 1000 cards, one that changes draws alone', async () => {
    const providers = Array.from({ length: 1000 }, (_, index) => ({ ...klaviyo, id: `provider-${index}`, name: `Provider ${index}` }));
    const adapter = shop({ providers, seed: {} });
    const drawn: string[] = [];
    const Icon = ({ provider }: { provider: string }) => (drawn.push(provider), null);
    const commits = vi.fn();
    const view = render(
      <Integrations.Root adapter={adapter} providers={providers} components={{ Icon }} now={() => today}>
        <Integrations.Category id="email">{(id) => <Profiler id={id} onRender={commits}><Integrations.Card id={id} /></Profiler>}</Integrations.Category>
      </Integrations.Root>,
    );
    await vi.waitFor(() => expect(view.container.querySelectorAll('article')).toHaveLength(1000));
    drawn.length = 0;
    commits.mockClear();
    adapter.controls.change('provider-500', states.connected);
    await vi.waitFor(() => expect(view.container.querySelector('[data-integration="provider-500"]')?.getAttribute('data-status')).toBe('connected'));
    expect(drawn).toEqual(['provider-500']);
    expect(commits.mock.calls.map(([id]) => id as string)).toEqual(['provider-500']);
  });

  test('lays out only what is near the screen from fifty cards up', async () => {
    const some = (length: number) => Array.from({ length }, (_, index) => ({ ...klaviyo, id: `provider-${index}`, name: `Provider ${index}` }));
    const visibility = async (length: number) => {
      const providers = some(length);
      const view = openPage({ providers, adapter: shop({ providers, seed: {} }) });
      const { card } = await cardOf(view, 'Provider 1');
      const style = getComputedStyle(card).contentVisibility;
      view.unmount();
      return style;
    };
    expect([await visibility(49), await visibility(50)]).toEqual(['visible', 'auto']);
  });

  test('preloads dialogs and forms on the way to a button', async () => {
    const forms = vi.fn(() => new Promise<never>(() => undefined));
    const providers = [{ ...klaviyo, forms }];
    const view = openPage({ providers, adapter: shop({ providers, seed: {} }) });
    const { card } = await cardOf(view, 'Klaviyo');
    forms.mockClear();
    fireEvent.pointerOver(card.querySelector('[data-part="card-actions"]') as HTMLElement);
    await vi.waitFor(() => expect(forms).toHaveBeenCalledTimes(1));
  });
});
