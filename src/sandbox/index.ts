export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
export type { AccountOutcome, SandboxAccount } from './accounts.ts';
export type { Fault, FaultName } from './faults.ts';
export type { LedgerCall, LedgerToken } from './ledger.ts';
export type { OAuthClient } from './oauth/clients.ts';
export type { SavedGrants } from './oauth/grants.ts';
