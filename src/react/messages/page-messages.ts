import type { CardState } from '../../client/card-state.ts';

/** English texts of a page on which nothing is out of the ordinary; each may be replaced through the `messages` prop. */
export const pageMessages = {
  pageTitle: () => 'Integrations',
  pageSummary: ({ connected, total, attention }: { connected: number; total: number; attention: number }) =>
    `${connected} of ${total} connected${attention > 0 ? ` · ${attention} need${attention === 1 ? 's' : ''} attention` : ''}`,
  categoryCount: ({ connected, total }: { connected: number; total: number }) => `${total} integration${total === 1 ? '' : 's'}, ${connected || 'none'} connected`,

  pageLoading: () => 'Loading integrations',
  pageLoadingSlow: () => 'Loading is taking longer than usual.',
  actionRetry: () => 'Try again',
  search: () => 'Search integrations',
  filters: () => 'Show',
  filter: ({ filter }: { filter: 'all' | 'connected' | 'available' }) => ({ all: 'All', connected: 'Connected', available: 'Available' })[filter],
  cardReadOnly: () => 'Ask an admin to change this',
  pageCodeFailed: () => 'Part of this page is missing. Check your network.',
  pageDialogLoading: () => 'Opening…',

  badge: ({ state, by }: { state: CardState; by: string | null }) =>
    ({
      available: 'Not connected', connecting: 'Connecting…', connected: 'Connected', unverified: 'Connected, not provable', needs_reauth: 'Reconnect needed', failing: 'Failing',
      retrying: 'Retrying', paused: by ? `Paused by ${by}` : 'Paused', disconnecting: 'Disconnecting…', unknown: 'Status unavailable',
    })[state],
  cardSettingsKept: () => 'Your settings are kept for when you reconnect.',
  connectedBy: ({ by }: { by: string }) => `Connected by ${by}, `,
  connectedSince: () => 'Connected ',
  cardSynced: () => 'Synced ',
  cardChecked: () => 'Checked ',

  actionConnect: () => 'Connect',
  actionConfigure: () => 'Configure',
  actionDisconnect: () => 'Disconnect',
  actionReconnect: () => 'Reconnect',
  actionResume: () => 'Resume',
  actionCancel: () => 'Cancel',
  /** The full name of a button; begins with its visible text (WCAG 2.5.3). */
  actionOn: ({ action, name }: { action: string; name: string }) => `${action} ${name}`,
  moreFor: ({ name }: { name: string }) => `More actions for ${name}`,
} satisfies Record<string, (args: never) => string>;

export type PageMessages = typeof pageMessages;
