/** The form of a text that fits a count in English; other locales bring their own. */
export function plural(count: number, { one, other }: { one: string; other: string }): string {
  return count === 1 ? one : other;
}
