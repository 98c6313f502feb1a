import { existsSync, readFileSync } from 'node:fs';

interface Figure { what: string; count: string; worst: string; seed?: number }

/** What the suites proved, one line each: what, how much of it, the worst that was met, the seed. @param file lines of JSON, as `tests/setup/figures.ts` writes them. */
export function summaryOf(file: string): string {
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (text === '') return 'No figures: the suites ended before they proved anything.';
  const rows = text.split('\n').map((line) => JSON.parse(line) as Figure).map(({ what, count, worst, seed }) => [what, worst, seed === undefined ? '' : `seed ${seed}`, count]);
  rows.sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const widths = [width(0), width(1), width(2)];
  return ['Proven, each with the worst that was met:', ...rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd())].join('\n');
}
