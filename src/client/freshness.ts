import type { Integration } from '../core/integration.ts';

/** When a request began and its answer was taken over, counted in steps of one clock per client. */
export interface Mark {
  began: number;
  taken: number;
  mutation: boolean;
}

/**
 * Is this answer older than what is known? Only answers whose request overlapped the known one can be:
 * then the higher revision is newer; with equal or opaque revisions an answer to a change beats a read, and the later request an earlier one.
 */
export function isOutdated(known: Integration, mark: Mark, incoming: Integration, began: number, mutation: boolean): boolean {
  if (began >= mark.taken) return false;
  const difference = compareRevisions(incoming, known);
  // Erasing an Integration lets its revision start again.
  if (difference !== null && difference !== 0) return difference < 0 && !(mutation && incoming.status === 'disconnected');
  return mutation ? mark.mutation && began < mark.began : mark.mutation || began < mark.began;
}

/** Negative when `a` is older, null when revisions are no integers and so say nothing of order. */
export function compareRevisions(a: Integration, b: Integration): number | null {
  if (!/^\d+$/.test(a.revision) || !/^\d+$/.test(b.revision)) return null;
  const [left, right] = [BigInt(a.revision), BigInt(b.revision)];
  return left < right ? -1 : left > right ? 1 : 0;
}
