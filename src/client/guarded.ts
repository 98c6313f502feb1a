/** Runs code of the host that must not stop ours: what it throws is reported, and the answer is undefined. */
export function guarded<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    // eslint-disable-next-line no-console -- the host's own mistake has no other place to show.
    console.error('integrations-settings: code of the host threw.', error);
    return undefined;
  }
}
