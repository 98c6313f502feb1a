import { carryOut } from '../departures/carry-out.ts';
import { lapse } from '../oauth/lapse.ts';
import { renewIdle } from '../oauth/renew-idle.ts';
import type { Services } from '../operations/operation.ts';
import type { Chore } from './create-due-work.ts';

/** What a server does by itself. */
export function choresOf(services: Services): readonly Chore[] {
  const { storage } = services;
  return [
    { name: 'choice', most: 2, next: storage.nextLapses, carryOut: (due) => lapse(due, services) },
    // Each is days off, so an exact look is not worth one every half a minute.
    { name: 'renewal', most: 4, every: 5 * 60_000, next: storage.nextRenewals, carryOut: (due, signal) => renewIdle(due, services, signal) },
    { name: 'departure', most: 8, next: storage.nextDepartures, carryOut: (due, signal) => carryOut(due, services, signal) },
  ];
}
