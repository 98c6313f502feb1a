/** Holds what comes by until it is released; `arrived` resolves with the first. */
export function gate() {
  let arrive = () => {};
  let release = () => {};
  const arrived = new Promise<void>((resolve) => { arrive = resolve; });
  const released = new Promise<void>((resolve) => { release = resolve; });
  return { arrived, release: () => release(), hold: async <T>(what: T): Promise<T> => { arrive(); await released; return what; } };
}
