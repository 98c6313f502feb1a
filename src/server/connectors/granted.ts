import { isIntegrationsError } from '../../core/errors.ts';

/**
 * Tries one harmless call per capability: what goes through is granted, what is refused for lack of permission is not.
 * Anything else tells nothing of the credentials, so then nothing is said at all.
 */
export async function grantedBy(tries: Readonly<Record<string, () => Promise<unknown>>>): Promise<{ granted?: readonly string[] }> {
  const found = await Promise.all(Object.entries(tries).map(async ([id, call]) => [id, await goesThrough(call)] as const));
  return found.some(([, may]) => may === undefined) ? {} : { granted: found.flatMap(([id, may]) => (may ? [id] : [])) };
}

async function goesThrough(call: () => Promise<unknown>): Promise<boolean | undefined> {
  try {
    await call();
    return true;
  } catch (error) {
    return isIntegrationsError(error, 'insufficient_permission') ? false : undefined;
  }
}
