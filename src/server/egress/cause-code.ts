/** Does the chain of causes that an outbound call keeps hold one of these codes of the network? */
export function hasCauseCode(error: unknown, codes: readonly string[]): boolean {
  let at = error;
  for (let depth = 0; depth < 6 && typeof at === 'object' && at !== null; depth += 1) {
    if (codes.includes(String((at as { code?: unknown }).code))) return true;
    at = (at as { cause?: unknown }).cause;
  }
  return false;
}
