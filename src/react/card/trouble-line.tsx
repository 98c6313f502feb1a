'use client';

import type { ReactNode } from 'react';
import { cardState } from '../../client/card-state.ts';
import { pointInTime } from '../parts/point-in-time.ts';
import { Time } from '../parts/time.tsx';
import { useDetailMessages } from '../root/use-detail-messages.ts';
import type { CardPartProps } from './card-part-props.ts';

/** The sentence beneath the badge where not all is well: what happened, since when, and when it goes on. */
export function TroubleLine({ view: { integration, state, operation, unknown }, provider }: CardPartProps): ReactNode {
  const messages = useDetailMessages();
  const name = { provider: provider.name };
  if (state === 'connecting') return operation ? messages.connectingLine(name) : messages.signingInLine(name);
  if (!integration) return messages.neverKnown();
  const { problem, retryAt, since, checkedAt, updatedAt } = integration;
  switch (state) {
    case 'unverified':
      return messages.unverifiedLine(name);
    case 'needs_reauth':
    case 'failing':
      return <>{problem?.detail ?? (state === 'failing' ? messages.failingLine(name) : messages.reauthLine(name))} {messages.cardSince()}<Time value={since} words={pointInTime} />.</>;
    case 'retrying':
      return <>{problem?.detail ?? messages.failingLine(name)} {retryAt && <>{messages.cardNextTry()}<Time value={retryAt} words={pointInTime} />.</>}</>;
    case 'paused':
      return <>{messages.pausedLine()}<Time value={updatedAt} words={pointInTime} />.</>;
    case 'disconnecting':
      return messages.disconnectingLine();
    case 'unknown':
      return <>{unknown ? `${unknown.detail} ` : null}{messages.lastKnown({ status: messages.badge({ state: cardState(integration), by: null }) })}<Time value={checkedAt ?? updatedAt} />.</>;
    case 'available':
    case 'connected':
      return null;
  }
}
