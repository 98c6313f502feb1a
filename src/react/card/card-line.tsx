'use client';

import type { ReactNode } from 'react';
import type { Integration } from '../../core/integration.ts';
import { Time } from '../parts/time.tsx';
import { usePart } from '../parts/use-part.ts';
import { useRoot, type RootContextValue } from '../root/root-context.ts';
import type { CardPartProps } from './card-part-props.ts';

/** One sentence beneath the badge: what happened, or what it brings. Provider texts are text, never markup. */
export function CardLine(props: CardPartProps) {
  const { messages } = useRoot();
  const part = usePart();
  return <p {...part('card-line')}>{lineOf(props, messages)}</p>;
}

function lineOf({ view: { integration, state, unknown }, provider }: CardPartProps, messages: RootContextValue['messages']): ReactNode {
  const name = { provider: provider.name };
  if (!integration) return state === 'connecting' ? messages.connectingLine(name) : messages.neverKnown();
  switch (state) {
    case 'available':
      return Object.keys(integration.configuration).length > 0 ? messages.cardSettingsKept() : provider.summary;
    case 'connecting':
      return messages.connectingLine(name);
    case 'connected':
      return connectedLine(integration, messages, provider.summary);
    case 'unverified':
      return messages.unverifiedLine(name);
    case 'needs_reauth':
      return <>{integration.problem?.detail ?? messages.reauthLine(name)} {messages.cardSince()}<Time value={integration.since} as="point" />.</>;
    case 'failing':
      return <>{integration.problem?.detail ?? messages.failingLine(name)} {messages.cardSince()}<Time value={integration.since} as="point" />.</>;
    case 'retrying':
      return <>{integration.problem?.detail ?? messages.failingLine(name)} {integration.retryAt && <>{messages.cardNextTry()}<Time value={integration.retryAt} as="point" />.</>}</>;
    case 'paused':
      return <>{messages.pausedLine()}<Time value={integration.updatedAt} as="point" />.</>;
    case 'disconnecting':
      return messages.disconnectingLine();
    case 'unknown':
      return <>{unknown ? `${unknown.detail} ` : null}{messages.lastKnown({ status: messages.badge({ state: lastKnown(integration), by: null }) })}<Time value={integration.checkedAt ?? integration.updatedAt} />.</>;
  }
}

function connectedLine({ lastSync, checkedAt, connectedAt, connectedBy }: Integration, messages: RootContextValue['messages'], summary: string): ReactNode {
  if (lastSync?.completedAt) return <>{messages.cardSynced()}<Time value={lastSync.completedAt} />.</>;
  if (connectedAt) return <>{connectedBy ? messages.connectedBy({ by: connectedBy }) : messages.connectedSince()}<Time value={connectedAt} />.{checkedAt && checkedAt !== connectedAt && <> {messages.cardChecked()}<Time value={checkedAt} />.</>}</>;
  return checkedAt ? <>{messages.cardChecked()}<Time value={checkedAt} />.</> : summary;
}

function lastKnown({ status, enabled }: Integration) {
  if (status === 'disconnected') return 'available';
  if (!enabled) return 'paused';
  return status === 'error' ? 'failing' : status;
}
