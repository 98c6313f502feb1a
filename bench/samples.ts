/** Measure → contestant → samples. */
export type Samples = Map<string, Map<string, number[]>>;

export function add(into: Samples, measure: string, contestant: string, value: number): void {
  const byName = into.get(measure) ?? new Map<string, number[]>();
  into.set(measure, byName);
  byName.set(contestant, [...(byName.get(contestant) ?? []), value]);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

export function medianOf(samples: Samples, measure: string, contestant: string): number {
  return median(samples.get(measure)?.get(contestant) ?? []);
}
