/** A clock that can be moved forward, so that lifetimes can be tried without waiting. */
export function createClock(now: () => Date) {
  let ahead = 0;
  return {
    now: (): Date => new Date(now().getTime() + ahead),
    advance(seconds: number): void {
      ahead += seconds * 1000;
    },
  };
}

const tenYears = 315_360_000;

/** By how many seconds a body asks to move the clock, or a sentence saying what is wrong with it. */
export function readAdvance(body: unknown): number | string {
  const seconds = typeof body === 'object' && body !== null ? (body as { advanceSeconds?: unknown }).advanceSeconds : undefined;
  return Number.isSafeInteger(seconds) && (seconds as number) >= 0 && (seconds as number) <= tenYears ? (seconds as number) : `Send {"advanceSeconds":3600}: a whole number of seconds from 0 to ${tenYears}.`;
}
