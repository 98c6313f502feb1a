import type { SandboxAccount } from './accounts.ts';
import type { FaultName } from './faults.ts';
import type { OAuthClient } from './oauth/clients.ts';
import type { Grants } from './oauth/grants.ts';

/** What every imitation of one sandbox works with. */
export interface World {
  accounts: readonly SandboxAccount[];
  clients: readonly OAuthClient[];
  grants: Grants;
  now(): Date;
  /** Does the next sign-in of this provider meet this fault? Counts it. */
  meets(provider: string, fault: FaultName): boolean;
}
