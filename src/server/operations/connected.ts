import type { Account } from '../../core/integration.ts';
import type { IntegrationRow, RowChange } from '../storage/storage.ts';

/** How a row changes when it is connected or connected again; what is configured stays. */
export function connected(row: IntegrationRow, proven: { status: 'connected' | 'unverified'; account: Account | null; scheme: 'credentials' | 'oauth2' }, time: Date, actor: string): RowChange {
  const first = row.status === 'disconnected';
  return {
    ...proven, problem: null, retryAt: null, accessEndsAt: null, renewAt: null, revocation: 'none', accessUrl: null, persons: null, ownApp: null, checkedAt: time,
    ...(row.status === proven.status ? {} : { since: time }),
    ...(first ? { connectedAt: time, connectedBy: actor, enabled: true } : {}),
  };
}
