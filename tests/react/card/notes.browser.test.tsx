import { within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { details } from '../../../src/react/root/details.ts';
import { klaviyo } from '../../../src/providers/index.ts';
import { mockOAuthPopup } from '../../../src/testing/mock-oauth-popup.ts';
import { shop, states, today } from '../../../stories/page/shop.ts';
import { cardOf, expectAccessible, listen, openPage } from '../page/setting.tsx';

// The dev server compiles a module when first asked, which can outlast a query's patience.
beforeAll(async () => { await Promise.all([details.load(), import('../../../src/react/card/notes.ts'), import('../../../src/react/sign-in/sign-in.tsx'), import('../../../src/client/authorization/create-authorizations.ts')]); });

const call = { signal: new AbortController().signal };
const providers = [klaviyo];
const signedIn = { ...states.connected, scheme: 'oauth2' as const, account: { id: 'X7F2QA', label: 'Acme' }, configuration: { syncProfiles: true } };
const show = async (adapter: ReturnType<typeof shop>, more: object = {}) => {
  const view = openPage({ providers, adapter, ...more });
  return { view, adapter, ...(await cardOf(view, 'Klaviyo')) };
};
const openCard = (seed: object, more: object = {}) => show(shop({ providers, seed: { klaviyo: seed } }), more);

/** The notes of a card come with the code that renames, the forms on the way to a button. */
async function settled(findByRole: Awaited<ReturnType<typeof show>>['findByRole']) {
  await userEvent.click(await findByRole('button', { name: 'More actions for Klaviyo' }));
  await userEvent.click(await findByRole('button', { name: 'Rename Klaviyo' }));
  await findByRole('textbox', { name: 'Name for Klaviyo' });
}

/** A page loaded while a sign-in is under way. */
async function reloaded({ ahead = () => 0, seed = {}, ...more }: { ahead?: () => number; seed?: object } = {}) {
  const adapter = shop({ providers, seed: { klaviyo: seed }, now: () => new Date(Date.now() + ahead()) });
  const { id, state } = await adapter.authorization.begin({ integration: 'klaviyo' }, call);
  return { authorization: id, state, ...(await show(adapter, more)) };
}

describe('a sign-in under way before a reload (UX-62)', () => {
  test('stands on the card, with Resume and Cancel', async () => {
    const { card, findByRole, view } = await reloaded();
    expect(await findByRole('button', { name: 'Resume Klaviyo' })).toBeVisible();
    expect([card.dataset['state'], card.querySelector('[data-part="card-line"]')?.textContent]).toEqual(['connecting', 'A sign-in at Klaviyo is not finished yet.']);
    await expectAccessible(view.container);
  });

  test('is taken up by Resume, which offers to start again or cancel', async () => {
    const { findByRole, view } = await reloaded();
    await userEvent.click(await findByRole('button', { name: 'Resume Klaviyo' }));
    const dialog = await view.findByRole('dialog', { name: 'Connect Klaviyo' }, { timeout: 8000 });
    await vi.waitFor(() => expect(dialog.textContent).toContain('Finish in the Klaviyo window if it is still open.'), 8000);
  });

  const chosen = () => [{ value: 'X7F2QA', label: 'Acme' }, { value: 'Y8G3RB', label: 'Acme outlet', hint: 'Y8G3RB' }];
  const openChoice = async (more: object) => {
    const adapter = shop({ providers, seed: {}, now: () => new Date(), ...more });
    const { id: authorization, state } = await adapter.authorization.begin({ integration: 'klaviyo' }, call);
    expect(await adapter.authorization.complete({ response: { state, code: 'ok' } }, call)).toMatchObject({ status: 'needs_choice' });
    return { authorization, ...(await show(adapter)) };
  };
  const atChoice = async (more: object) => {
    const shown = await openChoice(more);
    await userEvent.click(await shown.findByRole('button', { name: 'Resume Klaviyo' }));
    return { ...shown, dialog: within(await shown.view.findByRole('dialog', {}, { timeout: 8000 })) };
  };

  test('that has come to a choice leads back to it by Resume, and connects what is chosen there (UX-64)', async () => {
    const { dialog, card } = await atChoice({ signIn: chosen });
    await userEvent.click(await dialog.findByRole('radio', { name: /Acme outlet/ }, { timeout: 8000 }));
    await userEvent.click(dialog.getByRole('button', { name: 'Use this account' }));
    await vi.waitFor(() => expect([card.dataset['state'], card.textContent]).toEqual(['connected', expect.stringContaining('Acme outlet')]), 8000);
  });

  test('that came with another account than the connected one leads back to that question, and changes nothing before (UX-63)', async () => {
    const { dialog, card, adapter } = await atChoice({ seed: { klaviyo: signedIn }, signIn: () => ({ id: 'Y8G3RB', label: 'Acme outlet' }) });
    await dialog.findByRole('heading', { name: 'You signed in as Acme outlet, but Acme is connected' }, { timeout: 8000 });
    expect((await adapter.list(call)).find(({ id }) => id === 'klaviyo')?.account?.label).toBe('Acme');
    await userEvent.click(dialog.getByRole('button', { name: 'Switch to Acme outlet' }));
    await vi.waitFor(() => expect([card.dataset['state'], card.textContent]).toEqual(['connected', expect.stringContaining('Acme outlet')]), 8000);
  });

  test('that has come to a choice is ended by Cancel (UX-64)', async () => {
    const { authorization, adapter, card, findByRole } = await openChoice({ signIn: chosen });
    await userEvent.click(await findByRole('button', { name: 'Cancel Klaviyo' }));
    await vi.waitFor(() => expect(card.dataset['state']).toBe('available'));
    await vi.waitFor(async () => expect(await adapter.authorization.poll({ authorization }, call)).toEqual({ status: 'cancelled' }));
  });

  test('is ended by Cancel at the server too; the card is what it was, the focus stays on it, and that is heard', async () => {
    const { findByRole, card, view, adapter, authorization } = await reloaded({ seed: states.needsReauth });
    const heard = listen(view.container);
    await userEvent.click(await findByRole('button', { name: 'Cancel Klaviyo' }));
    await vi.waitFor(() => expect(card.dataset['state']).toBe('needs_reauth'));
    await vi.waitFor(async () => expect(await adapter.authorization.poll({ authorization }, call)).toEqual({ status: 'cancelled' }));
    expect(card.contains(document.activeElement)).toBe(true);
    expect(heard).toContain('The sign-in at Klaviyo was cancelled');
  });

  test('that ends elsewhere shows on the card without a press', async () => {
    const { findByRole, card, adapter, state } = await reloaded();
    await findByRole('button', { name: 'Resume Klaviyo' });
    await adapter.authorization.complete({ response: { state, code: 'ok' } }, call);
    window.dispatchEvent(new Event('focus'));
    await vi.waitFor(() => expect(card.dataset['state']).toBe('connected'), 8000);
  });

  test('that is past its time by the record ends on the card', async () => {
    let ahead = 0;
    const { findByRole, card } = await reloaded({ ahead: () => ahead });
    await findByRole('button', { name: 'Resume Klaviyo' });
    ahead = 601_000;
    window.dispatchEvent(new Event('focus'));
    await vi.waitFor(() => expect(card.dataset['state']).toBe('available'), 8000);
  });

  test('that is past its time by the clock here is none, whatever the backend says', async () => {
    const adapter = shop({ providers, seed: { klaviyo: { authorization: { id: 'old', expiresAt: new Date(Date.now() - 1000).toISOString() } } } });
    const { card } = await show(adapter);
    expect(card.dataset['state']).toBe('available');
  });

  test('the backend does not know ends on the card', async () => {
    const adapter = shop({ providers, seed: { klaviyo: { authorization: { id: 'lost', expiresAt: new Date(Date.now() + 60_000).toISOString() } } } });
    const { card } = await show(adapter);
    await vi.waitFor(() => expect(card.dataset['state']).toBe('available'), 8000);
  });

  test('a viewer reads of it, and nothing is asked for them', async () => {
    const adapter = shop({ providers, seed: { klaviyo: { authorization: { id: 'a1', expiresAt: new Date(Date.now() + 60_000).toISOString() } } } });
    const poll = vi.spyOn(adapter.authorization, 'poll');
    const { findByText, queryByRole } = await show(adapter, { readOnly: true });
    expect(await findByText('A sign-in at Klaviyo is not finished yet.')).toBeVisible();
    expect(queryByRole('button', { name: 'Cancel Klaviyo' })).toBeNull();
    expect(poll).not.toHaveBeenCalled();
  });
});

describe('access that is missing (UX-58)', () => {
  const scopes = { granted: ['accounts:read'], missing: ['lists:read', 'segments:read'] };
  test('is named by what it is for, and one button leads to asking for just that', async () => {
    const popup = mockOAuthPopup();
    const { findByText, getByRole, view, adapter, card } = await openCard({ ...signedIn, scopes });
    const begin = vi.spyOn(adapter.authorization, 'begin');
    expect(await findByText('Klaviyo gave less access than is needed. What is missing: To offer your lists.')).toBeVisible();
    expect(card.dataset['state']).toBe('connected');
    await expectAccessible(view.container);
    await userEvent.click(getByRole('button', { name: 'Add permission Klaviyo' }));
    const add = await view.findByRole('button', { name: 'Add permission at Klaviyo' }, { timeout: 8000 });
    await vi.waitFor(() => expect(add.getAttribute('aria-disabled')).not.toBe('true'));
    await userEvent.click(add);
    await vi.waitFor(() => expect(begin.mock.calls[0]?.[0]).toEqual({ integration: 'klaviyo', scopes: ['lists:read', 'segments:read'] }));
    popup.restore();
  });

  test('is named without a button where signing in is not set up here', async () => {
    const { findByText, card, view } = await openCard({ ...signedIn, scopes, offersSignIn: false });
    expect(await findByText(/What is missing: To offer your lists\.$/)).toBeVisible();
    expect(card.textContent).not.toContain('Add permission');
    await expectAccessible(view.container);
  });

  test.each([['optional', { scheme: 'oauth2', scopes: { granted: [], missing: ['segments:read'] } }], ['not part of a sign-in', { scheme: 'credentials', scopes: { granted: [], missing: ['lists:read'] } }]])('is not on the card where it is %s', async (_, seed) => {
    const forms = vi.fn(async () => (await import('../../../src/providers/klaviyo/forms.ts')).forms);
    const view = openPage({ providers: [{ ...klaviyo, forms }], adapter: shop({ providers, seed: { klaviyo: { ...signedIn, ...seed as object } } }) });
    const { card, findByRole } = await cardOf(view, 'Klaviyo');
    await settled(findByRole);
    await vi.waitFor(() => expect(forms).toHaveBeenCalled());
    await forms.mock.results[0]?.value;
    expect(card.textContent).not.toContain('less access');
  });
});

describe('access that ends (UX-88)', () => {
  const ends = (days: number) => ({ ...signedIn, accessEndsAt: new Date(today + days * 86_400_000).toISOString() });
  test.each([[7, 7], [3, 7], [20, 30]])('in %i days is warned of %i days before, with Reconnect', async (days, accessWarningDays) => {
    const { findByText, getByRole, view } = await openCard(ends(days), accessWarningDays === 7 ? {} : { accessWarningDays });
    expect((await findByText(/The access to Klaviyo ends/)).textContent).toMatch(/ends .+\. Reconnect to go on; your settings stay\.$/);
    await expectAccessible(view.container);
    await userEvent.click(getByRole('button', { name: 'Reconnect Klaviyo' }));
    await view.findByRole('dialog', { name: 'Reconnect Klaviyo' }, { timeout: 8000 });
  });

  test('later than that is not mentioned', async () => {
    const { card, findByRole } = await openCard(ends(8));
    await settled(findByRole);
    expect(card.textContent).not.toContain('ends');
  });

  test('or ended is said in the past', async () => {
    const { findByText } = await openCard(ends(-1));
    expect((await findByText(/The access to Klaviyo ended/)).textContent).toContain('ended yesterday.');
  });
});

test('signing in again leaves settings as they are, byte for byte (UX-87)', async () => {
  const popup = mockOAuthPopup();
  const adapter = shop({ providers, seed: { klaviyo: { ...states.needsReauth, scheme: 'oauth2', account: { id: 'X7F2QA', label: 'Acme' }, configuration: { syncProfiles: true, listId: 'L1', kept: { by: ['nobody', 1] } } } }, signIn: () => ({ id: 'X7F2QA', label: 'Acme' }) });
  const stored = async () => JSON.stringify((await adapter.list(call))[0]?.configuration);
  const before = await stored();
  const { getByRole, view, card } = await show(adapter);
  await userEvent.click(getByRole('button', { name: 'Reconnect Klaviyo' }));
  const go = await view.findByRole('button', { name: 'Continue with Klaviyo' }, { timeout: 8000 });
  await vi.waitFor(() => expect(go.getAttribute('aria-disabled')).not.toBe('true'));
  await userEvent.click(go);
  await vi.waitFor(() => expect(popup.url()).not.toBeNull());
  expect(await popup.answer({ code: 'ok' })).toBe(true);
  await vi.waitFor(() => expect(card.dataset['state']).toBe('connected'), 8000);
  expect(await stored()).toBe(before);
  popup.restore();
});
