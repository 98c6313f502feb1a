/** One call a sandbox received: no query, no header, no body. */
export interface LedgerCall {
  /** ISO 8601. */
  at: string;
  provider: string;
  method: string;
  host: string;
  path: string;
  status: number;
}

/** One event of a token's life. */
export interface LedgerToken {
  at: string;
  provider: string;
  event: 'issued' | 'refreshed' | 'revoked';
}

/** What a sandbox has seen, oldest first. Nothing is ever removed or changed. */
export function createLedger(now: () => Date) {
  const calls: LedgerCall[] = [];
  const tokens: LedgerToken[] = [];
  return {
    call: (entry: Omit<LedgerCall, 'at'>): void => void calls.push({ at: now().toISOString(), ...entry }),
    read: (): { calls: LedgerCall[]; tokens: LedgerToken[] } => structuredClone({ calls, tokens }),
  };
}
