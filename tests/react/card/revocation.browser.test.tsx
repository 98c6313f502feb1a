import { userEvent } from '@testing-library/user-event';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { details } from '../../../src/react/root/details.ts';
import { builtinProviders } from '../../../src/providers/index.ts';
import { shop, states } from '../../../stories/page/shop.ts';
import { cardOf, expectAccessible, listen, openPage } from '../page/setting.tsx';

// The dev server compiles a module when first asked, which can outlast a query's patience.
beforeAll(async () => { await Promise.all([details.load(), import('../../../src/react/card/notes.ts'), import('../../../src/react/card/revocation-note.tsx')]); });

const accessUrl = 'https://www.klaviyo.com/integrations';
const openCard = async (seed: object, more: Parameters<typeof shop>[0] = {}, props: object = {}) => {
  const adapter = shop({ providers: builtinProviders, seed: { klaviyo: { ...states.kept, ...seed } }, ...more });
  const view = openPage({ providers: builtinProviders, adapter, ...props });
  return { adapter, view, ...(await cardOf(view, 'Klaviyo')) };
};

describe('a card after a disconnect (UX-85)', () => {
  test('says that access is being revoked, looks by itself, and is clean once it is done', async () => {
    const { adapter, view, card, findByText, queryByText, getByRole } = await openCard({ revocation: 'pending' });
    expect(await findByText('Access is being revoked at Klaviyo.')).toBeVisible();
    expect(card.dataset['state']).toBe('available');
    expect(getByRole('button', { name: 'Connect Klaviyo' })).toBeVisible();
    await expectAccessible(view.container);
    // The backend tells nobody: the page has to ask.
    const answered = await adapter.list({ signal: new AbortController().signal });
    const list = vi.spyOn(adapter, 'list').mockImplementation(async () => answered.map((one) => (one.id === 'klaviyo' ? { ...one, revocation: 'none' } : one)));
    await vi.waitFor(() => expect(queryByText(/revoked/)).toBeNull(), { timeout: 10_000 });
    expect(list).toHaveBeenCalledTimes(1);
    expect(await findByText(/settings are kept/)).toBeVisible();
  });

  test('says what could not be revoked and where a person does it, until somebody takes note', async () => {
    const { adapter, view, card, findByText, getByRole, queryByText } = await openCard({ revocation: 'failed', accessUrl });
    const heard = listen(view.container);
    expect(await findByText("We couldn't revoke access at Klaviyo.")).toBeVisible();
    const link = getByRole('link', { name: 'Remove it at Klaviyo (opens in a new tab)' });
    expect([link.getAttribute('href'), link.getAttribute('rel')]).toEqual([accessUrl, 'noopener noreferrer']);
    await expectAccessible(view.container);
    await userEvent.click(getByRole('button', { name: 'Dismiss Klaviyo' }));
    await vi.waitFor(() => expect(queryByText(/couldn't revoke/)).toBeNull());
    expect((await adapter.list({ signal: new AbortController().signal })).find(({ id }) => id === 'klaviyo')?.revocation).toBe('none');
    expect(heard).toContain('The note about Klaviyo is closed.');
    expect(document.activeElement).toBe(card.querySelector('[data-part="card-title"]'));
  });

  test('keeps the note, and says why, where it could not be closed', async () => {
    const { findByText, getByRole } = await openCard({ revocation: 'failed', accessUrl }, { fail: { update: 'unavailable' } });
    await userEvent.click(await vi.waitFor(() => getByRole('button', { name: 'Dismiss Klaviyo' })));
    expect(await findByText(/not available right now/)).toBeVisible();
    expect(await findByText(/couldn't revoke/)).toBeVisible();
  });

  test('offers a viewer nothing to press, and follows no address but https', async () => {
    const { findByText, queryByRole } = await openCard({ revocation: 'failed', accessUrl: 'javascript:alert(1)' }, {}, { readOnly: true });
    expect(await findByText(/couldn't revoke/)).toBeVisible();
    expect(await findByText(/Remove it at Klaviyo/)).toBeVisible();
    expect([queryByRole('button', { name: /Dismiss/ }), queryByRole('link', { name: /Remove/ })]).toEqual([null, null]);
  });

  test('says nothing of it once it is connected again', async () => {
    const { queryByText, findByText } = await openCard({ ...states.connected });
    expect(await findByText('Connected')).toBeVisible();
    expect(queryByText(/revoke/)).toBeNull();
  });
});
