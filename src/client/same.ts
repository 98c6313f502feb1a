/** What was there before, if it says the same: what did not change keeps its identity, so that only the cards concerned draw again. */
export function same<T>(before: T | undefined, after: T): T {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
