import { render, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { createIntegrationsClient, IntegrationsSettings } from '../../../src/index.ts';
import { IntegrationsError } from '../../../src/core/errors.ts';
import { nineProviders, shop, states, today } from '../../../stories/page/shop.ts';
import { cardOf, expectAccessible, listen, openPage } from './setting.tsx';

describe('browsing', () => {
  test('is a labelled region whose categories are headings over lists, with counts (UX-1)', async () => {
    const view = openPage({ headingLevel: 3 });
    await cardOf(view, 'Klaviyo');
    const region = view.getByRole('region', { name: 'Integrations' });
    expect(within(region).getByRole('heading', { level: 3, name: 'Integrations' })).toBeVisible();
    const groups = within(region).getAllByRole('heading', { level: 4 }).filter((heading) => !heading.textContent?.startsWith('Needs')).map((heading) => {
      const group = heading.closest('[data-part="category"]') as HTMLElement;
      return [heading.textContent, within(group).getByRole('list').children.length, group.querySelector('[data-part="category-count"]')?.textContent];
    });
    expect(groups).toEqual([
      ['Analytics', 3, '3 integrations, 3 connected'], ['Advertising', 3, '3 integrations, none connected'],
      ['Email', 2, '2 integrations, 1 connected'], ['SMS', 1, '1 integration, none connected'],
    ]);
    expect(view.getByText('4 of 9 connected · 1 needs attention')).toBeVisible();
  });

  test('names each card by its provider and each button by verb and provider', async () => {
    const view = openPage();
    const klaviyo = await cardOf(view, 'Klaviyo');
    expect(klaviyo.card.dataset).toMatchObject({ part: 'card', provider: 'klaviyo', integration: 'klaviyo', status: 'needs_reauth' });
    expect(klaviyo.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual(['Reconnect Klaviyo', 'Disconnect Klaviyo', 'More actions for Klaviyo']);
    const twilio = await cardOf(view, 'Twilio');
    expect(twilio.getByRole('button', { name: 'Connect Twilio' })).toHaveTextContent('Connect');
  });

  test('puts what needs attention first and opens its repair (UX-4)', async () => {
    const view = openPage();
    await cardOf(view, 'Klaviyo');
    const attention = view.getByRole('group', { name: 'Needs attention (1)' });
    await userEvent.click(within(attention).getByRole('button', { name: 'Fix Klaviyo' }));
    expect(await view.findByRole('dialog', { name: 'Reconnect Klaviyo' })).toBeVisible();
  });

  test('says nothing of attention when all is well (UX-4)', async () => {
    const view = openPage({ adapter: shop({ seed: {} }) });
    await cardOf(view, 'Klaviyo');
    expect(view.queryByText(/attention/i)).toBeNull();
  });

  test('tells that nothing is offered, that nothing matches, and that access is missing apart (UX-7)', async () => {
    const nothing = openPage({ adapter: shop({ providers: [] , seed: {} }), providers: [] });
    expect(await nothing.findByText('No integrations are offered for this store yet.')).toBeVisible();
    nothing.unmount();
    const denied = openPage({ adapter: shop({ fail: { list: 'forbidden' } }) });
    expect(await denied.findByRole('heading', { name: /do not have access to the integrations/ })).toBeVisible();
    denied.unmount();
    const view = openPage();
    await cardOf(view, 'Klaviyo');
    await userEvent.type(view.getByRole('searchbox'), 'zzz');
    expect(view.getByText('No integration matches “zzz”.')).toBeVisible();
    await userEvent.click(view.getByRole('button', { name: 'Clear search' }));
    expect(view.getAllByRole('article')).toHaveLength(9);
  });

  test('searches names, categories and other words, whatever case and accents, and tells the count once (UX-5)', async () => {
    const view = openPage();
    await cardOf(view, 'Klaviyo');
    const heard = listen(view.container);
    const search = view.getByRole('searchbox', { name: 'Search integrations' });
    const names = () => view.queryAllByRole('article').map((card) => card.querySelector('[data-part="card-title"]')?.textContent);
    await userEvent.type(search, 'FÁCEBOOK pixel');
    expect(names()).toEqual(['Meta Pixel']);
    await vi.waitFor(() => expect(heard).toEqual(['1 integration found']));
    await userEvent.keyboard('{Escape}');
    expect(names()).toHaveLength(9);
    await userEvent.type(search, 'ga4');
    expect(names()).toEqual(['Google Analytics 4']);
    await userEvent.clear(search);
    await userEvent.type(search, 'sms');
    expect(names()).toContain('Twilio');
  });

  test('filters by pressed buttons, together with the search (UX-6)', async () => {
    const view = openPage();
    await cardOf(view, 'Klaviyo');
    await userEvent.click(view.getByRole('button', { name: 'Connected', pressed: false }));
    expect(view.getAllByRole('article')).toHaveLength(4);
    await userEvent.type(view.getByRole('searchbox'), 'pixel');
    expect(view.getAllByRole('article')).toHaveLength(2);
  });

  test('offers a viewer nothing that changes anything (UX-12)', async () => {
    const view = openPage({ readOnly: true, adapter: shop({ seed: { klaviyo: states.needsReauth, mailchimp: states.connected } }) });
    const { card } = await cardOf(view, 'Klaviyo');
    expect(within(card).getByText('Ask an admin to change this')).toBeVisible();
    expect(view.queryAllByRole('button').map((button) => button.textContent)).toEqual(['All', 'Connected', 'Available']);
    await expectAccessible(view.container);
  });

  test('gives times a machine reads, and the exact one as title (UX-14)', async () => {
    const view = openPage();
    const { card } = await cardOf(view, 'Meta Pixel');
    const time = card.querySelector('time');
    expect(time).toHaveTextContent('5 minutes ago');
    expect(time?.dateTime).toBe(new Date(today - 5 * 60_000).toISOString());
    expect(time?.title).toMatch(/May 12, 2026/);
  });

  test('keeps two pages apart', async () => {
    const one = render(<><IntegrationsSettings adapter={shop()} providers={nineProviders} now={() => today} /><IntegrationsSettings adapter={shop({ seed: {} })} providers={nineProviders} now={() => today} /></>);
    await vi.waitFor(() => expect(one.getAllByText(/of 9 connected/).map((text) => text.textContent)).toEqual(['4 of 9 connected · 1 needs attention', '0 of 9 connected']));
    await userEvent.type(one.getAllByRole('searchbox')[0] as HTMLElement, 'twilio');
    expect(one.getAllByRole('article')).toHaveLength(1 + 9);
  });

  test('takes a client of the host’s own in place of an adapter', async () => {
    const client = createIntegrationsClient({ adapter: shop(), providers: nineProviders });
    const view = render(<IntegrationsSettings client={client} now={() => today} />);
    await cardOf(view, 'Klaviyo');
    view.unmount();
    expect(client.getState().phase).toBe('ready');
  });

  test('keeps an unanswered card unknown, never "Not connected", and reads only that one again (UX-9)', async () => {
    const adapter = shop();
    const all = adapter.list;
    const status = vi.spyOn(adapter, 'status');
    const list = vi.spyOn(adapter, 'list').mockImplementation(async (o) => (await all(o)).filter((one) => one.id !== 'twilio'));
    const view = openPage({ adapter });
    const twilio = await cardOf(view, 'Twilio');
    expect(twilio.getByText('Status unavailable')).toBeVisible();
    expect(twilio.queryByText('Not connected')).toBeNull();
    await userEvent.click(twilio.getByRole('button', { name: 'Try again Twilio' }));
    expect(await twilio.findByText('Not connected')).toBeVisible();
    expect([list.mock.calls.length, status.mock.calls.map(([input]) => input.integration)]).toEqual([1, ['twilio']]);
  });

  test('says that the session ended and offers the way back in (UX-11)', async () => {
    const onAuthRequired = vi.fn();
    const view = openPage({ adapter: shop({ fail: { verify: new IntegrationsError('unauthenticated') } }), onAuthRequired });
    const meta = await cardOf(view, 'Meta Pixel');
    await userEvent.click(meta.getByRole('button', { name: 'More actions for Meta Pixel' }));
    await userEvent.click(await meta.findByRole('button', { name: 'Test connection Meta Pixel' }));
    await userEvent.click(await view.findByRole('button', { name: 'Sign in again' }));
    expect(onAuthRequired).toHaveBeenCalledTimes(1);
  });
});
