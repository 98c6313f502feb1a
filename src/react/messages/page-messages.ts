import type { CardState } from '../../client/card-state.ts';
import { plural } from './plural.ts';

/** English texts of the page; each may be replaced through the `messages` prop. */
export const pageMessages = {
  pageTitle: () => 'Integrations',
  pageSummary: ({ connected, total, attention }: { connected: number; total: number; attention: number }) =>
    `${connected} of ${total} connected${attention > 0 ? ` · ${plural(attention, { one: '1 needs attention', other: `${attention} need attention` })}` : ''}`,
  categoryCount: ({ connected, total }: { connected: number; total: number }) => (connected === 0 ? `${plural(total, { one: '1 integration', other: `${total} integrations` })}, none connected` : `${plural(total, { one: '1 integration', other: `${total} integrations` })}, ${connected} connected`),

  pageLoading: () => 'Loading integrations',
  pageLoadingSlow: () => 'Loading is taking longer than usual.',
  pageLoadFailed: () => 'The integrations could not be loaded',
  pageErrorCode: ({ code, requestId }: { code: string; requestId: string | undefined }) => (requestId ? `Code ${code}, request ${requestId}` : `Code ${code}`),
  actionRetry: () => 'Try again',
  pageStale: () => 'The newest state could not be read. What you see may be out of date.',
  pageSessionEnded: () => 'Your session ended. Sign in again to go on; what you typed stays here.',
  actionSignIn: () => 'Sign in again',
  noPermission: () => 'You do not have access to the integrations of this store. Ask an admin for access.',
  nothingOffered: () => 'No integrations are offered for this store yet.',
  noMatch: ({ query }: { query: string }) => (query ? `No integration matches “${query}”.` : 'No integration matches this filter.'),
  clearSearch: () => 'Clear search',
  showAll: () => 'Show all',
  search: () => 'Search integrations',
  searchResult: ({ count }: { count: number }) => plural(count, { one: '1 integration found', other: `${count} integrations found` }),
  filters: () => 'Show',
  filter: ({ filter }: { filter: 'all' | 'connected' | 'available' }) => ({ all: 'All', connected: 'Connected', available: 'Available' })[filter],
  needsAttention: ({ count }: { count: number }) => `Needs attention (${count})`,
  cardReadOnly: () => 'Ask an admin to change this',
  cardFailed: ({ provider }: { provider: string }) => `The ${provider} card could not be shown. The others are not affected.`,
  pageDialogFailed: () => 'The dialog could not be loaded. Check your network, then try again.',
  pageDialogLoading: () => 'Opening…',

  badge: ({ state, by }: { state: CardState; by: string | null }) =>
    ({
      available: 'Not connected', connecting: 'Connecting…', connected: 'Connected', unverified: 'Connected, not provable', needs_reauth: 'Reconnect needed', failing: 'Failing',
      retrying: 'Retrying', paused: by ? `Paused by ${by}` : 'Paused', disconnecting: 'Disconnecting…', unknown: 'Status unavailable',
    })[state],
  cardSettingsKept: () => 'Your settings are kept for when you reconnect.',
  connectingLine: ({ provider }: { provider: string }) => `Checking the details with ${provider}.`,
  connectedBy: ({ by }: { by: string }) => `Connected by ${by}, `,
  connectedSince: () => 'Connected ',
  cardSynced: () => 'Synced ',
  cardChecked: () => 'Checked ',
  unverifiedLine: ({ provider }: { provider: string }) => `${provider} cannot confirm these details, so they are used as they are.`,
  reauthLine: ({ provider }: { provider: string }) => `${provider} stopped accepting the stored details. Nothing moves until you reconnect; your settings are safe.`,
  cardSince: () => 'Since ',
  failingLine: ({ provider }: { provider: string }) => `${provider} does not answer as it should.`,
  cardNextTry: () => 'Next try at ',
  pausedLine: () => 'Nothing moves while paused. Since ',
  disconnectingLine: () => 'Removing the stored details.',
  lastKnown: ({ status }: { status: string }) => `Last known: ${status}, `,
  neverKnown: () => 'Its state has not been read yet.',

  actionConnect: () => 'Connect',
  actionConfigure: () => 'Configure',
  actionDisconnect: () => 'Disconnect',
  actionReconnect: () => 'Reconnect',
  actionFix: () => 'Fix',
  attentionTitle: ({ provider, state }: { provider: string; state: CardState }) => (state === 'needs_reauth' ? `${provider} needs a reconnect` : `${provider} is failing`),
  actionResume: () => 'Resume',
  actionCancel: () => 'Cancel',
  /** The full name of a button; begins with its visible text (WCAG 2.5.3). */
  actionOn: ({ action, name }: { action: string; name: string }) => `${action} ${name}`,
  moreFor: ({ name }: { name: string }) => `More actions for ${name}`,
  cardPaused: ({ provider }: { provider: string }) => `${provider} is paused`,
  cardResumed: ({ provider }: { provider: string }) => `${provider} runs again`,

  cardTestOutcome: ({ outcome }: { outcome: 'verified' | 'unverified' | 'rejected' }) => ({ verified: 'Test passed', unverified: 'Test finished; not everything can be proven', rejected: 'Test failed' })[outcome],
} satisfies Record<string, (args: never) => string>;

export type PageMessages = typeof pageMessages;
