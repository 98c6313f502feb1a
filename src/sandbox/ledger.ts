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

/** One event in the life of what a person granted: its first tokens, a further one, its end. */
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
    token: (provider: string, event: LedgerToken['event']): void => void tokens.push({ at: now().toISOString(), provider, event }),
    read: (): { calls: LedgerCall[]; tokens: LedgerToken[] } => structuredClone({ calls, tokens }),
  };
}
