import type { ReactNode } from 'react';
import type { Integration } from '../../core/integration.ts';
import type { ProviderDefinition } from '../../core/provider.ts';
import { Time } from '../parts/time.tsx';
import type { RootContextValue } from '../root/root-context.ts';

/** The sentence beneath the badge where all is well: what happened last, or what it brings. Provider texts are text, never markup. */
export function drawLine({ messages }: RootContextValue, { status, configuration, lastSync, checkedAt, connectedAt, connectedBy }: Integration, { summary }: ProviderDefinition): ReactNode {
  if (status === 'disconnected') return Object.keys(configuration).length > 0 ? messages.cardSettingsKept() : summary;
  if (lastSync?.completedAt) return <>{messages.cardSynced()}<Time value={lastSync.completedAt} />.</>;
  const checked = checkedAt && checkedAt !== connectedAt && <>{messages.cardChecked()}<Time value={checkedAt} />.</>;
  if (connectedAt) return <>{connectedBy ? messages.connectedBy({ by: connectedBy }) : messages.connectedSince()}<Time value={connectedAt} />. {checked}</>;
  return checked || summary;
}
