import { appendFileSync } from 'node:fs';

/** One line of what `npm run proof` sums up at its end. */
export interface Figure {
  /** What was proven. */
  what: string;
  /** How much of it. */
  count: string;
  /** The worst that was met, such as the slowest answer or what was lost. */
  worst: string;
  /** With which the run is repeated, where chance played a part. */
  seed?: number;
}

/** Prints a figure, and keeps it for the summary where there will be one. */
export function figure({ what, count, worst, seed }: Figure): void {
  console.log(`${what}: ${count}; worst: ${worst}${seed === undefined ? '' : ` (seed ${seed})`}`);
  const file = process.env['PROOF_FIGURES'];
  if (file) appendFileSync(file, `${JSON.stringify({ what, count, worst, seed })}\n`);
}
