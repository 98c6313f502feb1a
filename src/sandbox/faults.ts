/**
 * How a provider misbehaves. Those of sign-ins are met on the consent page (`coop`, `deny`, `partial_scopes`) and when a token is refreshed
 * (`rotate_refresh`); under `partial_scopes` whoever calls may also only read.
 */
export const faultNames = ['none', 'down', 'slow', 'rate_limited', 'malformed', 'revoked', 'coop', 'deny', 'partial_scopes', 'rotate_refresh', 'redirect'] as const;
export type FaultName = (typeof faultNames)[number];

/** A fault lasts until `none`, or until it was met `times` times. `delayMs` belongs to `slow`; default 20 s. */
export interface Fault {
  provider: string;
  fault: FaultName;
  times?: number;
  delayMs?: number;
}

const ofSignIns: readonly FaultName[] = ['coop', 'deny', 'partial_scopes', 'rotate_refresh'];

/** The faults of one sandbox, one per provider. */
export function createFaults() {
  const active = new Map<string, Fault>();
  const count = (fault: Fault) => {
    if (fault.times !== undefined && --fault.times <= 0) active.delete(fault.provider);
  };
  return {
    set(fault: Fault): void {
      if (fault.fault === 'none') active.delete(fault.provider);
      else active.set(fault.provider, { ...fault });
    },
    /** Does this provider have this fault of sign-ins now? Counts it. */
    meets(provider: string, name: FaultName): boolean {
      const fault = active.get(provider);
      if (fault?.fault !== name) return false;
      count(fault);
      return true;
    },
    /** The fault the next call of this provider meets; counts it. */
    take(provider: string): Fault | null {
      const fault = active.get(provider);
      if (!fault || ofSignIns.includes(fault.fault)) return null;
      const met = { ...fault };
      count(fault);
      return met;
    },
  };
}

/** A fault as it was sent, or a sentence saying what is wrong with it. */
export function readFault(body: unknown, providers: readonly string[]): Fault | string {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'Send a JSON object such as {"provider":"klaviyo","fault":"down"}.';
  const { provider, fault, times, delayMs } = body as Record<string, unknown>;
  if (typeof provider !== 'string' || !providers.includes(provider)) return `"provider" must be one of ${providers.join(', ')}.`;
  const name = faultNames.find((one) => one === fault);
  if (!name) return `"fault" must be one of ${faultNames.join(', ')}.`;
  if (times !== undefined && !whole(times, 1)) return '"times" must be a whole number of 1 or more.';
  if (delayMs !== undefined && !whole(delayMs, 0)) return '"delayMs" must be a whole number of milliseconds, 0 or more.';
  return { provider, fault: name, ...(times === undefined ? {} : { times }), ...(delayMs === undefined ? {} : { delayMs }) };
}

function whole(value: unknown, min: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= min;
}
