/** Milliseconds until the next attempt after so many that failed; the last goes on. The first is soon, as most troubles are short. */
const delays = [20_000, 60_000, 5 * 60_000, 15 * 60_000, 3_600_000, 3 * 3_600_000, 6 * 3_600_000];

/** Milliseconds after which it is given up: by then a person has to look, and no secret is kept for longer. */
const patience = 3 * 86_400_000;

/** Milliseconds until another attempt after another failure; null where it is given up. */
export function nextAttempt({ attempts, createdAt }: { attempts: number; createdAt: Date }, now: Date): number | null {
  const delay = delays[Math.min(attempts, delays.length - 1)] ?? 0;
  return now.getTime() + delay - createdAt.getTime() > patience ? null : delay;
}
