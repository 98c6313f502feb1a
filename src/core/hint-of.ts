/** Secrets shorter than this show no hint: four of few characters would give too much away. */
const hintFrom = 20;

/** The last 4 characters of a secret of 20 or more, else null. */
export function hintOf(secret: unknown): string | null {
  return typeof secret === 'string' && secret.length >= hintFrom ? secret.slice(-4) : null;
}
