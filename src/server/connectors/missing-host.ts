/** Did the call fail because no such host exists? Read from the chain of causes that the outbound call keeps. `EAI_AGAIN` is not one: then the name server is at fault. */
export function isMissingHost(error: unknown): boolean {
  let at = error;
  for (let depth = 0; depth < 6 && typeof at === 'object' && at !== null; depth++) {
    if ((at as { code?: unknown }).code === 'ENOTFOUND') return true;
    at = (at as { cause?: unknown }).cause;
  }
  return false;
}
