import type { SandboxAccount } from '../accounts.ts';
import type { Family } from './clients.ts';
import type { Grant, Grants } from './grants.ts';

/** The account and the grant of an access token that is live; null for every other text. */
export function signedIn(grants: Grants, family: Family, accounts: readonly SandboxAccount[], token: string | null | undefined): { account: SandboxAccount; grant: Grant } | null {
  const found = grants.findToken(family, token);
  if (found?.kind !== 'access' || found.state !== 'live') return null;
  const account = accounts.find((one) => one.name === found.grant.account);
  return account ? { account, grant: found.grant } : null;
}
