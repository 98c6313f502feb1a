import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { IntegrationsSettings } from '../../src/index.ts';
import { builtinProviders } from '../../src/providers/index.ts';
import { categories, nineProviders, ordinary, shop, states, today } from './shop.ts';

const meta = {
  title: 'Page/Integrations settings',
  component: IntegrationsSettings,
  args: { adapter: shop(), providers: nineProviders, categories, now: () => today },
  render: (args, { globals }) => <IntegrationsSettings {...args} locale={(globals as { locale?: string }).locale ?? 'en'} />,
} satisfies Meta<typeof IntegrationsSettings>;
export default meta;

type Story = StoryObj<typeof meta>;

/** An ordinary shop: three connected, one to repair, five free (UX-1, UX-4). */
export const Default: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('article', { name: 'Klaviyo' })).toBeVisible();
    await expect(canvas.getAllByRole('article')).toHaveLength(9);
  },
};

/** The same in the dark. */
export const Dark: Story = { ...Default, globals: { theme: 'dark' } };

/** The three providers with forms behind them, on a memory adapter: try them. */
export const Working: Story = {
  args: {
    providers: builtinProviders,
    adapter: shop({ providers: builtinProviders, seed: { klaviyo: states.connected }, latency: 300, impact: { klaviyo: ['3 lists stop syncing', '2 flows lose their order trigger'] } }),
  },
};

/** Nothing for 200 ms, then skeletons of the final size (UX-2). */
export const Loading: Story = { args: { adapter: shop({ latency: { list: 600_000 } }) }, play: async ({ canvasElement }) => expect(canvasElement.querySelectorAll('[data-part="skeleton"]')).toHaveLength(9) };

/** The first list failed (UX-8). */
export const LoadError: Story = {
  args: { adapter: shop({ fail: { list: 'unavailable' } }) },
  play: async ({ canvas }) => expect(await canvas.findByRole('heading', { name: 'The integrations could not be loaded' }, { timeout: 15_000 })).toBeVisible(),
};

/** The session ended: the one way on is to sign in (UX-11). */
export const SessionEnded: Story = {
  args: { adapter: shop({ fail: { list: 'unauthenticated' } }), onAuthRequired: () => undefined },
  play: async ({ canvas }) => expect(await canvas.findByRole('button', { name: 'Sign in again' })).toBeVisible(),
};

/** The backend left some out: they are unknown, never "Not connected" (UX-9). */
export const StatusesFailed: Story = {
  args: { adapter: withoutAnswers(['klaviyo', 'mailchimp', 'meta-pixel']) },
  play: async ({ canvas }) => expect(await canvas.findAllByText('Status unavailable')).toHaveLength(3),
};

/** A viewer sees everything and changes nothing (UX-12). */
export const Viewer: Story = { args: { readOnly: true } };

export const NothingOffered: Story = {
  args: { providers: [], adapter: shop({ providers: [], seed: {} }) },
  play: async ({ canvas }) => expect(await canvas.findByText(/No integrations are offered/)).toBeVisible(),
};

/** Words that match nothing are quoted, with the way back (UX-7). */
export const NoMatch: Story = {
  play: async ({ canvas }) => {
    await canvas.findByRole('article', { name: 'Klaviyo' });
    await userEvent.type(canvas.getByRole('searchbox'), 'fax');
    await expect(canvas.getByText('No integration matches “fax”.')).toBeVisible();
  },
};

export const OneProvider: Story = { args: { providers: builtinProviders.slice(0, 1), adapter: shop({ providers: builtinProviders, seed: {} }) } };

/** Long names, accounts and reasons wrap or end in an ellipsis; nothing overflows. */
export const LongNames: Story = {
  args: {
    providers: nineProviders.map((provider) => ({ ...provider, name: `${provider.name} ${'Donaudampfschifffahrtsgesellschaft'.repeat(2)}`, summary: provider.summary.repeat(4) })),
    adapter: shop({ seed: Object.fromEntries(Object.entries(ordinary).map(([id, seed]) => [id, { ...seed, account: { label: 'An account whose name goes on and on '.repeat(3) } }])) }),
  },
};

/** 320 px: one column, full-width buttons, nothing to scroll sideways (UX-20). */
export const Mobile320: Story = {
  decorators: [(Story) => <div className="phone"><Story /></div>],
  play: async ({ canvas, canvasElement }) => {
    await canvas.findByRole('article', { name: 'Klaviyo' });
    const phone = canvasElement.querySelector('.phone');
    await expect(phone?.scrollWidth).toBe(phone?.clientWidth);
  },
};

/** Right to left: the layout mirrors, account names keep their direction (UX-22). */
export const Rtl: Story = { globals: { direction: 'rtl', locale: 'ar' } };

/** From fifty cards up, those off screen are not laid out. */
export const SixtyProviders: Story = {
  args: {
    providers: Array.from({ length: 60 }, (_, index) => ({ ...(nineProviders[index % 9] as (typeof nineProviders)[number]), id: `provider-${index}`, name: `Provider ${index + 1}` })),
    adapter: shop({ providers: Array.from({ length: 60 }, (_, index) => ({ ...(nineProviders[index % 9] as (typeof nineProviders)[number]), id: `provider-${index}` })), seed: {} }),
  },
};

/** Another brand: four variables. */
export const BrandTheme: Story = { args: { classNames: { root: 'brand' } } };

/** Connect, see it on the card, disconnect, with the keyboard alone (UX-18, UX-46, UX-86). */
export const KeyboardJourney: Story = {
  args: { providers: builtinProviders, adapter: shop({ providers: builtinProviders, seed: { klaviyo: states.connected } }) },
  play: async ({ canvas }) => {
    const card = within(await canvas.findByRole('article', { name: 'Klaviyo' }));
    card.getByRole('button', { name: 'Disconnect Klaviyo' }).focus();
    await userEvent.keyboard('{Enter}');
    const dialog = within(await within(document.body).findByRole('alertdialog', { name: 'Disconnect Klaviyo?' }, { timeout: 5000 }));
    dialog.getByRole('button', { name: 'Disconnect Klaviyo' }).focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(card.getByRole('button', { name: 'Connect Klaviyo' })).toHaveFocus());
  },
};

function withoutAnswers(ids: readonly string[]) {
  const adapter = shop();
  return { ...adapter, list: async (o: Parameters<typeof adapter.list>[0]) => (await adapter.list(o)).filter((one) => !ids.includes(one.id)) };
}
