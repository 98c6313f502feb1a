import type { IntegrationsEvent } from '../core/events.ts';
import type { IntegrationsClientOptions } from './client.ts';
import { guarded } from './guarded.ts';

type Unstamped<T> = T extends IntegrationsEvent ? Omit<T, 'version' | 'at'> : never;
export type Tell = (event: Unstamped<IntegrationsEvent>) => void;

/** Stamps events and hands them to the host. */
export function createTeller(onEvent: IntegrationsClientOptions['onEvent'], now: () => number): Tell {
  return (event) => guarded(() => onEvent?.({ version: 1, at: new Date(now()).toISOString(), ...event }));
}
