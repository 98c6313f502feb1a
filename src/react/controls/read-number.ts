/** The number somebody typed, undefined for nothing; what is no number stays text, so that the schema can say so. */
export function readNumber(raw: string): number | string | undefined {
  const text = raw.trim();
  if (text === '') return undefined;
  const value = Number(text.replace(/[\s\u00A0\u202F]/g, '').replace(',', '.'));
  return Number.isFinite(value) ? value : text;
}
